import { sql } from 'drizzle-orm'
import type { Statement } from '../cache/publish.ts'
import type { IndexedPost } from '../search/terms.ts'
import type { Db } from './client.ts'

/** Where the search job is in its way through the posts. */
export interface IndexCursor {
  /** The form of index it makes or checks. */
  version: string
  /** Every post is read anew; else only those that the index lacks. */
  full: boolean
  /** Posts up to this id are done. */
  after: number
  /** When it came to the end; null while it is on its way. */
  finishedAt: number | null
}

/** Query: the cursor of the job; {@link cursorOf} reads its rows. */
export function cursorRow(db: Db) {
  return db.all<{ cursor: string | null }>(sql`SELECT cursor FROM jobs WHERE name = 'search'`)
}

export function cursorOf(rows: { cursor: string | null }[]): IndexCursor | undefined {
  return rows[0]?.cursor ? JSON.parse(rows[0].cursor) : undefined
}

/** Statement: stores the cursor, in the batch of what it stands for. */
export function storeCursor(db: Db, cursor: IndexCursor): Statement {
  return db.run(sql`INSERT INTO jobs (name, cursor) VALUES ('search', ${JSON.stringify(cursor)})
    ON CONFLICT (name) DO UPDATE SET cursor = excluded.cursor`)
}

/** The next posts by id, whether each is to be in the index, and the ids the index has up to there. */
export async function compareIndex(
  db: Db,
  after: number,
  limit: number,
): Promise<{ listed: number[]; indexed: number[]; upTo: number; last: boolean }> {
  const posts = await db.all<{ id: number; listed: number }>(sql`
    SELECT id, live_at IS NOT NULL AS listed FROM posts
    WHERE id > ${after} ORDER BY id LIMIT ${limit}`)
  const last = posts.length < limit
  const upTo = last ? Number.MAX_SAFE_INTEGER : (posts.at(-1)?.id ?? after)
  const rows = await db.all<{ id: number }>(sql`
    SELECT rowid AS id FROM search WHERE rowid > ${after} AND rowid <= ${upTo}
    ORDER BY rowid LIMIT ${limit * 4}`)
  const indexed = rows.map(({ id }) => id)
  const listed = posts.filter((post) => post.listed).map(({ id }) => id)
  if (indexed.length < limit * 4) return { listed, indexed, upTo, last }
  // So much too much in the index: no further than has been read of it.
  const reached = indexed.at(-1) ?? upTo
  return { listed: listed.filter((id) => id <= reached), indexed, upTo: reached, last: false }
}

/** What the index is made of. */
export interface IndexableText {
  id: number
  revision: number
  title: string
  text: string | null
  /** Only where `text` is null. */
  html: string | null
}

export async function textsToIndex(db: Db, ids: number[]): Promise<IndexableText[]> {
  return db.all<IndexableText>(sql`
    SELECT p.id, p.revision, p.title, b.text, iif(b.text IS NULL, b.html, NULL) AS html
    FROM json_each(${JSON.stringify(ids)}) j JOIN posts p ON p.id = j.value
    JOIN post_bodies b ON b.post_id = p.id ORDER BY p.id`)
}

/**
 * Statements: puts posts into the index, except those that were saved since they were read; their
 * saving has indexed them.
 */
export function storeIndex(
  db: Db,
  posts: (IndexedPost & { id: number; revision: number; text: string })[],
): Statement[] {
  if (posts.length === 0) return []
  const list = JSON.stringify(posts.map(({ text, ...post }) => post))
  const unchanged = sql`FROM json_each(${list}) j JOIN posts p
    ON p.id = j.value ->> 'id' AND p.revision = j.value ->> 'revision' AND p.live_at IS NOT NULL`
  const texts = JSON.stringify(posts.map(({ id, revision, text }) => ({ id, revision, text })))
  return [
    db.run(sql`DELETE FROM search WHERE rowid IN (SELECT p.id ${unchanged})`),
    db.run(sql`INSERT INTO search (rowid, title, body)
      SELECT p.id, j.value ->> 'title', j.value ->> 'body' ${unchanged}`),
    db.run(sql`DELETE FROM suggestions
      WHERE kind = 'post' AND ref_id IN (SELECT p.id ${unchanged})`),
    db.run(sql`INSERT OR IGNORE INTO suggestions (key, kind, ref_id)
      SELECT k.value, 'post', j.value ->> 'id'
      FROM json_each(${list}) j JOIN posts p
        ON p.id = j.value ->> 'id' AND p.revision = j.value ->> 'revision' AND p.live_at IS NOT NULL
      JOIN json_each(j.value, '$.keys') k`),
    db.run(sql`UPDATE post_bodies SET text = j.value ->> 'text'
      FROM json_each(${texts}) j JOIN posts p
        ON p.id = j.value ->> 'id' AND p.revision = j.value ->> 'revision'
      WHERE post_bodies.post_id = p.id AND post_bodies.text IS NULL`),
  ]
}

/** Statements: takes out of the index what has no business there. */
export function dropIndexed(db: Db, ids: number[]): Statement[] {
  if (ids.length === 0) return []
  const list = JSON.stringify(ids)
  const unlisted = sql`(SELECT value FROM json_each(${list}) j
    WHERE NOT EXISTS (SELECT 1 FROM posts WHERE id = j.value AND live_at IS NOT NULL))`
  return [
    db.run(sql`DELETE FROM search WHERE rowid IN ${unlisted}`),
    db.run(sql`DELETE FROM suggestions WHERE kind = 'post' AND ref_id IN ${unlisted}`),
  ]
}

/** A tag or category whose keys are still to be made. */
export interface UnfoldedName {
  kind: 'tag' | 'category'
  id: number
  name: string | null
}

/** Query: names that triggers have left for the job. */
export function unfoldedNames(db: Db, limit: number) {
  return db.all<UnfoldedName>(sql`
    SELECT kind, ref_id AS id, CASE kind WHEN 'tag' THEN (SELECT name FROM tags WHERE id = ref_id)
      ELSE (SELECT name FROM categories WHERE id = ref_id) END AS name
    FROM suggestions WHERE key = '' LIMIT ${limit}`)
}

/** Statements: stores the keys of names; a name that was changed meanwhile keeps its empty key. */
export function storeKeys(db: Db, names: (UnfoldedName & { keys: string[] })[]): Statement[] {
  if (names.length === 0) return []
  const list = JSON.stringify(names)
  const same = sql`json_each(${list}) j WHERE j.value ->> 'name' IS CASE j.value ->> 'kind'
    WHEN 'tag' THEN (SELECT name FROM tags WHERE id = j.value ->> 'id')
    ELSE (SELECT name FROM categories WHERE id = j.value ->> 'id') END`
  return [
    db.run(sql`DELETE FROM suggestions WHERE (kind, ref_id) IN
      (SELECT j.value ->> 'kind', j.value ->> 'id' FROM ${same})`),
    db.run(sql`INSERT OR IGNORE INTO suggestions (key, kind, ref_id)
      SELECT k.value, n.kind, n.id FROM (SELECT j.value ->> 'kind' AS kind, j.value ->> 'id' AS id,
        j.value -> 'keys' AS keys FROM ${same}) n JOIN json_each(n.keys) k`),
  ]
}
