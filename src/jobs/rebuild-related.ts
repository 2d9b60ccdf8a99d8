import { commit } from '../cache/publish.ts'
import { jobCursor, setJobCursor } from '../db/jobs.ts'
import {
  countedPosts,
  countsOf,
  editorsChoices,
  frequenciesOf,
  frequencyRow,
  indexSize,
  leaveQueueAt,
  newestPosts,
  queueLength,
  storedLists,
  storeLists,
  textsOf,
} from '../db/related.ts'
import type { Neighbour } from '../db/schema.ts'
import { loadSite } from '../db/site.ts'
import { newFrequencies } from '../related/frequencies.ts'
import {
  type Comparison,
  filledTo,
  isCopy,
  isStory,
  leastCopyScore,
  listOf,
  type Scored,
} from '../related/rank.ts'
import { explainedNeighbours, explainer, sharedTermsRead } from '../related/reasons.ts'
import {
  cellOf,
  finder,
  newShelf,
  type Placed,
  putOnShelf,
  type Shelf,
  sealShelf,
} from '../related/shelf.ts'
import { algorithm, type Counts, countTerms } from '../related/terms.ts'
import { weigher } from '../related/vector.ts'
import type { JobContext } from './context.ts'
import { countStep, readStep } from './count-terms.ts'
import { candidates } from './find-alike.ts'

/** With fewer posts waiting, the ordinary steps are soon done. */
export const fewWaiting = 200
/** What fits into a Worker's 128 MB: larger sites are left to the ordinary steps. */
const mostPosts = 100_000
/** So many terms in all, three bytes each; a post has 320 of them where there is room. */
const mostTerms = { inAll: 16_000_000, ofEach: 320 }
/** The same for the terms that lead to a post, eight bytes each. */
const mostHeads = { inAll: 3_200_000, ofEach: 96 }
const read = { outdated: 100, uncounted: 4_000, vectors: 1_000, texts: 400 }
/** Lists that are committed together, and how many of them one statement stores. */
const listsAtOnce = 4_000
const storedAtOnce = 1_000
/** Of the thousand statements that one run may ask of D1 on the paid plan, so many are used. */
const mostStatements = 900
/** The most that one part of the lists takes. */
const mostOfOnePart = 40
/** Where reading and counting take so many, making lists is left for the next run. */
const mostPreparing = 450
/** Of so many posts all terms are held at once, for knowing copies by. */
const mostSuspicious = 4_000
/** Posts that could be copies by their heaviest terms are compared by all of them. */
const suspiciousShare = 0.3
/** Candidates among which copies are looked for: more than are kept. */
const closest = 24
const comparedPairs = 12
/** Vectors are rounded, so a score may differ so much from the one of an ordinary step. */
const rounding = 0.02

/**
 * Makes all lists anew in one run, in memory, where a Worker may compute for minutes: on the paid
 * plan, when many posts wait. Lists are committed in parts, and a run that is cut off is taken up
 * where it was. Undefined when there is nothing that ordinary steps could not do.
 */
