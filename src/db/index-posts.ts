import { sql } from 'drizzle-orm'
import type { Statement } from '../cache/publish.ts'
import type { IndexedPost } from '../search/terms.ts'
import type { Db } from './client.ts'
import { indexQueue, vectors } from './schema.ts'

/** What both indexes keep of a post. */
export interface IndexedTerms extends IndexedPost {
  /** Packed counts. */
  counts: string
  algorithm: number
}

/** Statements: the terms of a post that is published or scheduled, for search and related lists. */
export function indexPost(db: Db, id: number, terms: IndexedTerms): Statement[] {
  const { title, body, keys, counts, algorithm } = terms
  return [
    db.run(sql`DELETE FROM search WHERE rowid = ${id}`),
    db.run(sql`INSERT INTO search (rowid, title, body) VALUES (${id}, ${title}, ${body})`),
    db.run(sql`DELETE FROM suggestions WHERE kind = 'post' AND ref_id = ${id}`),
    db.run(sql`INSERT INTO suggestions (key, kind, ref_id)
      SELECT value, 'post', ${id} FROM json_each(${JSON.stringify(keys)})`),
    db
      .insert(vectors)
      .values({ postId: id, algorithm, counts })
      .onConflictDoUpdate({
        target: vectors.postId,
        set: { algorithm, counts, counted: sql`iif(counted = 0, 0, 2)` },
      }),
    queueIndexing(db, id),
  ]
}

/** Statement: the related list of a post is to be computed again. */
export function queueIndexing(db: Db, id: number): Statement {
  return db
    .insert(indexQueue)
    .values({ postId: id })
    .onConflictDoUpdate({ target: indexQueue.postId, set: { stage: 0 } })
}

/** Statements: takes a post out of the search index and the related index. */
export function dropFromIndex(db: Db, id: number): Statement[] {
  return [
    db.run(sql`DELETE FROM search WHERE rowid = ${id}`),
    db.run(sql`DELETE FROM suggestions WHERE kind = 'post' AND ref_id = ${id}`),
    db.run(sql`DELETE FROM vectors WHERE post_id = ${id}`),
    db.run(sql`DELETE FROM related WHERE post_id = ${id}`),
    db.run(sql`DELETE FROM index_queue WHERE post_id = ${id}`),
  ]
}

/**
 * Statement: an editor's pins and blocks hold in the stored list at once: what is blocked leaves it,
 * what is pinned goes to its head. The next run of the index fills what has become free.
 */
export function applyChoice(db: Db, id: number, choice: { pinned: number[]; blocked: number[] }) {
  const pinned = JSON.stringify(choice.pinned.filter((pin) => pin !== id))
  const left = JSON.stringify([...choice.blocked, ...choice.pinned])
  return db.run(sql`UPDATE related SET neighbours = (
    SELECT json_group_array(json(item)) FROM (
      SELECT json_object('id', value, 'score', 1, 'reasons', json('[]')) AS item, key AS place
        FROM json_each(${pinned})
        WHERE value NOT IN (SELECT value FROM json_each(${JSON.stringify(choice.blocked)}))
      UNION ALL SELECT value, key + 100 FROM json_each(related.neighbours)
        WHERE value ->> 'id' NOT IN (SELECT value FROM json_each(${left}))
      ORDER BY place)) WHERE post_id = ${id}`)
}

/** A post whose terms are of an older form, or missing. */
export interface OutdatedPost {
  id: number
  title: string
  html: string
  tags: number[]
}

/** Posts whose terms an older version of the code counted. */
export async function outdatedPosts(
  db: Db,
  algorithm: number,
  limit: number,
): Promise<OutdatedPost[]> {
  const rows = await db.all<{ id: number; title: string; html: string; tags: string }>(sql`
    SELECT p.id, p.title, b.html, (SELECT json_group_array(tag_id) FROM post_tags
      WHERE post_id = p.id) AS tags
    FROM (SELECT post_id FROM vectors WHERE algorithm < ${algorithm} ORDER BY algorithm, post_id
      LIMIT ${limit}) v
    JOIN posts p ON p.id = v.post_id JOIN post_bodies b ON b.post_id = v.post_id`)
  return rows.map((row) => ({ ...row, tags: JSON.parse(row.tags) }))
}

/** Statements: stores the terms of posts that were read again, all at once. */
export function renewPosts(
  db: Db,
  posts: { id: number; counts: string }[],
  algorithm: number,
): Statement[] {
  const list = JSON.stringify(posts)
  return [
    db.run(sql`UPDATE vectors SET algorithm = ${algorithm}, counted = 0, counts = j.value ->> 'counts'
      FROM json_each(${list}) j WHERE vectors.post_id = j.value ->> 'id'`),
    db.run(sql`INSERT INTO index_queue (post_id, stage)
      SELECT value ->> 'id', 0 FROM json_each(${list}) WHERE true
      ON CONFLICT (post_id) DO UPDATE SET stage = 0`),
  ]
}

/**
 * Statements: every post is to be read, counted and compared anew, those included that an index has
 * lost. Stored lists stay until new ones are made.
 */
export function queueEverything(db: Db): [Statement, ...Statement[]] {
  return [
    db.run(sql`DELETE FROM term_frequencies`),
    db.run(sql`DELETE FROM vectors WHERE post_id NOT IN
      (SELECT post_id FROM list_posts WHERE list = 'home')`),
    db.run(sql`INSERT INTO vectors (post_id, algorithm, counts)
      SELECT post_id, 0, '' FROM list_posts WHERE list = 'home'
      ON CONFLICT (post_id) DO UPDATE SET algorithm = 0, counted = 0`),
  ]
}
