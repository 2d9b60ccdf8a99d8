import { type SQL, sql } from 'drizzle-orm'
import { slugify } from '../content/slug.ts'
import type { Db } from './client.ts'
import type { Category } from './schema.ts'
import { freeSlug } from './slugs.ts'
import type { Term } from './summaries.ts'

/** The three kinds of named things that posts belong to; all have id, slug and name. */
export type TermTable = 'categories' | 'tags' | 'authors'

/**
 * The slug by which a term named `name` is known: signs that tell names apart are spelt out. Empty
 * for a name without letters and digits, which only that very name means.
 */
export function termSlug(name: string): string {
  return slugify(name.replace(/\+/g, ' plus ').replace(/#/g, ' sharp '))
}

/** The slug for a new term; `terms` are those that {@link termsNamed} found, and newer ones. */
export function newTermSlug(name: string, terms: Pick<Term, 'slug'>[]): string {
  const slugs = terms.map((term) => term.slug)
  return termSlug(name) || freeSlug('term', slugs)
}

/** Query: the terms that any of `names` means, by slug or by name, or that a new slug must avoid. */
export function termsNamed(db: Db, table: TermTable, names: string[]) {
  const list = JSON.stringify(names.flatMap((name) => [name, termSlug(name)]))
  const target = sql.identifier(table)
  return db.all<Term>(sql`
    SELECT id, name, slug FROM ${target} WHERE slug IN (SELECT value FROM json_each(${list}))
    UNION SELECT id, name, slug FROM ${target}
    WHERE name IN (SELECT value FROM json_each(${JSON.stringify(names)}))
    UNION SELECT id, name, slug FROM ${target}
    WHERE ${names.every(termSlug)} = 0 AND slug >= 'term' AND slug < 'term.'`)
}

/** The one of `terms` that `named` means: of that very name, else of that slug, else of the slug it gives. */
export function termMeant(terms: Term[], named: string): Term | undefined {
  const given = termSlug(named)
  return (
    terms.find(({ name }) => name === named) ??
    terms.find(({ slug }) => slug === named) ??
    terms.find(({ slug }) => slug === given)
  )
}

/** Finds the term that `named` means. */
export async function findNamed(
  db: Db,
  table: TermTable,
  named: string,
): Promise<Term | undefined> {
  return termMeant(await termsNamed(db, table, [named]), named)
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

/** Whether the way up from each of `ids` is, in the database, still the one that `categories` has. */
export function sameAncestors(
  categories: Pick<Category, 'id' | 'parentId'>[],
  ids: (number | null)[],
): SQL {
  const chains = new Set(ids.flatMap((id) => withAncestors(categories, id)))
  const steps = [...chains].map((id) => {
    return [id, categories.find((category) => category.id === id)?.parentId ?? null]
  })
  return sql`(SELECT count(*) FROM json_each(${JSON.stringify(steps)}) j JOIN categories c
    ON c.id = j.value ->> 0 AND c.parent_id IS j.value ->> 1) = ${steps.length}`
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
