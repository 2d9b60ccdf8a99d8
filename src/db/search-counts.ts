import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Db } from './client.ts'

/** Slots of each kind: of searches that found something, and of those that found nothing. */
const slots = 512

/** An address, or a number long enough to be somebody's. */
const personal = /[@＠]|\d(?:[\s-]?\d){5}/u

/**
 * Counts a search, by its words alone: nothing of who searched is kept, and what may be somebody's
 * address or number is not counted at all. Every query has one slot; of those that share a slot the
 * frequent one stays (a majority vote): so the table never grows and a search writes one row.
 */
export async function countSearch(
  db: Db,
  { typed, query, total }: { typed: string; query: string; total: number },
  now: number,
): Promise<void> {
  if (query.length > 60 || personal.test(typed)) return
  const hash = createHash('sha256').update(query).digest().readUInt32LE(0)
  const slot = (hash % slots) + (total > 0 ? 0 : slots)
  const day = new Date(now).toISOString().slice(0, 10)
  try {
    await db.run(sql`
      INSERT INTO search_counts (slot, query, searches, day) VALUES (${slot}, ${query}, 1, ${day})
      ON CONFLICT (slot) DO UPDATE SET
        searches = iif(query = excluded.query, searches + 1, max(searches - 1, 1)),
        day = iif(query = excluded.query OR searches = 1, excluded.day, day),
        query = iif(searches = 1, excluded.query, query)`)
  } catch (error) {
    console.warn('A search was not counted', error)
  }
}

export interface SearchCount {
  query: string
  searches: number
  day: string
}

/** The most frequent searches that found something, and those that found nothing. */
export async function frequentSearches(
  db: Db,
  limit: number,
): Promise<{ popular: SearchCount[]; failed: SearchCount[] }> {
  const most = (from: number) =>
    db.all<SearchCount>(sql`SELECT query, searches, day FROM search_counts
      WHERE slot >= ${from} AND slot < ${from + slots}
      ORDER BY searches DESC, day DESC, query LIMIT ${limit}`)
  const [popular, failed] = await db.batch([most(0), most(slots)])
  return { popular, failed }
}
