// `npm run eval:related -- FILE.jsonl…`: how good related articles are on labelled corpora, by the
// product's own way from saving to the stored lists, through a local D1.
import { basename } from 'node:path'
import { sql } from 'drizzle-orm'
import { queueEverything } from '../src/db/index-posts.ts'
import { frequenciesOf, frequencyRow, queuedPosts } from '../src/db/related.ts'
import type { Neighbour } from '../src/db/schema.ts'
import { findAlike } from '../src/jobs/find-alike.ts'
import { fewWaiting, rebuildRelated } from '../src/jobs/rebuild-related.ts'
import { algorithm, countTerms } from '../src/related/terms.ts'
import {
  allTermsCosine,
  indexTexts,
  moreLikeThis,
  newestInCategory,
  sharedTags,
} from './eval-related/baselines.ts'
import { copiesOf, copiesShown } from './eval-related/copies.ts'
import { type CorpusPost, linkedPosts, postsSharing, readCorpus } from './eval-related/corpus.ts'
import {
  importPosts,
  jobContextOf,
  type LocalSite,
  settleIndex,
  startSite,
} from './eval-related/local-site.ts'
import { format, hit, ndcg, precision, recall, score } from './eval-related/measures.ts'

const paths = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
if (paths.length === 0) {
  console.error('Give one or more labelled corpora: npm run eval:related -- FILE.jsonl')
  process.exit(1)
}

const profile = process.argv.includes('--free') ? 'free' : 'paid'

/** What the product is given of each post. */
const views = {
  text: (post: CorpusPost) => ({ ...post, category: undefined, tags: undefined }),
  'text, tags': (post: CorpusPost) => post,
}

for (const [index, posts] of readCorpora().entries()) await evaluate(paths[index] ?? '', posts)

/** All corpora, before anything is scored; one that is none ends the run with a line that names it. */
function readCorpora(): CorpusPost[][] {
  try {
    return paths.map(readCorpus)
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    process.exit(2)
  }
}

async function evaluate(path: string, posts: CorpusPost[]) {
  const isStory = posts.some((post) => post.story !== undefined)
  const hasTags = posts.some((post) => post.tags?.length)
  // Story labels were made from titles, so a method that reads titles would be scored by itself.
  const read = isStory ? posts.map((post, place) => ({ ...post, title: `${place + 1}` })) : posts
  const right = {
    stories: postsSharing(posts, ({ story }) => (story === undefined ? [] : [story])),
    links: linkedPosts(posts),
    categories: postsSharing(posts, ({ category }) => (category ? [category] : [])),
    tags: postsSharing(posts, ({ tags }) => tags ?? []),
  }
  console.log(`\n${basename(path)}: ${posts.length} posts${isStory ? ', titles hidden' : ''}`)
  const rows: Record<string, Record<string, string>> = {}

  for (const [name, view] of Object.entries(views)) {
    if (name !== 'text' && !hasTags) continue
    const site = await startSite(profile)
    try {
      Object.assign(rows, await scoreSite(site, name, read.map(view), right))
    } finally {
      await site.close()
    }
  }
  rows['newest in category'] = measure(newestInCategory(posts), right)
  if (hasTags) rows['shared tags, then date'] = measure(sharedTags(posts), right)
  const index = indexTexts(isStory ? posts.map((post) => ({ ...post, title: '' })) : posts)
  rows['BM25 more like this'] = measure(moreLikeThis(index), right)
  rows['TF-IDF, all terms'] = measure(allTermsCosine(index), right)
  console.table(rows)
}

/**
 * Scores the lists of one site: as they are after it grew by a quarter, made anew post by post, made
 * anew all at once in memory, and with copies among them.
 */
