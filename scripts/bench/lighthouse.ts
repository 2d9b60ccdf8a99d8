// Lighthouse on a phone, page by page, against the local site with the demo posts: scores, bytes and
// requests. Scores are ratios of the audit, not times of this machine.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launch } from 'chrome-launcher'
import lighthouse from 'lighthouse'
import { freePort } from '../free-port.ts'

const root = new URL('../../', import.meta.url)
const pages = {
  home: '/',
  article: '/17.html',
  category: '/category/web-craft/',
  search: '/search',
  found: '/search?q=SQLite',
  archive: '/archive/',
}
const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const
/** Performance varies with the machine: as Lighthouse advises, the median of several loads counts. */
const loads = 3

/** Scores, transferred bytes and requests of each kind of page. */
export async function run(): Promise<{ name: string; rows: Record<string, string | number>[] }> {
  const site = await startSite()
  const chromePath = [process.env.CHROMIUM, '/usr/bin/chromium'].find(
    (path) => path !== undefined && existsSync(path),
  )
  const chrome = await launch({
    ...(chromePath ? { chromePath } : {}),
    chromeFlags: ['--headless=new', '--no-sandbox', '--disable-quic'],
  })
  const rows: Record<string, string | number>[] = []
  try {
    for (const [page, path] of Object.entries(pages)) {
      // The first answer is rendered and the second cached, as nearly all are.
      await fetch(site.origin + path)
      const results: Result['lhr'][] = []
      while (results.length < loads) results.push(await load(site.origin + path, chrome.port))
      results.sort((a, b) => scoreOf(a, 'performance') - scoreOf(b, 'performance'))
      const [lowest, median] = [results[0], results[(loads - 1) / 2]]
      if (!lowest || !median) throw new Error(`${path} was not loaded`)
      const requests = (median.audits['network-requests']?.details as { items?: unknown[] })?.items
      rows.push({
        page,
        ...Object.fromEntries(categories.map((name) => [name, scoreOf(median, name)])),
        'lowest performance': scoreOf(lowest, 'performance'),
        bytes: median.audits['total-byte-weight']?.numericValue ?? 0,
        requests: requests?.length ?? 0,
        shift: Number((median.audits['cumulative-layout-shift']?.numericValue ?? 0).toFixed(4)),
      })
    }
  } finally {
    chrome.kill()
    await site.stop()
  }
  return { name: 'lighthouse', rows }
}

type Result = NonNullable<Awaited<ReturnType<typeof lighthouse>>>

/** One load. Now and then Chromium paints nothing while it is traced: that load is made again. */
async function load(url: string, port: number): Promise<Result['lhr']> {
  for (let attempt = 1; ; attempt++) {
    const result = await lighthouse(url, {
      port,
      logLevel: 'error',
      onlyCategories: [...categories],
    })
    if (result && typeof result.lhr.categories.performance?.score === 'number') return result.lhr
    const reason = result?.lhr.runtimeError?.message ?? 'performance has no score'
    if (attempt === 3) throw new Error(`Lighthouse has no result for ${url}: ${reason}`)
    console.error(`${url} is loaded again: ${reason}`)
  }
}

function scoreOf(lhr: Result['lhr'], category: (typeof categories)[number]): number {
  return Math.round((lhr.categories[category]?.score ?? 0) * 100)
}

async function startSite() {
  const port = await freePort()
  const state = mkdtempSync(join(tmpdir(), 'inkstone-bench-'))
  const env = { ...process.env, PORT: String(port), STATE_DIR: state }
  const child = spawn(process.execPath, ['scripts/start.mjs'], { cwd: root, env })
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (text) => String(text).includes('Ready on') && resolve())
    child.once('exit', () => reject(new Error('The site did not start')))
  })
  return {
    origin: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise<void>((resolve) => {
        child.once('exit', () => {
          rmSync(state, { recursive: true, force: true })
          resolve()
        })
        child.kill('SIGTERM')
      }),
  }
}
