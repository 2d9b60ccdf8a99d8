// `npm run eval:search -- FILE.jsonl…`: whether search finds what stands in the texts, by the
// product's own index and queries on a local D1. Every expected answer is found by reading the texts.
import { basename } from 'node:path'
import { sql } from 'drizzle-orm'
import { Converter } from 'opencc-js/cn2t'
import { plainText } from '../../src/content/plain-text.ts'
import { searchPosts } from '../../src/db/search.ts'
import { fold } from '../../src/related/tokenise.ts'
import { parseQuery } from '../../src/search/query.ts'
import { readCorpus } from './corpus.ts'
import { importPosts, type LocalSite, startSite } from './local-site.ts'
import { generator } from './measures.ts'

const paths = process.argv.slice(2)
if (paths.length === 0) {
  console.error('Give one or more corpora: npm run eval:search -- FILE.jsonl')
  process.exit(1)
}
const samples = 60
const mostFound = 5_000
const toTraditional = Converter({ from: 'cn', to: 't' })

for (const path of paths) await evaluate(path)

async function evaluate(path: string) {
  const posts = readCorpus(path)
  const site = await startSite()
  await importPosts(site, posts)
  const rows = await site.db.all<{ id: number; title: string; html: string }>(sql`
    SELECT p.id, p.title, b.html FROM posts p JOIN post_bodies b ON b.post_id = p.id ORDER BY p.id`)
  const texts = rows.map(({ id, title, html }) => ({
    id,
    title,
    text: fold(`${title}\n${plainText(html)}`),
  }))
  const random = generator(7)
  const table: Record<string, Record<string, string | number>> = {}
  for (const length of [1, 2, 4, 6]) {
    const queries = substrings(texts, length, random)
    if (queries.length === 0) continue
    table[`${length} Han characters`] = await compare(site, texts, queries, (query) => query)
    table[`${length} Han characters, traditional`] = await compare(
      site,
      texts,
      queries,
      toTraditional,
    )
  }
  const words = latinWords(texts, random)
  if (words.length > 0)
    table['Latin words'] = await compare(site, texts, words, (word) => word, true)
  let reciprocal = 0
  for (const { id, title } of texts) {
    const { match } = parseQuery(title)
    if (!match) continue
    const { found } = await searchPosts(site.db, { match, page: 1, size: 20 }, Date.now())
    const same = found.findIndex((post) => post.id === id || post.title === title)
    if (same >= 0) reciprocal += 1 / (same + 1)
  }
  console.log(`\n${basename(path)}: ${posts.length} posts`)
  console.table(table)
  console.log(`title as query: MRR@20 ${(reciprocal / texts.length).toFixed(4)}`)
  await site.close()
}

type Text = { id: number; title: string; text: string }

async function compare(
  { db, meter }: LocalSite,
  texts: Text[],
  queries: string[],
  typed: (query: string) => string,
  prefix = false,
): Promise<Record<string, string | number>> {
  let right = 0
  let wanted = 0
  let found = 0
  const before = meter.rowsRead
  for (const query of queries) {
    const needle = fold(query)
    const word = new RegExp(`(?<![a-z0-9])${needle}`)
    const expected = new Set(
      texts
        .filter(({ text }) => (prefix ? word.test(text) : text.includes(needle)))
        .map(({ id }) => id),
    )
    const { match } = parseQuery(typed(query))
    const answer = await searchPosts(db, { match, page: 1, size: mostFound }, Date.now())
    wanted += expected.size
    found += answer.found.length
    right += answer.found.filter(({ id }) => expected.has(id)).length
  }
  return {
    queries: queries.length,
    recall: (right / Math.max(1, wanted)).toFixed(4),
    precision: (right / Math.max(1, found)).toFixed(4),
    'rows read a hit': ((meter.rowsRead - before) / Math.max(1, found)).toFixed(1),
  }
}

/** Runs of Han of `length` characters, drawn from the texts. */
function substrings(texts: Text[], length: number, random: () => number): string[] {
  const queries = new Set<string>()
  const run = new RegExp(`^\\p{Script=Han}{${length}}$`, 'u')
  for (let draw = 0; draw < samples * 40 && queries.size < samples; draw++) {
    const { text } = texts[Math.floor(random() * texts.length)] ?? { text: '' }
    const at = Math.floor(random() * text.length)
    const piece = text.slice(at, at + length)
    if (run.test(piece)) queries.add(piece)
  }
  return [...queries]
}

function latinWords(texts: Text[], random: () => number): string[] {
  const queries = new Set<string>()
  for (let draw = 0; draw < samples * 10 && queries.size < samples; draw++) {
    const { text } = texts[Math.floor(random() * texts.length)] ?? { text: '' }
    const words = text.match(/(?<![\p{L}\p{N}])[a-z]{3,12}(?![\p{L}\p{N}])/gu) ?? []
    const word = words[Math.floor(random() * words.length)]
    if (word) queries.add(word)
  }
  return [...queries]
}
