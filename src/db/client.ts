import { type DrizzleD1Database, drizzle } from 'drizzle-orm/d1'
import { SQLiteRaw } from 'drizzle-orm/sqlite-core/query-builders/raw'
import { type Meter, meteredDatabase } from './meter.ts'

export type Db = DrizzleD1Database

/** A Drizzle client on `database` (the primary) whose statements `meter` counts. */
export function createDb(database: D1Database, meter: Meter): Db {
  const metered = meteredDatabase(database, meter)
  const db = drizzle(metered)
  const batch = db.batch.bind(db)
  // Drizzle 0.45 binds the parameters of a batched query to its prepared `stmt`, which queries made
  // with `db.all` and `db.run` do not have: they get one here.
  db.batch = (queries) => {
    for (const query of queries) {
      if (query instanceof SQLiteRaw) {
        Object.assign(query, { stmt: metered.prepare(query.getQuery().sql) })
      }
    }
    return batch(queries)
  }
  return db
}
