import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { AxeBuilder } from '@axe-core/playwright'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { givenDiscussion } from './discussion.ts'
import { htmlErrors, structuredData } from './markup.ts'
import { type RunningSite, startSite } from './site.ts'

let site: RunningSite

beforeAll(async () => {
  site = await startSite()
  await givenDiscussion(site)
})

afterAll(() => site.stop())

describe('npm start', () => {
  it('says what it does in at most ten lines', () => {
    const lines = site.output.join('').trim().split('\n')

    expect(lines.at(-1)).toBe(`Ready on ${site.origin}`)
    expect(lines.length).toBeLessThanOrEqual(10)
  })

  it('shows two posts that tell one story, and related posts that are related', async () => {
    const { related } = (await (await fetch(`${site.origin}/api/posts/13/related`)).json()) as {
      related: { id: number }[]
    }

    expect(related.length).toBeGreaterThan(3)
    expect(related.map((post) => post.id)).not.toContain(13)
  })
})

/** One address of every kind of page. */
const pages = [
  ...['/', '/page/2/', '/17.html', '/14.html', '/1.html', '/category/web-craft/', '/tag/sqlite/'],
  ...['/author/inkstone/', '/archive/', '/archive/2026/08/', '/comments/17/page/2/'],
  ...['/search', `/search?q=${encodeURIComponent('缓存')}`, '/search?q=nothing-like-it'],
  ...['/comments/17/reply/1/', '/comments/17/waiting/', '/nothing-here'],
]

const looks = (['light', 'dark'] as const).flatMap((colorScheme) =>
  [360, 1440].map((width) => ({ colorScheme, width })),
)

describe.each(pages)('%s', (path) => {
  it.each(looks)('is whole in $colorScheme at $width pixels', async ({ colorScheme, width }) => {
    for (const scripts of ['run', 'off', 'not sent']) {
      const viewport = { width, height: 800 }
      const javaScriptEnabled = scripts !== 'off'
      const context = await site.browser.newContext({ javaScriptEnabled, colorScheme, viewport })
      if (scripts === 'not sent') await withholdScripts(context)
      const page = await context.newPage()
      const complaints = listen(page, path)
      const asked: string[] = []
      page.on('request', (request) => asked.push(new URL(request.url()).origin))

      await page.goto(site.origin + path, { waitUntil: 'load' })

      expect(await page.locator('h1').count()).toBe(1)
      expect([...new Set(asked)]).toEqual([site.origin])
      if (javaScriptEnabled) {
        expect(await facts(page)).toEqual({ overflow: false, shift: 0 })
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
      }
      expect(complaints).toEqual([])
      await context.close()
    }
  })

  it('fits a window of 768 pixels', async () => {
    const context = await site.browser.newContext({ viewport: { width: 768, height: 800 } })
    const page = await context.newPage()
    await page.goto(site.origin + path, { waitUntil: 'load' })

    expect(await facts(page)).toEqual({ overflow: false, shift: 0 })
    await context.close()
  })
})

/** Takes the scripts out of pages. Where scripts are off, axe cannot run either; here it can. */
async function withholdScripts(context: BrowserContext) {
  await context.route('**/*', async (route) => {
    if (route.request().resourceType() !== 'document') return route.continue()
    const response = await route.fetch()
    const html = await response.text()
    const body = html.replace(/<script\b[^>]*>.*?<\/script>/gs, '')
    return route.fulfill({ response, body })
  })
}

describe('a page that comes in slowly', () => {
  it.each(['/', '/17.html', '/category/web-craft/', `/search?q=${encodeURIComponent('缓存')}`])(
    'moves nothing as the rest of %s arrives',
    async (path) => {
      const slow = await startSlowly(site.origin + path)
      for (const width of [360, 768, 1440]) {
        const context = await site.browser.newContext({ viewport: { width, height: 800 } })
        const page = await context.newPage()

        await page.goto(slow.url, { waitUntil: 'load' })

        expect({ width, ...(await facts(page)) }).toEqual({ width, overflow: false, shift: 0 })
        await context.close()
      }
      slow.stop()
    },
  )
})

describe('markup', () => {
  it('has no errors for the Nu HTML checker, on any kind of page', async () => {
    const documents = new Map<string, string>()
    for (const path of pages) {
      documents.set(path, await (await fetch(site.origin + path)).text())
    }

    expect(htmlErrors(documents)).toEqual([])
  })

  it('tells search engines what it is', async () => {
    const types: Record<string, string[]> = {}
    for (const path of ['/', '/17.html', '/category/web-craft/', '/archive/']) {
      const data = structuredData(await (await fetch(site.origin + path)).text())
      types[path] = data.map((item) => item['@type'])
    }

    expect(types).toEqual({
      '/': ['WebSite'],
      '/17.html': ['BreadcrumbList', 'BlogPosting'],
      '/category/web-craft/': ['BreadcrumbList'],
      '/archive/': ['BreadcrumbList'],
    })
  })
})

/** Serves a page in pieces, each after a pause long enough for the one before to be painted. */
async function startSlowly(address: string): Promise<{ url: string; stop: () => void }> {
  const text = await (await fetch(address)).text()
  const server = createServer(async (_request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8')
    let sent = text.indexOf('<body')
    response.write(text.slice(0, sent))
    for (; sent < text.length; sent += 500) {
      response.write(text.slice(sent, sent + 500))
      await new Promise((resolve) => setTimeout(resolve, 40))
    }
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/`, stop: () => server.close() }
}

/** Collects errors of the console and of scripts; violations of the policy are among them. */
function listen(page: Page, path: string): string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    const expected = path === '/nothing-here' && message.text().includes('404')
    if (message.type() === 'error' && !expected) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  return complaints
}

/** Scrolls through the page; says whether it is too wide and how much moved by itself. */
function facts(page: Page): Promise<{ overflow: boolean; shift: number }> {
  return page.evaluate(`(async () => {
    const root = document.documentElement
    for (let y = 0; y < root.scrollHeight; y += 600) {
      scrollTo({ top: y, behavior: 'instant' })
      await new Promise(requestAnimationFrame)
    }
    const shift = await new Promise((resolve) => {
      new PerformanceObserver((list) => resolve(list.getEntries()
        .filter((entry) => !entry.hadRecentInput)
        .reduce((sum, entry) => sum + entry.value, 0))).observe({ type: 'layout-shift', buffered: true })
      setTimeout(() => resolve(0), 150)
    })
    return { overflow: root.scrollWidth > root.clientWidth, shift }
  })()`)
}
