import { sql } from 'drizzle-orm'
import { slugify } from '../content/slug.ts'
import type { Db } from './client.ts'
import type { Category } from './schema.ts'
import type { Term } from './summaries.ts'

/** The three kinds of named things that posts belong to; all have id, slug and name. */
export type TermTable = 'categories' | 'tags' | 'authors'

/** The slug that a term named `name` gets: signs that tell names apart are spelt out. */
export function termSlug(name: string): string {
  return slugify(name.replace(/\+/g, ' plus ').replace(/#/g, ' sharp ')) || 'term'
}

/** Query: the terms that any of `names` means, by slug or by name. */
export function termsNamed(db: Db, table: TermTable, names: string[]) {
  const list = JSON.stringify(names.flatMap((name) => [name, termSlug(name)]))
  const target = sql.identifier(table)
  return db.all<Term>(sql`
    SELECT id, name, slug FROM ${target} WHERE slug IN (SELECT value FROM json_each(${list}))
    UNION SELECT id, name, slug FROM ${target}
    WHERE name IN (SELECT value FROM json_each(${JSON.stringify(names)}))`)
}

/** The term that `named` means: the one of that very name, else of that slug, else of the slug it gives. */
export async function findNamed(
  db: Db,
  table: TermTable,
  named: string,
): Promise<Term | undefined> {
  const found = await termsNamed(db, table, [named])
  return (
    found.find(({ name }) => name === named) ?? found.find(({ slug }) => slug === named) ?? found[0]
  )
}

/** Query: the greatest id in use, as `last`; null in an empty table. */
export function lastTermId(db: Db, table: TermTable) {
  return db.all<{ last: number | null }>(sql`SELECT max(id) AS last FROM ${sql.identifier(table)}`)
}

/** Statement: adds a term. Fails on a name or slug that is taken. */
export function addTerm(db: Db, table: TermTable, term: Term) {
  return db.run(sql`INSERT INTO ${sql.identifier(table)} (id, name, slug)
    VALUES (${term.id}, ${term.name}, ${term.slug})`)
}

/** Query: every category (sites have few), for trees and ancestors. */
export function allCategories(db: Db) {
  return db.all<Category & { parent_id: number | null }>(
    sql`SELECT id, slug, name, description, parent_id, parent_id AS parentId, position
      FROM categories ORDER BY position, id`,
  )
}

/** The category `id` and those it lies in, innermost first. */
export function withAncestors(
  categories: Pick<Category, 'id' | 'parentId'>[],
  id: number | null,
): number[] {
  const chain: number[] = []
  let current = id
  while (current !== null && !chain.includes(current)) {
    chain.push(current)
    current = categories.find((category) => category.id === current)?.parentId ?? null
  }
  return chain
}

/** Finds a term by its slug. */
export async function findTerm(db: Db, table: TermTable, slug: string): Promise<Term | undefined> {
  const [row] = await db.all<Term>(
    sql`SELECT id, name, slug FROM ${sql.identifier(table)} WHERE slug = ${slug}`,
  )
  return row
}

/** Query: the term of slug `slug`, with what its page says of it. */
export function namedRow(db: Db, table: TermTable, slug: string) {
  const description = { categories: 'description', authors: 'bio', tags: "''" }[table]
  return db.all<Term & { description: string }>(
    sql`SELECT id, name, slug, ${sql.raw(description)} AS description
      FROM ${sql.identifier(table)} WHERE slug = ${slug}`,
  )
}
