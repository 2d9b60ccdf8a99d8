import { sql } from 'drizzle-orm'
import type { TermWeight } from '../related/vector.ts'
import type { Db } from './client.ts'
import type { Neighbour } from './schema.ts'

/** How many of `terms` posts have, for those that any has; and how many posts there are in all. */
export async function termFrequencies(
  db: Db,
  terms: string[],
): Promise<{ frequency: Map<string, number>; total: number }> {
  const [rows, totals] = await db.batch([
    db.all<{ term: string; posts: number }>(sql`
      SELECT term, doc AS posts FROM search_terms
      WHERE term IN (SELECT value FROM json_each(${JSON.stringify(terms)}))`),
    db.all<{ count: number }>(sql`SELECT count FROM lists WHERE name = 'home'`),
  ])
  const frequency = new Map(rows.map((row) => [row.term, row.posts]))
  return { frequency, total: totals[0]?.count ?? 0 }
}

export interface CandidatePost {
  id: number
  /** Null until the index job has weighed the post. */
  weights: TermWeight[] | null
}

/**
 * Query: posts that have the most of `terms`, rare ones counting more: candidates for a closer look.
 * {@link candidatesOf} reads its rows.
 */
export function candidateRows(db: Db, terms: string[], limit: number) {
  const match = terms.map((term) => `"${term}"`).join(' OR ') || '""'
  return db.all<{ id: number; weights: string | null }>(sql`
    SELECT s.id, v.weights FROM (
      SELECT rowid AS id FROM search WHERE search MATCH ${match}
      ORDER BY bm25(search, 4, 1) LIMIT ${limit}) s
    JOIN vectors v ON v.post_id = s.id`)
}

export function candidatesOf(rows: { id: number; weights: string | null }[]): CandidatePost[] {
  return rows.map(({ id, weights }) => ({ id, weights: weights && JSON.parse(weights) }))
}

/** Where a post stands in the queue. */
export const stages = {
  /** Its terms are to be weighed. */
  weigh: 0,
  /** Its list is to be made, and those of its neighbours looked at. */
  compare: 1,
  /** Its list is to be made again, because a neighbour changed. */
  refresh: 2,
} as const
export type Stage = (typeof stages)[keyof typeof stages]

export interface QueuedPost {
  id: number
  counts: TermWeight[]
  weights: TermWeight[] | null
  relatedPinned: number[]
  relatedBlocked: number[]
}

/** The next posts to index: those still to be weighed first, so that comparing finds them weighed. */
export async function queuedPosts(db: Db, stage: Stage, limit: number): Promise<QueuedPost[]> {
  const rows = await db.all<{
    id: number
    counts: string
    weights: string | null
    pinned: string
    blocked: string
  }>(sql`
    SELECT q.post_id AS id, v.counts, v.weights, p.related_pinned AS pinned,
      p.related_blocked AS blocked
    FROM (SELECT post_id FROM index_queue WHERE stage = ${stage} ORDER BY post_id LIMIT ${limit}) q
    JOIN vectors v ON v.post_id = q.post_id JOIN posts p ON p.id = q.post_id`)
  return rows.map((row) => ({
    id: row.id,
    counts: JSON.parse(row.counts),
    weights: row.weights && JSON.parse(row.weights),
    relatedPinned: JSON.parse(row.pinned),
    relatedBlocked: JSON.parse(row.blocked),
  }))
}

/** How many posts wait to be indexed. */
export async function queueLength(db: Db): Promise<number> {
  const [row] = await db.all<{ count: number }>(sql`SELECT count(*) AS count FROM index_queue`)
  return row?.count ?? 0
}

/** The stored lists of `ids`. */
export async function storedLists(db: Db, ids: number[]): Promise<Map<number, Neighbour[]>> {
  const rows = await db.all<{ id: number; neighbours: string }>(sql`
    SELECT post_id AS id, neighbours FROM related
    WHERE post_id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`)
  return new Map(rows.map((row) => [row.id, JSON.parse(row.neighbours)]))
}

/** Stores what was weighed and moves the posts on to being compared. */
export async function storeWeights(
  db: Db,
  rows: { id: number; weights: TermWeight[] }[],
): Promise<void> {
  const list = JSON.stringify(rows)
  await db.batch([
    db.run(sql`UPDATE vectors SET weights = j.value ->> 'weights'
      FROM json_each(${list}) j WHERE vectors.post_id = j.value ->> 'id'`),
    db.run(sql`UPDATE index_queue SET stage = 1
      WHERE post_id IN (SELECT value ->> 'id' FROM json_each(${list}))`),
  ])
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

/** Statements: posts whose lists are made leave the queue, unless they were changed meanwhile. */
export function leaveQueue(db: Db, stage: Stage, ids: number[]) {
  return db.run(sql`DELETE FROM index_queue
    WHERE stage = ${stage} AND post_id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`)
}

/** Statement: the lists of posts are to be made again; those that wait already stay where they are. */
export function queueRefresh(db: Db, ids: number[]) {
  return db.run(sql`INSERT INTO index_queue (post_id, stage)
    SELECT value, ${stages.refresh} FROM json_each(${JSON.stringify(ids)}) WHERE true
    ON CONFLICT (post_id) DO NOTHING`)
}

/** The newest posts, to fill lists for which the text gives too few. */
export async function newestPosts(db: Db, limit: number): Promise<number[]> {
  const rows = await db.all<{ id: number }>(sql`
    SELECT post_id AS id FROM list_posts WHERE list = 'home'
    ORDER BY live_at DESC, post_id DESC LIMIT ${limit}`)
  return rows.map((row) => row.id)
}

/** Statement: every post is to be indexed anew. */
export function queueEverything(db: Db) {
  return db.run(sql`INSERT INTO index_queue (post_id, stage) SELECT post_id, 0 FROM vectors
    WHERE true ON CONFLICT (post_id) DO UPDATE SET stage = 0`)
}

/** The titles of posts. */
export async function titlesOf(db: Db, ids: number[]): Promise<Map<number, string>> {
  const rows = await db.all<{ id: number; title: string }>(sql`
    SELECT id, title FROM posts WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`)
  return new Map(rows.map((row) => [row.id, row.title]))
}
