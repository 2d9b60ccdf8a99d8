import type { Db } from '../db/client.ts'
import { candidateRows, candidatesOf } from '../db/related.ts'
import type { Frequencies } from '../related/frequencies.ts'
import { queryTerms } from '../related/query-terms.ts'
import { type Alike, type Candidate, type Comparable, similar } from '../related/rank.ts'
import type { CountedTerms, Counts } from '../related/terms.ts'
import { weigher } from '../related/vector.ts'

/** How many candidates are looked at closely. */
export const candidates = 50

/** A post to find others for. */
export interface Sought {
  id: number
  counts: Counts
  /** Posts to look at in any case. */
  hints: number[]
  text: Pick<CountedTerms, 'wordOf'>
}

/** The posts that are like each of `sought`, most alike first: one round trip for all. */
export async function findAlike(
  db: Db,
  frequencies: Frequencies,
  sought: Sought[],
  now: number,
): Promise<{ post: Comparable; alike: (Candidate & Alike)[] }[]> {
  const weigh = weigher(frequencies)
  const posts = sought.map(({ id, counts }) => ({ id, counts, vector: weigh(counts) }))
  const queries = sought.map(({ hints, text }, index) => {
    const vector = posts[index]?.vector ?? weigh(new Uint32Array())
    const terms = queryTerms(vector, frequencies, text.wordOf)
    return candidateRows(db, { terms, hints, limit: candidates, now })
  })
  const [first, ...rest] = queries
  if (!first) return []
  const results = await db.batch([first, ...rest])
  const known = new Map<number, Candidate>()
  return posts.map((post, index) => {
    const others = candidatesOf(results[index] ?? []).map((row) => {
      const other = known.get(row.id) ?? { ...row, vector: weigh(row.counts) }
      known.set(row.id, other)
      return other
    })
    return { post, alike: similar(post, others) }
  })
}
