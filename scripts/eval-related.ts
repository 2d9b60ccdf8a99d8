// `npm run eval:related -- FILE.jsonl…`: how good related articles are on labelled corpora, by the
// product's own way from saving to the stored lists, through a local D1.
import { basename } from 'node:path'
import { sql } from 'drizzle-orm'
import { plainText } from '../src/content/plain-text.ts'
import { frequenciesOf, frequencyRow, queuedPosts } from '../src/db/related.ts'
import type { Neighbour } from '../src/db/schema.ts'
import { findAlike } from '../src/jobs/find-alike.ts'
import { algorithm, countTerms } from '../src/related/terms.ts'
import {
  allTermsCosine,
  indexTexts,
  moreLikeThis,
  newestInCategory,
  sharedTags,
} from './eval-related/baselines.ts'
import { type CorpusPost, linkedPosts, postsSharing, readCorpus } from './eval-related/corpus.ts'
import { importPosts, type LocalSite, settleIndex, startSite } from './eval-related/local-site.ts'
import { format, hit, ndcg, precision, recall, score } from './eval-related/measures.ts'

const paths = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
if (paths.length === 0) {
  console.error('Give one or more labelled corpora: npm run eval:related -- FILE.jsonl')
  process.exit(1)
}

/** What the product is given of each post. */
const views = {
  text: (post: CorpusPost) => ({ ...post, category: undefined, tags: undefined }),
  'text, tags': (post: CorpusPost) => post,
}

for (const path of paths) await evaluate(path)

async function evaluate(path: string) {
  const posts = readCorpus(path)
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
    const site = await startSite()
    const began = process.cpuUsage()
    await importPosts(site, read.map(view))
    const imported = process.cpuUsage(began)
    const before = { ...site.meter }
    const indexing = process.cpuUsage()
    const steps = await settleIndex(site)
    const indexed = process.cpuUsage(indexing)
    rows[`Inkstone, ${name}`] = measure(await rankedLists(site, read.length), right)
    const lists = await storedLists(site, read.length)
    rows[`Inkstone, ${name}, as shown`] = measure(
      lists.map((list) => list.map(({ id }) => id - 1)),
      right,
    )
    report(lists, right.stories)
    const cpu = (usage: NodeJS.CpuUsage) => Math.round((usage.user + usage.system) / posts.length)
    console.log(
      `  ${name}: CPU ms per 1,000 posts: saving ${cpu(imported)}, indexing ${cpu(indexed)}` +
        ` (Node, client of D1 included); ${steps} steps,` +
        ` ${perPost(site.meter.statements - before.statements)} statements,` +
        ` ${perPost(site.meter.rowsRead - before.rowsRead)} rows read,` +
        ` ${perPost(site.meter.rowsWritten - before.rowsWritten)} rows written a post`,
    )
    if (process.argv.includes('--show')) show(posts, lists)
    await site.close()
  }

  function perPost(count: number): string {
    return (count / posts.length).toFixed(1)
  }
  rows['newest in category'] = measure(newestInCategory(posts), right)
  if (hasTags) rows['shared tags, then date'] = measure(sharedTags(posts), right)
  const index = indexTexts(isStory ? posts.map((post) => ({ ...post, title: '' })) : posts)
  rows['BM25 more like this'] = measure(moreLikeThis(index), right)
  rows['TF-IDF, all terms'] = measure(allTermsCosine(index), right)
  console.table(rows)
}

type Right = Record<'stories' | 'links' | 'categories' | 'tags', Set<number>[]>

function measure(lists: number[][], right: Right): Record<string, string> {
  const row: Record<string, string> = {}
  const labelled = (sets: Set<number>[]) => sets.some((set) => set.size > 0)
  if (labelled(right.stories)) row['story R@6'] = format(score(lists, right.stories, recall))
  if (labelled(right.links)) {
    row['links R@6'] = format(score(lists, right.links, recall))
    row['links Hit@6'] = format(score(lists, right.links, hit))
    row['links nDCG@6'] = format(score(lists, right.links, ndcg))
  }
  if (labelled(right.categories))
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
      posts.map(({ id, title, html, counts }) => {
        const { wordOf } = countTerms(title, plainText(html))
        return { id, counts, hints: [], wordOf }
      }),
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