export async function rebuildRelated(
  context: JobContext,
): Promise<{ processed: number; changed: number; remaining: number } | undefined> {
  const { db, meter, now } = context
  const { settings } = await loadSite(db)
  if (settings.indexProfile !== 'paid') return undefined
  const cursor = Number((await jobCursor(db, 'related')) ?? 0)
  const waiting = await queueLength(db, algorithm)
  if (cursor === 0 && waiting < fewWaiting) return undefined
  const began = meter.statements
  const spent = () => meter.statements - began
  while (spent() < mostPreparing && (await readStep(context, read.outdated)) > 0);
  while (spent() < mostPreparing && (await countStep(context, read.uncounted)) > 0);
  // Lists of posts that were not read yet would be lists of nothing: the next run goes on.
  if (spent() >= mostPreparing) {
    return { processed: 0, changed: 0, remaining: await queueLength(db, algorithm) }
  }
  const { posts } = await indexSize(db)
  if (posts > mostPosts) return undefined
  meter.mostRowsWritten = meter.rowsWritten + 10 * posts + 20_000

  const { shelf, revisions } = await loadShelf(db, posts, now)
  const find = finder(shelf)
  const newest = await newestPosts(db, filledTo * 3, now)
  let [processed, changed] = [0, 0]
  for (let start = firstAfter(shelf, cursor); start < shelf.size; start += listsAtOnce) {
    if (spent() + mostOfOnePart > mostStatements) break
    const places = range(start, Math.min(shelf.size, start + listsAtOnce))
    const lists = await chosenLists(db, shelf, find, places, newest)
    const stored = await storedLists(db, [...lists.keys()])
    const others = [...lists].filter(([id, list]) => differs(stored.get(id), list))
    const explained = await explain(db, shelf, find, new Map(others))
    const done = places.map((place) => ({
      id: shelf.ids[place] ?? 0,
      revision: revisions[place] ?? 0,
    }))
    const last = places.at(-1) === shelf.size - 1
    await commit(
      db,
      { kind: 'related', posts: explained.map(({ id }) => id) },
      [
        ...chunks(explained, storedAtOnce).map((lists) => storeLists(db, lists, algorithm)),
        leaveQueueAt(db, done),
        setJobCursor(db, 'related', last ? null : String(done.at(-1)?.id)),
      ],
      // Cron purges what many parts ask for in few calls.
      { now, later: true },
    )
    processed += places.length
    changed += explained.length
  }
  return { processed, changed, remaining: await queueLength(db, algorithm) }
}

async function loadShelf(db: JobContext['db'], posts: number, now: number) {
  const known = frequenciesOf(await frequencyRow(db, algorithm))
  const weigh = weigher(known?.frequencies ?? newFrequencies(1))
  const shelf = shelfFor(posts)
  const revisions = new Int32Array(posts)
  for (let after = 0; shelf.size < posts; ) {
    const page = await countedPosts(db, after, Math.min(read.vectors, posts - shelf.size))
    for (const { id, revision, liveAt, counts } of page) {
      revisions[shelf.size] = revision
      putOnShelf(shelf, id, weigh(counts), liveAt <= now)
    }
    const last = page.at(-1)
    if (!last) break
    after = last.id
  }
  sealShelf(shelf)
  return { shelf, revisions }
}

/** An empty shelf as large as `posts` posts may have. */
export function shelfFor(posts: number): Shelf {
  return newShelf(posts, ofEach(mostTerms, posts), ofEach(mostHeads, posts))
}

function ofEach({ inAll, ofEach }: { inAll: number; ofEach: number }, posts: number): number {
  return Math.min(ofEach, Math.floor(inAll / Math.max(1, posts)))
}

type Finder = ReturnType<typeof finder>

/** The lists of the posts at `places`, not yet explained. */
async function chosenLists(
  db: JobContext['db'],
  shelf: Shelf,
  find: Finder,
  places: number[],
  newest: number[],
): Promise<Map<number, Scored[]>> {
  // As many more as are scheduled, up to twice as many: see candidateRows.
  const scheduled = shelf.live.subarray(0, shelf.size).filter((live) => live === 0).length
  const most = candidates + Math.min(candidates, scheduled)
  const found = places.map((place) => find.nearest(place, most))
  const suspicious = new Set<number>()
  places.forEach((place, index) => {
    for (const id of suspects(shelf, find, place, found[index] ?? [])) suspicious.add(id)
  })
  const counts = new Map<number, Counts>()
  for (const ids of chunks([...suspicious].slice(0, mostSuspicious), read.vectors)) {
    for (const [id, terms] of await countsOf(db, ids)) counts.set(id, terms)
  }
  const choices = await editorsChoices(
    db,
    places.map((place) => shelf.ids[place] ?? 0),
  )
  return new Map(
    places.map((place, index) => {
      const id = shelf.ids[place] ?? 0
      const alike = found[index] ?? []
      const choice = choices.get(id) ?? { pinned: [], blocked: [] }
      const comparison = comparisonOn(find, [{ id, place }, ...alike], counts)
      return [id, listOf(id, alike, choice, comparison, newest)]
    }),
  )
}