async function scoreSite(site: LocalSite, name: string, posts: CorpusPost[], right: Right) {
  const rows: Record<string, Record<string, string>> = {}
  const early = Math.floor(posts.length * 0.8)
  const imported = await cpuOf(() => importPosts(site, posts.slice(0, early)))
  await settleIndex(site)
  await importPosts(site, posts.slice(early))
  const growth = await costOf(site, () => settleIndex(site))
  const grown = await storedLists(site, posts.length)

  await site.db.batch(queueEverything(site.db))
  const full = await costOf(site, () => settleIndex(site))
  const lists = await storedLists(site, posts.length)
  rows[`Inkstone, ${name}`] = measure(await rankedLists(site, posts.length), right)
  rows[`Inkstone, ${name}, as shown`] = measure(placesOf(lists), right)
  rows[`Inkstone, ${name}, grown by a quarter`] = measure(placesOf(grown), right)
  report(lists, right.stories)
  console.log(`  ${name}: saving takes ${perThousand(imported, early)} ms of CPU for 1,000 posts`)
  console.log(`    all post by post: ${full.describe(posts.length)}`)
  console.log(
    `      ${full.result?.steps} steps of the ${profile} profile, at most ${full.result?.most} statements each`,
  )
  console.log(`    a quarter added: ${growth.describe(posts.length - early)}`)
  console.log(`    overlap@6 of the grown lists with those made anew: ${overlap(grown, lists)}`)

  if (process.argv.includes('--show')) show(posts, lists)

  const inMemory = profile === 'paid' && posts.length >= fewWaiting
  if (inMemory) {
    const rebuild = await costOf(site, () => rebuildAll(site, posts.length))
    const rebuilt = await storedLists(site, posts.length)
    rows[`Inkstone, ${name}, in memory`] = measure(placesOf(rebuilt), right)
    console.log(`    all in memory: ${rebuild.describe(posts.length)}`)
    console.log(`    overlap@6 with those made post by post: ${overlap(rebuilt, lists)}`)
  }

  const copies = copiesOf(posts)
  await importPosts(
    site,
    copies.map(({ post }) => post),
  )
  await settleIndex(site)
  const shown = await copiesShown(site.db, copies, posts.length + 1)
  console.log('    copies shown beside their source:', shown)
  if (!inMemory) return rows
  await rebuildAll(site, posts.length + copies.length)
  const shownInMemory = await copiesShown(site.db, copies, posts.length + 1)
  console.log('    and by lists made in memory:', shownInMemory)
  return rows
}

async function cpuOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

/** What `work` costs: CPU of this process, which includes the client of D1, and D1 itself. */
async function costOf<T>(site: LocalSite, work: () => Promise<T>) {
  const before = { ...site.meter }
  let result: T | undefined
  const cpu = await cpuOf(async () => {
    result = await work()
  })
  const { statements, rowsRead, rowsWritten } = site.meter
  return {
    result,
    describe(posts: number) {
      const perPost = (count: number) => (count / posts).toFixed(1)
      return (
        `${perThousand(cpu, posts)} ms of CPU for 1,000 posts (Node, with the client of D1);` +
        ` ${perPost(statements - before.statements)} statements,` +
        ` ${perPost(rowsRead - before.rowsRead)} rows read,` +
        ` ${perPost(rowsWritten - before.rowsWritten)} rows written a post`
      )
    },
  }
}

function perThousand(cpu: number, posts: number): string {
  return ((1_000 * cpu) / posts).toFixed(0)
}

async function rebuildAll(site: LocalSite, count: number) {
  const { db, meter } = site
  const ids = Array.from({ length: count }, (_, place) => place + 1)
  await db.run(sql`INSERT INTO index_queue (post_id)
    SELECT value FROM json_each(${JSON.stringify(ids)}) WHERE true`)
  const report = await rebuildRelated(jobContextOf(site))
  if (report?.remaining !== 0) throw new Error(`The rebuild left something: ${report?.remaining}`)
  delete meter.mostRowsWritten
}

function placesOf(lists: Neighbour[][]): number[][] {
  return lists.map((list) => list.map(({ id }) => id - 1))
}

