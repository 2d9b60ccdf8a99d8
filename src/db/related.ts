import { sql } from 'drizzle-orm'
import type { Frequencies } from '../related/frequencies.ts'
import { packNumbers, unpackCounters, unpackCounts } from '../related/packing.ts'
import { type Counts, readCharacters } from '../related/terms.ts'
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

/**
 * Posts that the counters do not have yet, how many they have as they were before an edit, and how
 * many posts there are in all.
 */
export async function uncountedPosts(
  db: Db,
  limit: number,
): Promise<{ posts: { id: number; counts: Counts }[]; present: number; edited: number }> {
  const [rows, totals, edits] = await db.batch([
    db.all<{ id: number; counts: string }>(sql`SELECT post_id AS id, counts FROM vectors
      WHERE counted = 0 AND post_id > 0 ORDER BY post_id LIMIT ${limit}`),
    db.all<{ count: number }>(sql`SELECT count FROM lists WHERE name = 'home'`),
    db.all<{ count: number }>(sql`SELECT count(*) AS count FROM vectors WHERE counted = 2`),
  ])
  const posts = rows.map(({ id, counts }) => ({ id, counts: unpackCounts(counts) }))
  return { posts, present: totals[0]?.count ?? 0, edited: edits[0]?.count ?? 0 }
}

/** Statement: the counters have these posts now. */
export function markCounted(db: Db, ids: number[]) {
  return db.run(sql`UPDATE vectors SET counted = 1
    WHERE post_id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`)
}

/** Statement: every post is to be counted again. */
export function forgetCounts(db: Db) {
  return db.run(sql`UPDATE vectors SET counted = 0 WHERE counted <> 0`)
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
  revision: number
  counts: Counts
  hints: number[]
  title: string
  /** The text with its code blocks, up to where terms are counted. */
  body: string
  relatedPinned: number[]
  relatedBlocked: number[]
}

/** The next posts to compare, changed ones first, with the words they are to be explained by. */
export async function queuedPosts(db: Db, limit: number): Promise<QueuedPost[]> {
  const rows = await db.all<{
    id: number
    stage: Stage
    revision: number
    counts: string
    hints: string
    title: string
    body: string
    pinned: string
    blocked: string
  }>(sql`
    SELECT q.post_id AS id, q.stage, q.hints, v.counts, p.revision, p.title,
      substr(b.text, 1, ${readCharacters}) AS body,
      p.related_pinned AS pinned, p.related_blocked AS blocked
    FROM (SELECT post_id, stage, hints FROM index_queue WHERE stage >= 0
      ORDER BY stage, post_id LIMIT ${limit}) q
    JOIN vectors v ON v.post_id = q.post_id JOIN posts p ON p.id = q.post_id
    JOIN post_bodies b ON b.post_id = q.post_id`)
  return rows.map((row) => ({
    id: row.id,
    stage: row.stage,
    revision: row.revision,
    counts: unpackCounts(row.counts),
    hints: JSON.parse(row.hints),
    title: row.title,
    body: row.body,
    relatedPinned: JSON.parse(row.pinned),
    relatedBlocked: JSON.parse(row.blocked),
  }))
}

interface CandidateRow {
  id: number
  counts: string
  live: number
}

/**
 * Query: posts that have the most of `terms` (in the index's own syntax), rare ones counting more:
 * candidates for a closer look, together with `hints`. While posts are scheduled, so many more of
 * them are read, up to twice `limit`. {@link candidatesOf} reads its rows.
 */
export function candidateRows(
  db: Db,
  { terms, hints, limit, now }: { terms: string[]; hints: number[]; limit: number; now: number },
) {
  const match = terms.join(' OR ') || '""'
  return db.all<CandidateRow>(sql`
    SELECT v.post_id AS id, v.counts, p.live_at <= ${now} AS live FROM (
      SELECT id FROM (SELECT rowid AS id FROM search WHERE search MATCH ${match}
        ORDER BY bm25(search, 1, 4) LIMIT ${limit} + (SELECT count(*) FROM (SELECT 1 FROM list_posts
          WHERE list = 'home' AND live_at > ${now} LIMIT ${limit})))
      UNION SELECT value FROM json_each(${JSON.stringify(hints)})) s
    JOIN vectors v ON v.post_id = s.id JOIN posts p ON p.id = s.id`)
}

