// `npm run costs`: what a month costs on Cloudflare, from the counts that `npm run bench -- pages`
// measured (docs/benchmarks.json) and the prices below. Prints the table of docs/caching.md.
import { readFileSync } from 'node:fs'

/** Paid plan, USD a month; checked in November 2026 against Cloudflare's pricing pages. */
const base = 5
const prices = {
  requests: { included: 10e6, perMillion: 0.3 },
  cpuMs: { included: 30e6, perMillion: 0.02 },
  kvReads: { included: 10e6, perMillion: 0.5 },
  rowsRead: { included: 25e9, perMillion: 0.001 },
  rowsWritten: { included: 50e6, perMillion: 1 },
  objectRequests: { included: 1e6, perMillion: 0.15 },
}
type Meter = keyof typeof prices

/** Free plan, a day. CPU is limited by invocation and not by day. */
const freeADay: Partial<Record<Meter, number>> = {
  requests: 100_000,
  kvReads: 100_000,
  rowsRead: 5_000_000,
  rowsWritten: 100_000,
  objectRequests: 100_000,
}

/** Shares that depend on readers and not on us: assumed, and said to be. */
const traffic = [
  { views: 10_000, pagesFromEdge: 0.6, liveFromEdge: 0.1 },
  { views: 1_000_000, pagesFromEdge: 0.95, liveFromEdge: 0.6 },
  { views: 100_000_000, pagesFromEdge: 0.99, liveFromEdge: 0.95 },
]
/** Of the pages that the edge does not have, how many KV has. */
const missesFromKv = 0.8
const days = 30
const cronRunsADay = 288
/** Rows that one scheduled run reads and writes when nothing has changed. */
const cronRows = { read: 30, written: 12 }
/** Flushes a day of the view counter, and posts in each. */
const flushes = { aDay: 720, posts: 10 }

interface Row {
  page: string
  'CPU µs': number
  rows: number
}

const file = new URL('../docs/benchmarks.json', import.meta.url)
const results = JSON.parse(readFileSync(file, 'utf8')) as { name: string; rows: Row[] }[]
const measured = results.find((result) => result.name.startsWith('pages'))?.rows ?? []

function costOf(page: string): Row {
  const row = measured.find((item) => item.page === page)
  if (!row)
    throw new Error(`docs/benchmarks.json has no "${page}": run npm run bench -- pages first`)
  return row
}

function month({ views, pagesFromEdge, liveFromEdge }: (typeof traffic)[number]) {
  const misses = views * (1 - pagesFromEdge)
  const fromKv = misses * missesFromKv
  const cold = misses - fromKv
  const live = views * (1 - liveFromEdge)
  const [kvPage, coldPage, counts] = ['article from KV', 'article cold', 'live counts'].map(costOf)
  if (!kvPage || !coldPage || !counts) throw new Error('Nothing was measured')
  const crons = cronRunsADay * days
  const amounts: Record<Meter, number> = {
    // A page, its live counts and its beacon are a request each, answered by the edge or not.
    requests: views * 3 + crons,
    cpuMs:
      (fromKv * kvPage['CPU µs'] + cold * coldPage['CPU µs'] + (live + views) * counts['CPU µs']) /
      1_000,
    kvReads: fromKv,
    rowsRead:
      fromKv * kvPage.rows + cold * coldPage.rows + live * counts.rows + crons * cronRows.read,
    rowsWritten: crons * cronRows.written + Math.min(views, flushes.aDay * days * flushes.posts),
    objectRequests: live + views,
  }
  return amounts
}

function paid(amounts: Record<Meter, number>): number {
  return Object.entries(prices).reduce((sum, [meter, { included, perMillion }]) => {
    const over = Math.max(0, amounts[meter as Meter] - included)
    return sum + (over / 1e6) * perMillion
  }, base)
}

function free(amounts: Record<Meter, number>): string {
  const [tightest] = Object.entries(freeADay)
    .map(([meter, limit]) => [meter, amounts[meter as Meter] / days / limit] as const)
    .sort((a, b) => b[1] - a[1])
  if (!tightest) return ''
  const [meter, share] = tightest
  return share <= 1 ? `$0 (${meter} at ${Math.ceil(share * 100)} %)` : `does not fit: ${meter}`
}

const number = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 })
console.log(
  '| views a month | pages from the edge | requests | CPU s | KV reads | rows read | free plan | paid plan |',
)
console.log('| --- | --- | --- | --- | --- | --- | --- | --- |')
for (const row of traffic) {
  const amounts = month(row)
  const cells = [
    number.format(row.views),
    `${row.pagesFromEdge * 100} %`,
    number.format(amounts.requests),
    number.format(amounts.cpuMs / 1_000),
    number.format(amounts.kvReads),
    number.format(amounts.rowsRead),
    free(amounts),
    `$${paid(amounts).toFixed(2)}`,
  ]
  console.log(`| ${cells.join(' | ')} |`)
}
