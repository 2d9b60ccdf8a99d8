import { commit, purge, type Statement } from '../cache/publish.ts'
import {
  candidateRows,
  candidatesOf,
  leaveQueue,
  newestPosts,
  type QueuedPost,
  queuedPosts,
  queueLength,
  queueRefresh,
  stages,
  storedLists,
  storeLists,
  storeWeights,
  termFrequencies,
} from '../db/related.ts'
import type { Neighbour } from '../db/schema.ts'
import { choose, similar } from '../related/rank.ts'
import { algorithm, type TermWeight, weigh } from '../related/vector.ts'
import type { JobContext } from './context.ts'

/** How much one step does; a step takes fewer than forty statements of D1. */
const weighedPerStep = 60
const comparedPerStep = 8
/** Terms that find candidates, and how many candidates are looked at closely. */
const queryTerms = 12
const candidates = 50
/** How many posts a reader is shown at most, so that more changes than these need no purge. */
const shownAtMost = 12
/** Lists that the text leaves shorter than this are filled with the newest posts. */
const filledTo = 6

/**
 * One bounded step of the related index. Posts are weighed first, all of them, and then compared;
 * a post whose neighbour changed is compared once more. Every step commits what it did together
 * with leaving the queue, so a run that is cut off anywhere is simply taken up again.
 */
export async function indexStep(
  context: JobContext,
): Promise<{ processed: number; remaining: number }> {
  const processed =
    (await weighStep(context)) ||
    (await compareStep(context, stages.compare)) ||
    (await compareStep(context, stages.refresh))
  return { processed, remaining: await queueLength(context.db) }
}

async function weighStep({ db }: JobContext): Promise<number> {
  const posts = await queuedPosts(db, stages.weigh, weighedPerStep)
  if (posts.length === 0) return 0
  const terms = new Set(posts.flatMap((post) => post.counts.map(([term]) => term)))
  const { frequency, total } = await termFrequencies(db, [...terms])
  const rows = posts.map(({ id, counts }) => ({ id, weights: weigh(counts, frequency, total) }))
  await storeWeights(db, rows)
  return posts.length
}

async function compareStep(
  context: JobContext,
  stage: typeof stages.compare | typeof stages.refresh,
): Promise<number> {
  const { db, now } = context
  const posts = await queuedPosts(db, stage, comparedPerStep)
  if (posts.length === 0) return 0
  const found = await findCandidates(db, posts)
  const all = [...posts.map(({ id }) => id), ...found.flat().map(({ id }) => id)]
  const [stored, newest] = await Promise.all([
    storedLists(db, [...new Set(all)]),
    newestPosts(db, filledTo * 3),
  ])
  const lists: { id: number; neighbours: Neighbour[] }[] = []
  const refresh = new Set<number>()
  posts.forEach((post, index) => {
    const others = (found[index] ?? []).filter(({ id }) => id !== post.id)
    const neighbours = similar(post.weights ?? [], others)
    const vectors = new Map(others.map(({ id, vector }) => [id, vector]))
    const { relatedPinned: pinned, relatedBlocked: blocked } = post
    lists.push({
      id: post.id,
      neighbours: fill(choose(neighbours, vectors, { pinned, blocked }), newest, post),
    })
    if (stage !== stages.compare) return
    for (const { id, score } of neighbours) {
      if (gains(stored.get(id), post.id, score)) refresh.add(id)
    }
  })
  const changed = lists.filter(
    ({ id, neighbours }) => JSON.stringify(stored.get(id)) !== JSON.stringify(neighbours),
  )
  const visible = changed.filter(({ id, neighbours }) => ids(stored.get(id)) !== ids(neighbours))
  const statements: Statement[] = [
    ...(changed.length ? [storeLists(db, changed, algorithm)] : []),
    leaveQueue(
      db,
      stage,
      posts.map(({ id }) => id),
    ),
    ...(refresh.size ? [queueRefresh(db, [...refresh])] : []),
  ]
  const write = { kind: 'related', posts: visible.map(({ id }) => id) } as const
  const pending = await commit(db, write, statements, { now })
  await purge(context, [pending])
  return posts.length
}

async function findCandidates(
  db: JobContext['db'],
  posts: QueuedPost[],
): Promise<{ id: number; vector: TermWeight[] }[][]> {
  const queries = posts.map(({ weights }) => {
    const terms = (weights ?? []).slice(0, queryTerms).map(([term]) => term)
    return candidateRows(db, terms, candidates)
  })
  const [first, ...rest] = queries
  if (!first) return []
  const results = await db.batch([first, ...rest])
  return results.map((rows) =>
    candidatesOf(rows).flatMap(({ id, weights }) => (weights ? [{ id, vector: weights }] : [])),
  )
}

/** Whether a list has room for a post with this score, or has it with another one. */
function gains(list: Neighbour[] | undefined, id: number, score: number): boolean {
  if (!list) return true
  const known = list.find((neighbour) => neighbour.id === id)
  if (known) return known.score !== score
  const last = list.at(-1)
  return !last || list.length < filledTo || score > last.score
}

/** Adds the newest posts where the text gives too few, so that no list is empty on a young site. */
function fill(list: Neighbour[], newest: number[], post: QueuedPost): Neighbour[] {
  const excluded = new Set([post.id, ...post.relatedBlocked, ...list.map(({ id }) => id)])
  const wanted = Math.max(0, filledTo - list.length)
  const added = newest.filter((id) => !excluded.has(id)).slice(0, wanted)
  return [...list, ...added.map((id) => ({ id, score: 0, reasons: [] }))]
}

function ids(list: Neighbour[] | undefined): string {
  return (list ?? [])
    .slice(0, shownAtMost)
    .map(({ id }) => id)
    .join()
}
