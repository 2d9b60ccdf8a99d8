import { sql } from 'drizzle-orm'
import type { Frequencies } from '../related/frequencies.ts'
import { packNumbers, unpackCounters, unpackCounts } from '../related/packing.ts'
import type { Counts } from '../related/terms.ts'
import type { Db } from './client.ts'
import type { Neighbour } from './schema.ts'

/** Query: how often terms occur, as last counted; {@link frequenciesOf} reads its row. */
export function frequencyRow(db: Db, algorithm: number) {
  return db.all<{ posts: number; counters: string; present: number }>(sql`
    SELECT f.posts, f.counters, coalesce((SELECT count FROM lists WHERE name = 'home'), 0) AS present
    FROM term_frequencies f WHERE f.id = 1 AND f.algorithm = ${algorithm}`)
}

/** What was counted, and how many posts there are to count; undefined before the first count. */
export function frequenciesOf(
  rows: { posts: number; counters: string; present: number }[],
): { frequencies: Frequencies; present: number } | undefined {
  const row = rows[0]
  if (!row) return undefined
  const frequencies = { posts: row.posts, counters: unpackCounters(row.counters) }
  return { frequencies, present: row.present }
}

/** Statement: stores how often terms occur. */
export function storeFrequencies(db: Db, { posts, counters }: Frequencies, algorithm: number) {
  return db.run(sql`INSERT INTO term_frequencies (id, algorithm, posts, counters)
    VALUES (1, ${algorithm}, ${posts}, ${packNumbers(counters)})
    ON CONFLICT (id) DO UPDATE SET algorithm = excluded.algorithm, posts = excluded.posts,
      counters = excluded.counters`)
}

/** Posts that the counters do not have yet, and how many posts there are in all. */
export async function uncountedPosts(
  db: Db,
  limit: number,
): Promise<{ posts: { id: number; counts: Counts }[]; present: number }> {
  const [rows, totals] = await db.batch([
    db.all<{ id: number; counts: string }>(sql`SELECT post_id AS id, counts FROM vectors
      WHERE counted = 0 AND post_id > 0 ORDER BY post_id LIMIT ${limit}`),
    db.all<{ count: number }>(sql`SELECT count FROM lists WHERE name = 'home'`),
  ])
  const posts = rows.map(({ id, counts }) => ({ id, counts: unpackCounts(counts) }))
  return { posts, present: totals[0]?.count ?? 0 }
}

/** Statement: the counters have these posts now. */
export function markCounted(db: Db, ids: number[]) {
  return db.run(sql`UPDATE vectors SET counted = 1
    WHERE post_id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`)
}

/** Statement: every post is to be counted again. */
export function forgetCounts(db: Db) {
  return db.run(sql`UPDATE vectors SET counted = 0 WHERE counted = 1`)
}

/** Where a post stands in the queue. */
export const stages = {
  /** It changed: its list is to be made, and those of its neighbours looked at. */
  changed: 0,
  /** Its list is to be made again, because a neighbour changed. */
  refresh: 1,
} as const
export type Stage = (typeof stages)[keyof typeof stages]

export interface QueuedPost {
  id: number
  stage: Stage
  counts: Counts
  hints: number[]
  title: string
  html: string
  relatedPinned: number[]
  relatedBlocked: number[]
}

/** The next posts to compare, changed ones first, with the words they are to be explained by. */
export async function queuedPosts(db: Db, limit: number): Promise<QueuedPost[]> {
  const rows = await db.all<{
    id: number
    stage: Stage
    counts: string
    hints: string
    title: string
    html: string
    pinned: string
    blocked: string
  }>(sql`
    SELECT q.post_id AS id, q.stage, q.hints, v.counts, p.title, b.html,
      p.related_pinned AS pinned, p.related_blocked AS blocked
    FROM (SELECT post_id, stage, hints FROM index_queue WHERE stage >= 0
      ORDER BY stage, post_id LIMIT ${limit}) q
    JOIN vectors v ON v.post_id = q.post_id JOIN posts p ON p.id = q.post_id
    JOIN post_bodies b ON b.post_id = q.post_id`)
  return rows.map((row) => ({
    id: row.id,
    stage: row.stage,
    counts: unpackCounts(row.counts),
    hints: JSON.parse(row.hints),
    title: row.title,
    html: row.html,
    relatedPinned: JSON.parse(row.pinned),
    relatedBlocked: JSON.parse(row.blocked),
  }))
}