export function candidatesOf(
  rows: CandidateRow[],
): { id: number; counts: Counts; live: boolean }[] {
  return rows.map(({ id, counts, live }) => {
    return { id, counts: unpackCounts(counts), live: live === 1 }
  })
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

/**
 * Statement: posts whose lists are made leave the queue, unless they were saved or queued anew
 * meanwhile.
 */
export function leaveQueue(
  db: Db,
  posts: Pick<QueuedPost, 'id' | 'stage' | 'hints' | 'revision'>[],
) {
  const done = posts.map(({ id, stage, hints, revision }) => {
    return [id, stage, JSON.stringify(hints), revision]
  })
  return db.run(sql`DELETE FROM index_queue WHERE (post_id, stage, hints) IN
    (SELECT j.value ->> 0, j.value ->> 1, j.value ->> 2 FROM json_each(${JSON.stringify(done)}) j
      JOIN posts p ON p.id = j.value ->> 0 WHERE p.revision = j.value ->> 3)`)
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

/** Statement: the same for posts that were compared all together, from their revisions. */
export function leaveQueueAt(db: Db, posts: { id: number; revision: number }[]) {
  return db.run(sql`DELETE FROM index_queue WHERE post_id IN
    (SELECT p.id FROM json_each(${JSON.stringify(posts)}) j
      JOIN posts p ON p.id = j.value ->> 'id' WHERE p.revision = j.value ->> 'revision')`)
}

/** A page of all counted terms, in the order of ids, from the post after `after` on. */
export async function countedPosts(
  db: Db,
  after: number,
  limit: number,
): Promise<{ id: number; revision: number; liveAt: number; counts: Counts }[]> {
  const rows = await db.all<{ id: number; revision: number; liveAt: number; counts: string }>(sql`
    SELECT v.post_id AS id, p.revision, p.live_at AS liveAt, v.counts
    FROM vectors v JOIN posts p ON p.id = v.post_id
    WHERE v.post_id > ${after} ORDER BY v.post_id LIMIT ${limit}`)
  return rows.map((row) => ({ ...row, counts: unpackCounts(row.counts) }))
}

/** The counted terms of `ids`. */
export async function countsOf(db: Db, ids: number[]): Promise<Map<number, Counts>> {
  const rows = await db.all<{ id: number; counts: string }>(sql`
    SELECT post_id AS id, counts FROM vectors
    WHERE post_id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`)
  return new Map(rows.map(({ id, counts }) => [id, unpackCounts(counts)]))
}

/** What the editor pins beside `ids` and keeps from there; posts without either are left out. */
export async function editorsChoices(
  db: Db,
  ids: number[],
): Promise<Map<number, { pinned: number[]; blocked: number[] }>> {
  const rows = await db.all<{ id: number; pinned: string; blocked: string }>(sql`
    SELECT id, related_pinned AS pinned, related_blocked AS blocked FROM posts
    WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))
      AND (related_pinned <> '[]' OR related_blocked <> '[]')`)
  return new Map(
    rows.map(({ id, pinned, blocked }) => [
      id,
      { pinned: JSON.parse(pinned), blocked: JSON.parse(blocked) },
    ]),
  )
}

/** Titles of `ids` and what their terms are counted in, to explain their lists by. */
export async function textsOf(
  db: Db,
  ids: number[],
): Promise<{ id: number; title: string; body: string }[]> {
  return db.all(sql`SELECT p.id, p.title, substr(b.text, 1, ${readCharacters}) AS body
    FROM posts p JOIN post_bodies b ON b.post_id = p.id
    WHERE p.id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`)
}

/** How many posts have counted terms, and how many wait to be compared. */
export async function indexSize(db: Db): Promise<{ posts: number; queued: number }> {
  const [row] = await db.all<{ posts: number; queued: number }>(sql`SELECT
    (SELECT count(*) FROM vectors) AS posts, (SELECT count(*) FROM index_queue) AS queued`)
  return row ?? { posts: 0, queued: 0 }
}

/**
 * The newest posts at `now`, to fill lists for which the text gives too few; after them those that
 * are due next, for a young site that has no others.
 */
export async function newestPosts(db: Db, limit: number, now: number): Promise<number[]> {
  const rows = await db.all<{ id: number }>(sql`
    SELECT * FROM (SELECT post_id AS id FROM list_posts WHERE list = 'home' AND live_at <= ${now}
      ORDER BY live_at DESC, post_id DESC LIMIT ${limit})
    UNION ALL SELECT * FROM (SELECT post_id FROM list_posts WHERE list = 'home' AND live_at > ${now}
      ORDER BY live_at, post_id LIMIT ${limit})`)
  return rows.map((row) => row.id)
}

/** The titles of those of the posts that `author`, or anybody (null), may see: others' once they are out. */
export async function titlesOf(
  db: Db,
  ids: number[],
  { author, now }: { author: number | null; now: number },
): Promise<Map<number, string>> {
  const rows = await db.all<{ id: number; title: string }>(sql`
    SELECT id, title FROM posts WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))
      AND (coalesce(author_id = ${author}, ${author} IS NULL) OR live_at <= ${now})`)
  return new Map(rows.map((row) => [row.id, row.title]))
}
