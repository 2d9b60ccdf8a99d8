// Drizzle's queries through relations, by the names of its own modules (`alias` in wrangler.toml): a
// database that is opened without relations, as ours is, never makes one.
export const createTableRelationsHelpers = undefined
export const extractTablesRelationalConfig = undefined
export const getOperators = undefined
export const getOrderByOperators = undefined
export const Many = undefined
export const normalizeRelation = undefined
export const One = undefined
export const RelationalQueryBuilder = undefined
