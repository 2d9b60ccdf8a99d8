import { plainText } from '../content/plain-text.ts'
import { outdatedPosts, renewPosts } from '../db/index-posts.ts'
import {
  forgetCounts,
  frequenciesOf,
  frequencyRow,
  markCounted,
  storeFrequencies,
  uncountedPosts,
} from '../db/related.ts'
import { addPost, areOutgrown, haveDrifted, newFrequencies } from '../related/frequencies.ts'
import { packNumbers } from '../related/packing.ts'
import { algorithm, countTerms } from '../related/terms.ts'
import type { JobContext } from './context.ts'

/** Reads posts again whose terms an older version of the code counted. */
export async function readStep({ db }: JobContext, limit: number): Promise<number> {
  const posts = await outdatedPosts(db, algorithm, limit)
  if (posts.length === 0) return 0
  const rows = posts.map(({ id, title, html, tags }) => {
    return { id, counts: packNumbers(countTerms(title, plainText(html), tags).counts) }
  })
  const [first, ...rest] = renewPosts(db, rows, algorithm)
  if (first) await db.batch([first, ...rest])
  return posts.length
}

/**
 * Adds new posts to the counters; starts them anew where they are outgrown, or count the old text
 * of too many posts.
 */
export async function countStep({ db }: JobContext, limit: number): Promise<number> {
  const { posts, present, edited } = await uncountedPosts(db, limit)
  if (posts.length === 0 && !haveDrifted(present, edited)) return 0
  const known = frequenciesOf(await frequencyRow(db, algorithm))
  if (known && areOutgrown(known.frequencies, present, edited)) {
    const empty = newFrequencies(present)
    await db.batch([forgetCounts(db), storeFrequencies(db, empty, algorithm)])
    return limit
  }
  if (posts.length === 0) return 0
  const frequencies = known?.frequencies ?? newFrequencies(present)
  for (const { counts } of posts) addPost(frequencies, counts)
  const ids = posts.map(({ id }) => id)
  await db.batch([markCounted(db, ids), storeFrequencies(db, frequencies, algorithm)])
  return posts.length
}
