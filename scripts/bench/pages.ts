import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { BenchResult } from '../bench.ts'
import { bundle, openSite, type Recording } from './site.ts'
import { serve, type Variant } from './workerd.ts'

const rounds = 5
const requestsPerRound = 2_000

/** Twelve hundred characters of Chinese, as the page-weight bar has it. */
const text = '砚台磨墨，水不可多。墨要浓淡相宜，笔锋才有枯有润，纸上才见得出轻重缓急。'

const searched = `/search?q=${encodeURIComponent('水温')}`

/** What each page costs: CPU against a constant page of the article's size, bytes, binding calls. */
export async function run(): Promise<BenchResult> {
  const script = bundle()
  const site = await openSite(script)
  await site.admin('/posts', {
    id: 9_000,
    title: '磨墨',
    markdown: Array.from({ length: 8 }, (_, part) => `## ${part}\n\n${text.repeat(4)}`).join(
      '\n\n',
    ),
    category: '文房',
    tags: ['墨', '砚'],
    status: 'published',
  })
  await site.tick(12)
  const article = '/9000.html'
  const pages: [name: string, path: string, recording: Recording][] = [
    ['article from KV', article, await site.record(article, 'any')],
    ['article cold', article, await site.record(article)],
    ['home cold', '/', await site.record('/')],
    ['category cold', '/category/web-craft/', await site.record('/category/web-craft/')],
    ['feed cold', '/feed.xml', await site.record('/feed.xml')],
    ['sitemap cold', '/sitemap.xml', await site.record('/sitemap.xml')],
    ['search', searched, await site.record(searched)],
    ['live counts', '/api/posts/9000/live', await site.record('/api/posts/9000/live')],
  ]
  await site.close()
  const cold = pages[1]?.[2]
  const stored = pages[0]?.[2]
  if (!cold || stored?.source !== 'kv') throw new Error('The article did not get into KV')

  const shared = { ENVIRONMENT: 'production', SITE_URL: 'https://blog.example', EDGE_CACHE: 'off' }
  const statements = { ...cold.records, ...stored.records }
  const variants: Variant[] = [
    { name: 'constant page', path: '/', text: { CONSTANT: cold.body } },
    {
      name: 'article from the edge driver',
      path: article,
      text: { ...shared, EDGE_CACHE: 'memory' },
      json: { RECORDS: { statements, pages: { article: stored.kv.value } } },
    },
    ...pages.map(([name, path, recording]) => ({
      name,
      path,
      text: shared,
      json: { RECORDS: { statements: recording.records, pages: { article: recording.kv.value } } },
    })),
  ]
  const cpu = await measured(script, variants)
  const floor = cpu.get('constant page') ?? 1
  const row = (name: string, recording: Recording | undefined) => {
    const body = recording?.body ?? cold.body
    const own = cpu.get(name) ?? 0
    return {
      page: name,
      'CPU µs': Math.round(own),
      'x constant': Number((own / floor).toFixed(2)),
      'bytes raw': Buffer.byteLength(body),
      gzip: gzipSync(body).length,
      brotli: brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).length,
      ...costOf(recording),
    }
  }
  return {
    name: `pages: CPU of bare workerd, median of ${rounds} alternating rounds of ${requestsPerRound} requests`,
    rows: [
      row('constant page', undefined),
      row('article from the edge driver', undefined),
      ...pages.map(([name, , recording]) => row(name, recording)),
    ],
  }
}

async function measured(script: string, variants: Variant[]): Promise<Map<string, number>> {
  const running = await serve(script, variants)
  const samples = new Map<string, number[]>()
  for (const variant of variants) await running.measure(variant, 1_000)
  for (let round = 0; round < rounds; round++) {
    for (const variant of variants) {
      const sample = await running.measure(variant, requestsPerRound)
      samples.set(variant.name, [...(samples.get(variant.name) ?? []), sample])
    }
  }
  running.stop()
  return new Map([...samples].map(([name, values]) => [name, median(values)]))
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}

function costOf(recording: Recording | undefined) {
  const match = /queries=(\d+),rows=(\d+).*round-trips;desc="(\d+)"/.exec(recording?.timing ?? '')
  const [statements = 0, rows = 0, trips = 0] = (match ?? []).slice(1).map(Number)
  return { 'D1 calls': trips, statements, rows, 'KV reads': recording?.kv.reads ?? 0 }
}
