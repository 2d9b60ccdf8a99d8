import type { Counts } from './terms.ts'

/** How many posts have each term: a counter for each hash, shared by few terms. */
export interface Frequencies {
  /** How many posts were counted. */
  posts: number
  counters: Uint16Array
}

/** Counters for a site of `posts` posts: so many that frequent terms seldom share one. */
export function newFrequencies(posts: number): Frequencies {
  return { posts: 0, counters: new Uint16Array(countersFor(posts)) }
}

/** Whether so many edits make the counters tell of other texts than there are. */
export function haveDrifted(present: number, edited: number): boolean {
  return edited > present * 0.2 + 10
}

/** Whether the counters are too few, or count too many posts that are gone or were edited since. */
export function areOutgrown(
  { posts, counters }: Frequencies,
  present: number,
  edited: number,
): boolean {
  const gone = Math.max(posts - present, 0)
  return counters.length < countersFor(present) || haveDrifted(present, gone + edited)
}

function countersFor(posts: number): number {
  if (posts <= 300) return 1 << 16
  return posts <= 1_500 ? 1 << 18 : 1 << 19
}

/** Counts one more post. */
export function addPost(frequencies: Frequencies, counts: Counts) {
  const { counters } = frequencies
  const mask = counters.length - 1
  frequencies.posts++
  for (const term of counts) {
    const slot = (term >>> 8) & mask
    const count = counters[slot] ?? 0
    if (count < 0xffff) counters[slot] = count + 1
  }
}

/** How many posts have the term of `hash`. */
export function frequencyOf({ counters }: Frequencies, hash: number): number {
  return counters[hash & (counters.length - 1)] ?? 0
}
