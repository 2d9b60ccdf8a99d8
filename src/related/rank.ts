import type { Neighbour } from '../db/schema.ts'
import type { Counts } from './terms.ts'
import { containment, likeness, sharedTerms, type Vector } from './vector.ts'

/** From this likeness on, a post is a copy of another: readers are not shown it beside it. */
const copyScore = 0.8
/** A post whose terms another one has to this share is a copy too, such as its lead alone. */
const copyShare = 0.7
/** Shorter posts have too few terms for their share to say anything. */
const copyTerms = 25
/** From this likeness on, two posts tell the same story: one of them is enough in a list. */
export const storyScore = 0.55
/** Below this likeness, posts have nothing to do with each other. */
const leastScore = 0.02
/** How many neighbours are kept; more than are shown, since some may not be visible. */
const keptNeighbours = 16
/** How many of them are compared with each other, so that no two tell one story. */
const comparedNeighbours = 10

/** A post as it is compared. */
export interface Comparable {
  id: number
  counts: Counts
  vector: Vector
}

/** A post that is like another one, and how much. */
export interface Alike extends Comparable {
  score: number
}

/** The posts of `candidates` that are like `post`, most alike first; ties by newest id. */
export function similar(post: Comparable, candidates: Comparable[]): Alike[] {
  return candidates
    .filter(({ id }) => id !== post.id)
    .map((other) => ({ ...other, score: likeness(post.vector, other.vector) }))
    .filter(({ score }) => score >= leastScore)
    .sort((a, b) => b.score - a.score || b.id - a.id)
}

/** Whether `other` is `post` again, whole, in part or in another order. */
export function isCopy(post: Comparable, other: Alike): boolean {
  if (other.score >= copyScore) return true
  if (other.score < copyScore / 4) return false
  const fewest = Math.min(post.counts.length, other.counts.length)
  return fewest >= copyTerms && containment(post.counts, other.counts) >= copyShare
}

/**
 * Chooses what a reader is shown beside a post: no copies of it, one post of each story, pins first
 * and blocks never.
 */
export function choose(
  post: Comparable,
  alike: Alike[],
  { pinned, blocked }: { pinned: number[]; blocked: number[] },
  wordOf: (hash: number) => string | undefined,
): Neighbour[] {
  const explained = ({ id, score, vector }: Alike): Neighbour => {
    const words = sharedTerms(post.vector, vector, 8).map(wordOf)
    const reasons = joinPairs(words.filter((word) => word !== undefined))
    return { id, score: Math.round(score * 100) / 100, reasons }
  }
  const chosen = pinned
    .filter((id) => id !== post.id && !blocked.includes(id))
    .map((id) => {
      const known = alike.find((other) => other.id === id)
      return known ? explained(known) : { id, score: 1, reasons: [] }
    })
  const shown = alike.filter(({ id }) => pinned.includes(id))
  for (const other of alike) {
    if (chosen.length >= keptNeighbours) break
    if (pinned.includes(other.id) || blocked.includes(other.id)) continue
    if (isCopy(post, other) || shown.some((earlier) => tellTheSame(earlier, other))) continue
    if (shown.length < comparedNeighbours) shown.push(other)
    chosen.push(explained(other))
  }
  return chosen
}

/** Both tell the post's own story, or one of their own. */
function tellTheSame(a: Alike, b: Alike): boolean {
  if (a.score >= storyScore && b.score >= storyScore) return true
  const score = likeness(a.vector, b.vector)
  return score >= storyScore || isCopy(a, { ...b, score })
}

/** Adds `fillers` where a list is shorter than `size`, so that none is empty on a young site. */
export function fillUp(
  list: Neighbour[],
  fillers: number[],
  size: number,
  excluded: ReadonlySet<number>,
): Neighbour[] {
  const listed = new Set(list.map(({ id }) => id))
  const added = fillers.filter((id) => !excluded.has(id) && !listed.has(id))
  const wanted = Math.max(0, size - list.length)
  return [...list, ...added.slice(0, wanted).map((id) => ({ id, score: 0, reasons: [] }))]
}

/** Joins pairs that overlap (网络, 络攻, 攻击 are one word to a reader) and keeps three words. */
export function joinPairs(terms: string[]): string[] {
  const words: string[] = []
  for (const term of terms) {
    const before = words.findIndex((word) => isHan(term) && word.endsWith(term.slice(0, 1)))
    const after = words.findIndex((word) => isHan(term) && word.startsWith(term.slice(-1)))
    if (before >= 0) words[before] += term.slice(1)
    else if (after >= 0) words[after] = term.slice(0, -1) + words[after]
    else words.push(term)
  }
  return words.slice(0, 3)
}

function isHan(term: string): boolean {
  return /^\p{Script=Han}/u.test(term)
}
