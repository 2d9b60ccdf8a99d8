import { eq, sql } from 'drizzle-orm'
import type { Statement } from '../cache/publish.ts'
import { readSettings } from '../settings.ts'
import type { Db } from './client.ts'
import { guard } from './guard.ts'
import { categoryList, type ListName, tagList } from './lists.ts'
import { type Author, authors, type Category, categories, type Tag, tags } from './schema.ts'
import { newTermSlug, sameAncestors, type TermTable, termsNamed, withAncestors } from './terms.ts'

/** A category, tag or author with the number of posts in its list. */
export type Counted<T> = T & { count: number }

export interface Page {
  /** Ids above this one. */
  after: number
  limit: number
  /** Only what is offered under a key that begins so. */
  keys?: string[]
}

/** How many keys are looked at: a term has a few, and some may be older than its name. */
const mostKeys = 200

function counted<T>(db: Db, table: TermTable, kind: 'c' | 't' | 'a', page: Page) {
  const { after, limit, keys } = page
  return db.all<Counted<T>>(sql`
    SELECT x.*, coalesce((SELECT count FROM lists WHERE name = ${kind} || x.id), 0) AS count
    FROM ${sql.identifier(table)} x WHERE x.id > ${after}
      ${keys ? sql`AND x.id IN (${offeredUnder(keys, table)})` : sql``}
    ORDER BY x.id LIMIT ${limit}`)
}

function offeredUnder(keys: string[], table: TermTable) {
  if (table === 'authors') {
    return sql`SELECT id FROM authors WHERE instr(lower(name), ${keys.at(-1)}) > 0`
  }
  const kind = table === 'tags' ? 'tag' : 'category'
  return sql`SELECT ref_id FROM (SELECT s.ref_id FROM json_each(${JSON.stringify(keys)}) word
    CROSS JOIN suggestions s ON s.key >= word.value AND s.key < word.value || ${'\u{10ffff}'}
      AND s.kind = ${kind} LIMIT ${mostKeys})`
}

export async function listCategories(db: Db, page: Page): Promise<Counted<Category>[]> {
  const rows = await counted<Category & { parent_id?: number | null }>(db, 'categories', 'c', page)
  return rows.map(({ parent_id, ...row }) => ({ ...row, parentId: parent_id ?? null }))
}

export async function listTags(db: Db, page: Page): Promise<Counted<Tag>[]> {
  return counted<Tag>(db, 'tags', 't', page)
}

export async function listAuthors(db: Db, page: Page): Promise<Counted<Author>[]> {
  return counted<Author>(db, 'authors', 'a', page)
}

export async function findCategory(db: Db, id: number): Promise<Category | undefined> {
  return db.select().from(categories).where(eq(categories.id, id)).get()
}

export async function findTag(db: Db, id: number): Promise<Tag | undefined> {
  return db.select().from(tags).where(eq(tags.id, id)).get()
}

export async function findAuthor(db: Db, id: number): Promise<Author | undefined> {
  return db.select().from(authors).where(eq(authors.id, id)).get()
}

/**
 * Statements that move what lies in category `id` from the lists of its old ancestors to those of
 * its new ones. `all` has the categories as they are before: the batch fails where it is outdated.
 */
export function moveCategory(
  db: Db,
  all: Pick<Category, 'id' | 'parentId'>[],
  id: number,
  parentId: number | null,
): Statement[] {
  const before = withAncestors(all, id).slice(1)
  const after = parentId === null ? [] : withAncestors(all, parentId)
  const list = categoryList(id)
  const left = before.filter((ancestor) => !after.includes(ancestor)).map(categoryList)
  const entered = after.filter((ancestor) => !before.includes(ancestor)).map(categoryList)
  return [
    guard(db, after.includes(id) ? sql`false` : sameAncestors(all, [id, parentId])),
    ...left.map((name) => leaveWith(db, list, name)),
    ...enterWith(db, list, entered),
  ]
}

/** Takes the posts of `list` out of `from`. */
function leaveWith(db: Db, list: ListName, from: ListName): Statement {
  return db.run(sql`DELETE FROM list_posts WHERE list = ${from} AND (live_at, post_id) IN
    (SELECT live_at, post_id FROM list_posts WHERE list = ${list})`)
}

function enterWith(db: Db, list: ListName, entered: ListName[]): Statement[] {
  if (entered.length === 0) return []
  return [
    db.run(sql`INSERT INTO list_posts (list, live_at, post_id)
      SELECT j.value, l.live_at, l.post_id
      FROM json_each(${JSON.stringify(entered)}) j JOIN list_posts l ON l.list = ${list}
      WHERE true ON CONFLICT DO NOTHING`),
  ]
}

/** Statements that move the posts of tag `id` to tag `into` and remove it. */
export function mergeTag(db: Db, id: number, into: number): Statement[] {
  return [
    db.run(sql`DELETE FROM post_tags WHERE tag_id = ${id} AND post_id IN
      (SELECT post_id FROM post_tags WHERE tag_id = ${into})`),
    db.run(sql`UPDATE post_tags SET tag_id = ${into} WHERE tag_id = ${id}`),
    db.run(sql`INSERT INTO list_posts (list, live_at, post_id)
      SELECT ${tagList(into)}, live_at, post_id FROM list_posts WHERE list = ${tagList(id)}
      ON CONFLICT DO NOTHING`),
    db.run(sql`DELETE FROM list_posts WHERE list = ${tagList(id)}`),
    db.run(sql`DELETE FROM tags WHERE id = ${id}`),
  ]
}

/** Statement, before author `id` is renamed: the setting that names it by default goes along. */
export function renameDefaultAuthor(db: Db, id: number, name: string): Statement {
  return db.run(sql`UPDATE site SET settings = json_set(settings, '$.defaultAuthor', ${name})
    WHERE id = 1 AND ifnull(settings ->> 'defaultAuthor', ${readSettings({}).defaultAuthor}) =
      (SELECT name FROM authors WHERE id = ${id})`)
}

/** The author of a name, added where there is none. */
export async function ensureAuthor(db: Db, name: string): Promise<{ id: number; slug: string }> {
  const terms = await termsNamed(db, 'authors', [name])
  const known = terms.find((term) => term.name === name)
  if (known) return known
  const base = newTermSlug(name, terms)
  const rows = await db.all<{ id: number; slug: string }>(sql`
    INSERT INTO authors (name, slug)
    SELECT ${name}, iif(EXISTS (SELECT 1 FROM authors WHERE slug = ${base}),
      ${base} || '-' || (SELECT max(id) + 1 FROM authors), ${base})
    WHERE true ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING id, slug`)
  if (!rows[0]) throw new Error('Adding an author returned no row')
  return rows[0]
}
