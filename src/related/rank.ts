import { type Counts, keptTerms } from './terms.ts'
import { containment, likeness, tagLikeness, type Vector } from './vector.ts'

/** From this likeness on, a post is a copy of another: readers are not shown it beside it. */
const copyScore = 0.8
/** Below this likeness, no share of terms makes a copy. */
export const leastCopyScore = 0.2
/** A post whose terms another one has to this share is a copy too, such as its lead alone. */
const copyShare = 0.7
/** Of a long post only the strongest terms are kept: fewer of them are in a part of it. */
const longCopy = { share: 0.5, likeness: 0.4 }
/** Shorter posts have too few terms for their share to say anything. */
const copyTerms = 16
/** From this likeness on, two posts tell the same story: one of them is enough in a list. */
const storyScore = 0.55
/**
 * Likeness leaves out the words that one post alone has, which on a small site are most of them: of
 * all its words, the other post has so many where they are a copy, and where they tell one story.
 */
const leastShare = { copy: 0.5, story: 0.25 }
/** Below this score, posts have nothing to do with each other. */
export const leastScore = 0.02
/**
 * How many neighbours are kept; more than are shown, since some may not be visible. As many scheduled
 * ones are kept besides.
 */
const keptNeighbours = 16
/** Lists that the text leaves shorter than this are filled with the newest posts. */
export const filledTo = 6
/** How many of them are compared with each other, so that no two tell one story. */
const comparedNeighbours = 10

/** A post as it is compared. */
export interface Comparable {
  id: number
  counts: Counts
  vector: Vector
}

/** A post that may be like another one. */
export interface Candidate extends Comparable {
  /** Whether readers can see it: it may be scheduled. */
  live: boolean
}

/** A post in the list of another one, and what it is ranked by. */
export interface Scored {
  id: number
  score: number
}

/** A post that is like another one. */
export interface Alike extends Scored {
  /** How alike the texts are, 0 to 1. */
  likeness: number
  /** Whether readers can see it: it may be scheduled. */
  live: boolean
}

/** What sharing all tags adds to the likeness of two texts. */
const tagShare = 0.1

/** What a post is ranked by: the likeness of the texts, and that of the tags (both 0 to 1). */
export function scoreOf(likeness: number, tags: number): number {
  return Math.min(1, likeness + tagShare * tags)
}

/** How posts compare with each other, by their ids. */
export interface Comparison {
  likeness(a: number, b: number): number
  /** Whether one of two posts of this likeness is the other again, whole or in part. */
  isCopy(a: number, b: number, likeness: number): boolean
  /** Whether two posts of this likeness tell the same story. */
  isStory(a: number, b: number, likeness: number): boolean
}

/** The posts of `candidates` that are like `post`, most alike first; ties by newest id. */
export function similar(post: Comparable, candidates: Candidate[]): (Candidate & Alike)[] {
  return candidates
    .filter(({ id }) => id !== post.id)
    .map((other) => {
      const text = likeness(post.vector, other.vector)
      const score = scoreOf(text, tagLikeness(post.vector, other.vector))
      return { ...other, likeness: text, score }
    })
    .filter(({ score }) => score >= leastScore)
    .sort(byScore)
}

/** Most alike first; ties by newest id. */
export function byScore(a: Scored, b: Scored): number {
  return b.score - a.score || b.id - a.id
}

/** Whether one post is the other again, whole, in part or in another order. */
export function isCopy(a: Counts, b: Counts, likeness: number): boolean {
  if (likeness < leastCopyScore) return false
  const share = containment(a, b)
  if (likeness >= copyScore && share >= leastShare.copy) return true
  if (Math.min(a.length, b.length) < copyTerms) return false
  if (share >= copyShare) return true
  const isLong = Math.max(a.length, b.length) >= keptTerms
  return isLong && share >= longCopy.share && likeness >= longCopy.likeness
}

