import { Converter } from 'opencc-js/cn2t'
import { searchHits, searchPosts } from '../../src/db/search.ts'
import { fold } from '../../src/related/tokenise.ts'
import { matchOf, parseQuery } from '../../src/search/query.ts'
import { indexedPost } from '../../src/search/terms.ts'
import type { ImportPost } from '../import/post.ts'
import { evaluationTime, type LocalSite, openLocalSite } from './local-site.ts'
import { mean, meanInterval, quantile, sample, seededRandom } from './sampling.ts'
import {
  queryKinds,
  type SearchedPost,
  sampleRuns,
  sampleWords,
  type TestQuery,
} from './search-queries.ts'

/** What was measured, by what it is called; absent where the corpus has nothing of the kind. */
export type Scores = Record<string, string>

/** What readers are shown at once; the rows read are those of such a page. */
const pageSize = 10
const titlesAsked = 1_000
const convertedPosts = 400
const toTraditional = Converter({ from: 'cn', to: 't' })

/** Scores search on a corpus: saves its posts as the admin API does, then asks as readers do. */
export async function evaluateSearch(corpus: ImportPost[]): Promise<Scores> {
  const scores: Scores = { posts: String(corpus.length) }
  const random = seededRandom(corpus.length)
  const site = await openLocalSite()
  try {
    const posts = await savePosts(site, corpus)
    const rows: number[] = []
    const ask = async (text: string) => {
      const before = site.meter.rowsRead
      await searchPosts(site.db, searchFor(text), { page: 1, size: pageSize }, evaluationTime)
      rows.push(site.meter.rowsRead - before)
      return askSite(site, text)
    }
    for (const kind of queryKinds) {
      const queries = sampleRuns(posts, kind, random)
      await score(scores, kind.name, queries, ask)
      if (kind.length === 2 || kind.length === 4) {
        const converted = queries.map(({ text, right }) => ({ text: toTraditional(text), right }))
        await score(scores, `${kind.name}, asked in traditional`, converted, ask)
      }
      if (kind.length === 2) await scoreBaselines(scores, site, queries)
    }
    await score(scores, 'words of letters', sampleWords(posts, 200, random), ask)
    await scoreTitles(scores, sample(posts, titlesAsked, random), ask)
    scores['rows read: median, p95, most'] = [0.5, 0.95, 1]
      .map((share) => quantile(rows, share).toFixed(0))
      .join(', ')
    scores['index size / text'] = await indexShare(site)
    scores['CPU ms per 1,000 posts, terms'] = cpuOf(posts).toFixed(0)
  } finally {
    await site.close()
  }
  await scoreTraditionalTexts(scores, sample(corpus, convertedPosts, random), random)
  return scores
}

async function savePosts(site: LocalSite, corpus: ImportPost[]): Promise<SearchedPost[]> {
  for (const post of corpus) await site.save(post)
  const { results } = await site.d1
    .prepare('SELECT id, title, text FROM posts JOIN post_bodies ON post_id = id ORDER BY id')
    .all<{ id: number; title: string; text: string }>()
  return results.map((post) => ({ ...post, folded: fold(`${post.title}\n${post.text}`) }))
}

type Ask = (text: string) => Promise<{ total: number; capped: boolean; ids: number[] }>

async function askSite(site: LocalSite, text: string) {
  const { hits, capped } = await searchHits(site.db, searchFor(text), evaluationTime)
  return { total: hits.length, capped, ids: hits.map(({ id }) => id) }
}

function searchFor(text: string) {
  const query = parseQuery(text)
  return { match: matchOf(query), title: matchOf(query, 'title'), typed: text, lists: [] }
}