/**
 * Query: posts that have the most of `terms` (in the index's own syntax), rare ones counting more:
 * candidates for a closer look, together with `hints`. {@link candidatesOf} reads its rows.
 */
export function candidateRows(db: Db, terms: string[], hints: number[], limit: number) {
  const match = terms.join(' OR ') || '""'
  return db.all<{ id: number; counts: string }>(sql`
    SELECT v.post_id AS id, v.counts FROM (
      SELECT id FROM (SELECT rowid AS id FROM search WHERE search MATCH ${match}
        ORDER BY bm25(search, 4, 1) LIMIT ${limit})
      UNION SELECT value FROM json_each(${JSON.stringify(hints)})) s
    JOIN vectors v ON v.post_id = s.id`)
}

export function candidatesOf(
  rows: { id: number; counts: string }[],
): { id: number; counts: Counts }[] {
  return rows.map(({ id, counts }) => ({ id, counts: unpackCounts(counts) }))
}

/** How much waits: posts to read, to count and to compare. */
export async function queueLength(db: Db, algorithm: number): Promise<number> {
  const [row] = await db.all<{ count: number }>(sql`SELECT
    (SELECT count(*) FROM index_queue) + (SELECT count(*) FROM vectors WHERE counted = 0)
      + (SELECT count(*) FROM vectors WHERE algorithm < ${algorithm}) AS count`)
  return row?.count ?? 0
}

/** The stored lists of `ids`. */
export async function storedLists(db: Db, ids: number[]): Promise<Map<number, Neighbour[]>> {
  const rows = await db.all<{ id: number; neighbours: string }>(sql`
    SELECT post_id AS id, neighbours FROM related
    WHERE post_id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`)
  return new Map(rows.map((row) => [row.id, JSON.parse(row.neighbours)]))
}

/** Statement: stores related lists. */
export function storeLists(
  db: Db,
  rows: { id: number; neighbours: Neighbour[] }[],
  algorithm: number,
) {
  return db.run(sql`
    INSERT INTO related (post_id, algorithm, neighbours)
    SELECT value ->> 'id', ${algorithm}, value ->> 'neighbours'
    FROM json_each(${JSON.stringify(rows)}) WHERE true
    ON CONFLICT (post_id) DO UPDATE
    SET algorithm = excluded.algorithm, neighbours = excluded.neighbours`)
}

/** Statement: posts whose lists are made leave the queue, unless they were queued anew meanwhile. */
export function leaveQueue(db: Db, posts: { id: number; stage: Stage; hints: number[] }[]) {
  const done = posts.map(({ id, stage, hints }) => [id, stage, JSON.stringify(hints)])
  return db.run(sql`DELETE FROM index_queue WHERE (post_id, stage, hints) IN
    (SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(${JSON.stringify(done)}))`)
}

/** Statement: posts have become like others: `hints` of each are to be looked at. */
export function queueRefresh(db: Db, posts: { id: number; hints: number[] }[]) {
  return db.run(sql`INSERT INTO index_queue (post_id, stage, hints)
    SELECT value ->> 'id', ${stages.refresh}, value -> 'hints'
    FROM json_each(${JSON.stringify(posts)}) WHERE true
    ON CONFLICT (post_id) DO UPDATE SET hints = (
      SELECT json_group_array(hint) FROM (
        SELECT DISTINCT value AS hint FROM (SELECT value FROM json_each(index_queue.hints)
          UNION ALL SELECT value FROM json_each(excluded.hints)) ORDER BY 1 DESC LIMIT 50))`)
}

/** The newest posts, to fill lists for which the text gives too few. */
export async function newestPosts(db: Db, limit: number): Promise<number[]> {
  const rows = await db.all<{ id: number }>(sql`
    SELECT post_id AS id FROM list_posts WHERE list = 'home'
    ORDER BY live_at DESC, post_id DESC LIMIT ${limit}`)
  return rows.map((row) => row.id)
}

/** The titles of posts. */
export async function titlesOf(db: Db, ids: number[]): Promise<Map<number, string>> {
  const rows = await db.all<{ id: number; title: string }>(sql`
    SELECT id, title FROM posts WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`)
  return new Map(rows.map((row) => [row.id, row.title]))
}
