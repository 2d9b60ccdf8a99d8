import type { Neighbour } from '../db/schema.ts'
import { compare, type TermWeight } from './vector.ts'

/** From this likeness on, a post is a copy of another: readers are not shown it beside it. */
export const copyScore = 0.8
/** From this likeness on, two posts tell the same story: one of them is enough in a list. */
export const storyScore = 0.55
/** Below this likeness, posts have nothing to do with each other. */
const leastScore = 0.03
/** How many neighbours are kept; more than are shown, since some may not be visible. */
const keptNeighbours = 16

export interface Candidate {
  id: number
  vector: TermWeight[]
}

/** All of `candidates` that are like `post`, most alike first; ties by newest id. */
export function similar(post: TermWeight[], candidates: Candidate[]): Neighbour[] {
  const weights = new Map(post)
  return candidates
    .map(({ id, vector }) => {
      const { score, shared } = compare(weights, vector)
      return { id, score: Math.round(score * 1e4) / 1e4, reasons: reasonsOf(shared) }
    })
    .filter(({ score }) => score >= leastScore)
    .sort((a, b) => b.score - a.score || b.id - a.id)
}

/**
 * Chooses what a reader is shown beside a post: no copies of it, one post of each story, pins first
 * and blocks never.
 */
export function choose(
  neighbours: Neighbour[],
  vectors: ReadonlyMap<number, TermWeight[]>,
  { pinned, blocked }: { pinned: number[]; blocked: number[] },
): Neighbour[] {
  const chosen: Neighbour[] = pinned.map(
    (id) => neighbours.find((item) => item.id === id) ?? { id, score: 1, reasons: [] },
  )
  const shown: ReadonlyMap<string, number>[] = []
  for (const neighbour of neighbours) {
    if (chosen.length >= keptNeighbours) break
    if (pinned.includes(neighbour.id) || blocked.includes(neighbour.id)) continue
    if (neighbour.score >= copyScore) continue
    const vector = vectors.get(neighbour.id)
    if (vector) {
      if (shown.some((other) => compare(other, vector).score >= storyScore)) continue
      shown.push(new Map(vector))
    }
    chosen.push(neighbour)
  }
  return chosen
}

/** Joins pairs that overlap (网络, 络攻, 攻击 are one word to a reader) and keeps three words. */
function reasonsOf(terms: string[]): string[] {
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