/** The ids of posts, among those nearest to `place` and it itself, that may be copies. */
function suspects({ ids }: Shelf, find: Finder, place: number, alike: Placed[]): number[] {
  const found: number[] = []
  const look = (a: number, b: number, likeness: number) => {
    if (likeness < leastCopyScore) return
    if (Math.max(find.share(a, b), find.share(b, a)) < suspiciousShare) return
    found.push(ids[a] ?? 0, ids[b] ?? 0)
  }
  for (const other of alike.slice(0, closest)) look(place, other.place, other.likeness)
  const compared = alike.slice(0, comparedPairs)
  compared.forEach((a, at) => {
    for (const b of compared.slice(at + 1)) look(a.place, b.place, find.likeness(a.place, b.place))
  })
  return found
}

/** Compares posts by their places on a shelf, and by all their terms where `counts` has them. */
export function comparisonOn(
  find: Finder,
  posts: { id: number; place: number }[],
  counts: ReadonlyMap<number, Counts>,
): Comparison {
  const places = new Map(posts.map(({ id, place }) => [id, place]))
  const none = new Uint32Array()
  return {
    likeness(a, b) {
      const [x, y] = [places.get(a), places.get(b)]
      return x === undefined || y === undefined ? 0 : find.likeness(x, y)
    },
    isCopy: (a, b, text) => isCopy(counts.get(a) ?? none, counts.get(b) ?? none, text),
    isStory: (a, b, text) => isStory(counts.get(a) ?? none, counts.get(b) ?? none, text),
  }
}

/** Whether a list is another one than the stored one, beyond what rounding makes of scores. */
function differs(stored: Neighbour[] | undefined, list: Scored[]): boolean {
  if (stored?.length !== list.length) return true
  return list.some(({ id, score }, at) => {
    const old = stored[at]
    return old?.id !== id || Math.abs(old.score - score) > rounding
  })
}

/** Adds to lists the words that say why. */
async function explain(
  db: JobContext['db'],
  shelf: Shelf,
  find: Finder,
  lists: Map<number, Scored[]>,
): Promise<{ id: number; neighbours: Neighbour[] }[]> {
  const explained: { id: number; neighbours: Neighbour[] }[] = []
  for (const ids of chunks([...lists.keys()], read.texts)) {
    for (const { id, title, body } of await textsOf(db, ids)) {
      const text = countTerms(title, body)
      const hashes = new Map<number, number>()
      for (const term of text.counts) hashes.set(cellOf(term >>> 8), term >>> 8)
      const say = explainer(text)
      const place = placeOf(shelf, id)
      const neighbours = (lists.get(id) ?? []).map((neighbour, at): Neighbour => {
        const other = at < explainedNeighbours ? placeOf(shelf, neighbour.id) : -1
        const shared = other < 0 || neighbour.score === 0 ? [] : find.shared(place, other)
        const terms = shared.slice(0, sharedTermsRead).map((cell) => hashes.get(cell))
        return { ...neighbour, reasons: say(terms.filter((hash) => hash !== undefined)) }
      })
      explained.push({ id, neighbours })
    }
  }
  return explained
}

/** The place of post `id`, or -1. */
function placeOf(shelf: Shelf, id: number): number {
  const place = firstAfter(shelf, id - 1)
  return shelf.ids[place] === id && place < shelf.size ? place : -1
}

/** The place of the first post whose id is greater than `id`. */
function firstAfter({ ids, size }: Shelf, id: number): number {
  let [low, high] = [0, size]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ids[middle] ?? 0) <= id) low = middle + 1
    else high = middle
  }
  return low
}

function chunks<T>(items: T[], size: number): T[][] {
  return range(0, Math.ceil(items.length / size)).map((at) => {
    return items.slice(at * size, (at + 1) * size)
  })
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, at) => from + at)
}
