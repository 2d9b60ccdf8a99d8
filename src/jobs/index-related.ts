import { commit, purge, type Statement } from '../cache/publish.ts'
import {
  frequenciesOf,
  frequencyRow,
  leaveQueue,
  newestPosts,
  type QueuedPost,
  queuedPosts,
  queueLength,
  queueRefresh,
  stages,
  storedLists,
  storeLists,
} from '../db/related.ts'
import type { Neighbour } from '../db/schema.ts'
import { loadSite } from '../db/site.ts'
import { type Frequencies, newFrequencies } from '../related/frequencies.ts'
import { comparisonOf, filledTo, listOf, type Scored } from '../related/rank.ts'
import { explainedNeighbours, explainer, sharedTermsRead } from '../related/reasons.ts'
import { algorithm, countTerms } from '../related/terms.ts'
import { sharedTerms } from '../related/vector.ts'
import type { JobContext } from './context.ts'
import { countStep, readStep } from './count-terms.ts'
import { findAlike } from './find-alike.ts'

/** How much one step does. A step of either profile takes fewer than forty statements of D1. */
const budgets = {
  free: { read: 8, counted: 300, compared: 3 },
  paid: { read: 100, counted: 2_000, compared: 20 },
} as const
export type Profile = keyof typeof budgets

/** A neighbour's list is made again when a post would come among its first so many. */
const watchedNeighbours = 8

/**
 * One bounded step of the related index. Outdated posts are read first, then all new ones are
 * counted, then posts are compared; a post whose neighbour changed is compared once more. Every part
 * commits what it did together with leaving its queue, so a run that is cut off anywhere is simply
 * taken up again.
 */
export async function indexStep(
  context: JobContext,
): Promise<{ processed: number; remaining: number }> {
  const { db } = context
  const { settings } = await loadSite(db)
  const budget = budgets[settings.indexProfile]
  const read = await readStep(context, budget.read)
  const counted = read > 0 ? 0 : await countStep(context, budget.counted)
  const whole = read === 0 && counted < budget.counted
  const compared = whole ? await compareStep(context, budget.compared) : 0
  return { processed: read + counted + compared, remaining: await queueLength(db, algorithm) }
}

async function compareStep(context: JobContext, limit: number): Promise<number> {
  const { db, now } = context
  const posts = await queuedPosts(db, limit)
  if (posts.length === 0) return 0
  const known = frequenciesOf(await frequencyRow(db, algorithm))
  const { lists, nearest } = await listsOf(context, known?.frequencies ?? newFrequencies(1), posts)

  const all = [...posts.map(({ id }) => id), ...nearest.keys()]
  const stored = await storedLists(db, [...new Set(all)])
  const changed = lists.filter(
    ({ id, neighbours }) => JSON.stringify(stored.get(id)) !== JSON.stringify(neighbours),
  )
  const visible = changed.filter(
    ({ id, neighbours }) => neighbours.length || stored.get(id)?.length,
  )
  const refresh = [...nearest].flatMap(([id, sources]) => {
    const list = stored.get(id)
    const hints = sources.filter((source) => list && gains(list, source.id, source.score))
    return hints.length > 0 ? [{ id, hints: hints.map((hint) => hint.id) }] : []
  })
  const statements: Statement[] = [
    ...(changed.length > 0 ? [storeLists(db, changed, algorithm)] : []),
    leaveQueue(db, posts),
    ...(refresh.length > 0 ? [queueRefresh(db, refresh)] : []),
  ]
  const write = { kind: 'related', posts: visible.map(({ id }) => id) } as const
  const pending = await commit(db, write, statements, { now })
  await purge(context, [pending])
  return posts.length
}

/** The lists of `posts`, and for each post in them which of `posts` it is like. */
async function listsOf({ db, now }: JobContext, frequencies: Frequencies, posts: QueuedPost[]) {
  const sought = posts.map(({ id, title, body, counts, hints }) => {
    return { id, counts, hints, text: countTerms(title, body) }
  })
  const found = await findAlike(db, frequencies, sought, now)
  const newest = await newestPosts(db, filledTo * 3, now)
  const nearest = new Map<number, Scored[]>()
  const lists = sought.map(({ id, text }, index) => {
    const { stage, relatedPinned: pinned, relatedBlocked: blocked } = posts[index] as QueuedPost
    const { post, alike } = found[index] ?? { post: emptyPost(id), alike: [] }
    if (stage === stages.changed) {
      for (const { id: other, score } of alike) {
        nearest.set(other, [...(nearest.get(other) ?? []), { id, score }])
      }
    }
    const explain = explainer(text)
    const list = listOf(id, alike, { pinned, blocked }, comparisonOf([post, ...alike]), newest)
    const neighbours = list.map((neighbour, at): Neighbour => {
      const other = at < explainedNeighbours && alike.find(({ id }) => id === neighbour.id)
      const shared = other ? sharedTerms(post.vector, other.vector, sharedTermsRead) : []
      return { ...neighbour, reasons: explain(shared) }
    })
    return { id, neighbours }
  })
  return { lists, nearest }
}

function emptyPost(id: number) {
  const vector = {
    ...{ hashes: new Uint32Array(), weights: new Float32Array() },
    ...{ tags: new Uint32Array(), rarities: new Float32Array() },
  }
  return { id, counts: new Uint32Array(), vector }
}

/** Whether a list has room for a post with this score, or has it with another one. */
function gains(list: Neighbour[], id: number, score: number): boolean {
  const known = list.find((neighbour) => neighbour.id === id)
  if (known) return Math.abs(known.score - score) > 0.05
  const last = list[watchedNeighbours - 1]
  return !last || score > last.score
}
