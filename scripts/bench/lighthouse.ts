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
      const result = await lighthouse(site.origin + path, {
        port: chrome.port,
        logLevel: 'error',
        onlyCategories: [...categories],
      })
      if (!result) throw new Error(`Lighthouse has no result for ${path}`)
      const { lhr } = result
      const requests = (lhr.audits['network-requests']?.details as { items?: unknown[] })?.items
      rows.push({
        page,
        ...Object.fromEntries(
          categories.map((name) => [name, Math.round((lhr.categories[name]?.score ?? 0) * 100)]),
        ),
        bytes: lhr.audits['total-byte-weight']?.numericValue ?? 0,
        requests: requests?.length ?? 0,
        shift: Number((lhr.audits['cumulative-layout-shift']?.numericValue ?? 0).toFixed(4)),
      })
    }
  } finally {
    chrome.kill()
    await site.stop()
  }
  return { name: 'lighthouse', rows }
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
