import { createDb } from '../../src/db/client.ts'
import { newMeter } from '../../src/db/meter.ts'
import { searchPosts } from '../../src/db/search.ts'
import { matchOf, parseQuery } from '../../src/search/query.ts'
import { evaluationTime, type LocalSite } from '../eval/local-site.ts'
import { mean, quantile, seededRandom } from '../eval/sampling.ts'
import { indexShare } from '../eval/search.ts'
import { filledSite, inventedTexts, wordSource } from './filled-site.ts'

const sizes = [1_000, 50_000]
const wordsPerPost = 250
const queriesAsked = 200

type Row = Record<string, string | number>

/** What a query of two characters costs in SQLite, on a small site and a large one. */
export async function run(): Promise<{ name: string; rows: Row[] }> {
  const rows: Row[] = []
  for (const size of sizes) {
    const site = await filledSite(inventedTexts(size, wordsPerPost))
    try {
      const word = wordSource(seededRandom(1))
      const words = Array.from({ length: queriesAsked }, word)
      rows.push({ ...(await measure(site, size, words)), 'index / text': await indexShare(site) })
    } finally {
      await site.close()
    }
  }
  return { name: 'search', rows }
}

async function measure({ d1 }: LocalSite, posts: number, words: string[]): Promise<Row> {
  const spent = { ms: 0 }
  const meter = newMeter()
  const reader = timed(d1, spent)
  const db = createDb(reader, meter)
  const [times, keyed, rowsRead, totals]: [number[], number[], number[], number[]] = [
    [],
    [],
    [],
    [],
  ]
  for (const round of ['warm-up', 'counted']) {
    for (const typed of words) {
      const query = parseQuery(typed)
      const before = { rows: meter.rowsRead, ms: spent.ms }
      const search = { match: matchOf(query), title: matchOf(query, 'title'), typed, lists: [] }
      const found = await searchPosts(db, search, { page: 1, size: 10 }, evaluationTime)
      if (round === 'warm-up') continue
      times.push(spent.ms - before.ms)
      rowsRead.push(meter.rowsRead - before.rows)
      totals.push(found.total)
    }
  }
  for (let id = 1; id <= queriesAsked; id++) {
    const before = spent.ms
    await reader.prepare('SELECT * FROM posts WHERE id = ?').bind(id).all()
    keyed.push(spent.ms - before)
  }
  return {
    posts,
    'matches p50': quantile(totals, 0.5),
    'rows read p50': quantile(rowsRead, 0.5),
    'rows read p95': quantile(rowsRead, 0.95),
    'rows read most': quantile(rowsRead, 1),
    'SQLite ms p50': quantile(times, 0.5),
    'SQLite ms p95': quantile(times, 0.95),
    'times a key read, mean': Number((mean(times) / (mean(keyed) || 1)).toFixed(1)),
  }
}

/** A database that adds up how long SQLite took, in ms as D1 reports them. */
function timed(d1: D1Database, spent: { ms: number }): D1Database {
  const originals = new WeakMap<D1PreparedStatement, D1PreparedStatement>()
  const note = <T>(result: D1Result<T>) => {
    spent.ms += result.meta.duration
    return result
  }
  const wrap = (statement: D1PreparedStatement): D1PreparedStatement => {
    const wrapped = {
      bind: (...values: unknown[]) => wrap(statement.bind(...values)),
      all: async <T>() => note(await statement.all<T>()),
    } as D1PreparedStatement
    originals.set(wrapped, statement)
    return wrapped
  }
  return {
    prepare: (text: string) => wrap(d1.prepare(text)),
    batch: async <T>(statements: D1PreparedStatement[]) =>
      (await d1.batch<T>(statements.map((item) => originals.get(item) ?? item))).map(note),
  } as D1Database
}