/** The share of the first six that two lists of a post have in common, in the mean. */
function overlap(some: Neighbour[][], others: Neighbour[][]): string {
  const shares = some.map((list, place) => {
    const ids = new Set(others[place]?.slice(0, 6).map(({ id }) => id))
    return list.slice(0, 6).filter(({ id }) => ids.has(id)).length / 6
  })
  return (shares.reduce((sum, share) => sum + share, 0) / shares.length).toFixed(3)
}

type Right = Record<'stories' | 'links' | 'categories' | 'tags', Set<number>[]>

function measure(lists: number[][], right: Right): Record<string, string> {
  const row: Record<string, string> = {}
  const labelled = (sets: Set<number>[]) => sets.some((set) => set.size > 0)
  const main = Object.values(right).find(labelled)
  if (main) {
    row['precision@6'] = format(score(lists, main, precision))
    row['nDCG@6'] = format(score(lists, main, ndcg))
  }
  if (labelled(right.stories)) row['story R@6'] = format(score(lists, right.stories, recall))
  if (labelled(right.links)) {
    row['links R@6'] = format(score(lists, right.links, recall))
    row['links Hit@6'] = format(score(lists, right.links, hit))
  }
  if (labelled(right.categories) && main !== right.categories)
    row['category P@6'] = format(score(lists, right.categories, precision))
  if (labelled(right.tags)) row['tag nDCG@6'] = format(score(lists, right.tags, ndcg))
  return row
}

/** What the index finds for every post before copies and stories are taken out, by place. */
async function rankedLists({ db }: LocalSite, count: number): Promise<number[][]> {
  const known = frequenciesOf(await frequencyRow(db, algorithm))
  if (!known) throw new Error('The index has counted nothing')
  const lists: number[][] = []
  for (let from = 0; from < count; from += 20) {
    const ids = Array.from({ length: Math.min(20, count - from) }, (_, at) => from + at + 1)
    await db.run(sql`INSERT INTO index_queue (post_id, stage)
      SELECT value, 1 FROM json_each(${JSON.stringify(ids)}) WHERE true`)
    const posts = await queuedPosts(db, 20)
    await db.run(sql`DELETE FROM index_queue`)
    const found = await findAlike(
      db,
      known.frequencies,
      posts.map(({ id, title, body, counts }) => {
        return { id, counts, hints: [], text: countTerms(title, body) }
      }),
      Date.now(),
    )
    for (const { alike } of found) lists.push(alike.map(({ id }) => id - 1))
  }
  return lists
}

async function storedLists({ db }: LocalSite, count: number): Promise<Neighbour[][]> {
  const rows = await db.all<{ id: number; neighbours: string }>(
    sql`SELECT post_id AS id, neighbours FROM related ORDER BY post_id`,
  )
  const lists = new Map(rows.map((row) => [row.id, JSON.parse(row.neighbours) as Neighbour[]]))
  return Array.from({ length: count }, (_, place) => lists.get(place + 1) ?? [])
}

function report(lists: Neighbour[][], stories: Set<number>[]) {
  let full = 0
  let faults = 0
  let repeated = 0
  lists.forEach((list, place) => {
    const six = list.slice(0, 6).map(({ id }) => id - 1)
    if (six.length === 6) full++
    if (six.includes(place) || new Set(six).size < six.length) faults++
    const twice = six.some((post, at) =>
      six.slice(at + 1).some((other) => stories[post]?.has(other)),
    )
    if (twice) repeated++
  })
  const share = ((100 * full) / lists.length).toFixed(1)
  console.log(
    `  lists with six ${share} %, with the post itself or a repeat ${faults},` +
      ` with two of a labelled story ${repeated}`,
  )
}

/** Ten lists, for reading. */
function show(posts: CorpusPost[], lists: Neighbour[][]) {
  for (let place = 0; place < posts.length; place += Math.ceil(posts.length / 10)) {
    console.log(`\n  ${posts[place]?.title}`)
    for (const { id, score: alike, reasons } of (lists[place] ?? []).slice(0, 6)) {
      console.log(`    ${alike.toFixed(2)} ${posts[id - 1]?.title} [${reasons.join(', ')}]`)
    }
  }
}