/** Whether two posts tell the same story: the one may be the other told again. */
export function isStory(a: Counts, b: Counts, likeness: number): boolean {
  return likeness >= storyScore && containment(a, b) >= leastShare.story
}

/** Compares `posts` exactly. */
export function comparisonOf(posts: Comparable[]): Comparison {
  const known = new Map(posts.map((post) => [post.id, post]))
  const pair = (a: number, b: number) => [known.get(a), known.get(b)] as const
  return {
    likeness(a, b) {
      const [x, y] = pair(a, b)
      return x && y ? likeness(x.vector, y.vector) : 0
    },
    isCopy(a, b, text) {
      const [x, y] = pair(a, b)
      return x !== undefined && y !== undefined && isCopy(x.counts, y.counts, text)
    },
    isStory(a, b, text) {
      const [x, y] = pair(a, b)
      return x !== undefined && y !== undefined && isStory(x.counts, y.counts, text)
    },
  }
}

/** What an editor pins beside a post, and keeps from there. */
export interface Choice {
  pinned: number[]
  blocked: number[]
}

/**
 * The list of post `id`: what is {@link choose}n, filled up with `newest` so that none is empty on a
 * young site.
 */
export function listOf(
  id: number,
  alike: Alike[],
  choice: Choice,
  comparison: Comparison,
  newest: number[],
): Scored[] {
  const chosen = choose(id, alike, choice, comparison)
  // A pin may be a draft: only what a reader is sure to see counts.
  const seen = new Set(alike.filter(({ live }) => live).map((other) => other.id))
  const wanted = Math.max(0, filledTo - chosen.filter((other) => seen.has(other.id)).length)
  // What is alike and was not chosen is a copy or one more of a story: no filler either.
  const excluded = new Set([id, ...choice.blocked, ...[...chosen, ...alike].map(({ id }) => id)])
  const fillers = newest.filter((filler) => !excluded.has(filler)).slice(0, wanted)
  return [...chosen, ...fillers.map((id) => ({ id, score: 0 }))]
}

/**
 * Chooses what a reader is shown beside post `id`: no copies of it, one post of each story, pins
 * first and blocks never. Scheduled posts are kept besides, and take the place of none: nobody can
 * see them yet.
 */
export function choose(
  id: number,
  alike: Alike[],
  { pinned, blocked }: Choice,
  comparison: Comparison,
): Scored[] {
  const pins = [...new Set(pinned)]
    .filter((pin) => pin !== id && !blocked.includes(pin))
    .map((pin) => ({ id: pin, score: alike.find((other) => other.id === pin)?.score ?? 1 }))
  const shown = alike.filter((other) => pinned.includes(other.id))
  // One post of the post's own story is enough, too.
  let hasOwn = shown.some((other) => comparison.isStory(id, other.id, other.likeness))
  const chosen: Alike[] = []
  for (const live of [true, false]) {
    const kept = chosen.length + keptNeighbours
    const compared = shown.length + comparedNeighbours
    for (const other of alike) {
      if (chosen.length >= kept) break
      if (other.live !== live || pinned.includes(other.id) || blocked.includes(other.id)) continue
      if (comparison.isCopy(id, other.id, other.likeness)) continue
      const isOwn = comparison.isStory(id, other.id, other.likeness)
      if (isOwn && hasOwn) continue
      if (shown.some((earlier) => tellTheSame(earlier, other, comparison))) continue
      hasOwn ||= isOwn
      if (shown.length < compared) shown.push(other)
      chosen.push(other)
    }
  }
  return [...pins, ...chosen.sort(byScore)].map(({ id, score }) => {
    return { id, score: Math.round(score * 100) / 100 }
  })
}

function tellTheSame(a: Alike, b: Alike, comparison: Comparison): boolean {
  const likeness = comparison.likeness(b.id, a.id)
  return comparison.isStory(a.id, b.id, likeness) || comparison.isCopy(a.id, b.id, likeness)
}