/** Recall, precision and the share of right totals; queries beyond the cap have none of the three. */
async function score(scores: Scores, name: string, queries: TestQuery[], ask: Ask) {
  if (queries.length === 0) return
  const [recalls, precisions, totals]: [number[], number[], number[]] = [[], [], []]
  let capped = 0
  for (const { text, right } of queries) {
    const found = await ask(text)
    if (found.capped) {
      capped++
      continue
    }
    const hits = found.ids.filter((id) => right.has(id)).length
    recalls.push(right.size ? hits / right.size : 1)
    precisions.push(found.ids.length ? hits / found.ids.length : 1)
    totals.push(found.total === right.size ? 1 : 0)
  }
  scores[`${name}: queries, beyond the cap`] = `${queries.length}, ${capped}`
  scores[`${name}: recall`] = meanInterval(recalls)
  scores[`${name}: precision`] = meanInterval(precisions)
  scores[`${name}: right totals`] = mean(totals).toFixed(4)
}

/** What SQLite's own tokenizers find of the same queries. */
async function scoreBaselines(scores: Scores, { d1 }: LocalSite, queries: TestQuery[]) {
  if (queries.length === 0) return
  for (const tokenizer of ['unicode61', 'trigram']) {
    await d1.prepare(`CREATE VIRTUAL TABLE other USING fts5(text, tokenize = ${tokenizer})`).run()
    await d1
      .prepare(`INSERT INTO other (rowid, text) SELECT id, title || char(10) || text
        FROM posts JOIN post_bodies ON post_id = id`)
      .run()
    const recalls: number[] = []
    for (const { text, right } of queries) {
      const { results } = await d1
        .prepare('SELECT rowid AS id FROM other WHERE other MATCH ?')
        .bind(`"${text}"`)
        .all<{ id: number }>()
      recalls.push(results.filter(({ id }) => right.has(id)).length / (right.size || 1))
    }
    scores[`2 Han characters: recall of ${tokenizer} on the raw text`] = mean(recalls).toFixed(4)
    await d1.prepare('DROP TABLE other').run()
  }
}

/** Where a post stands among what its title finds; posts of one title are all as right. */
async function scoreTitles(scores: Scores, posts: SearchedPost[], ask: Ask) {
  const ranks: number[] = []
  const idsByTitle = Map.groupBy(posts, ({ title }) => fold(title))
  for (const { title } of posts) {
    const right = new Set(idsByTitle.get(fold(title))?.map(({ id }) => id))
    const { ids } = await ask(title)
    const place = ids.slice(0, 20).findIndex((id) => right.has(id))
    ranks.push(place < 0 ? 0 : 1 / (place + 1))
  }
  scores['title as query: MRR@20'] = meanInterval(ranks)
}

/** Texts in traditional characters, asked in simplified ones. */
async function scoreTraditionalTexts(scores: Scores, corpus: ImportPost[], random: () => number) {
  const queries = sampleRuns(
    corpus.map((post, id) => ({ id, title: post.title, text: post.markdown, folded: '' })),
    { pattern: /^\p{Script=Han}{2}$/u, length: 2, count: 200 },
    random,
  )
  if (queries.length === 0) return
  const site = await openLocalSite()
  try {
    const converted = corpus.map((post) => ({
      ...post,
      title: toTraditional(post.title),
      markdown: toTraditional(post.markdown),
    }))
    const posts = await savePosts(site, converted)
    const asked = queries.map(({ text }) => {
      const wanted = fold(text)
      const right = posts.filter(({ folded }) => folded.includes(wanted)).map(({ id }) => id)
      return { text, right: new Set(right) }
    })
    const name = '2 Han characters in simplified, texts in traditional'
    await score(scores, name, asked, (text) => askSite(site, text))
  } finally {
    await site.close()
  }
}

/** Bytes of the search index beside the bytes of the texts. */
export async function indexShare({ d1 }: LocalSite): Promise<string> {
  const size = await d1
    .prepare(`SELECT (SELECT sum(length(block)) FROM search_data)
        + (SELECT sum(length(sz)) FROM search_docsize) AS stored,
      (SELECT sum(octet_length(title) + octet_length(text))
        FROM posts JOIN post_bodies ON post_id = id) AS text`)
    .first<{ stored: number; text: number }>()
  return ((size?.stored ?? 0) / (size?.text || 1)).toFixed(3)
}

function cpuOf(posts: SearchedPost[]): number {
  const start = process.cpuUsage()
  for (const { title, text } of posts) indexedPost(title, text)
  const { user, system } = process.cpuUsage(start)
  return (user + system) / posts.length
}
