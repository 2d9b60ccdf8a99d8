import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = new URL('../../', import.meta.url)
const binary = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
  (path) => path && existsSync(path),
)

let origin = ''
let browser: Browser
let site: ReturnType<typeof spawn>
const output: string[] = []

/** Starts the site as a newcomer does, with the demo, in a place of its own. */
beforeAll(async () => {
  const port = await freePort()
  origin = `http://127.0.0.1:${port}`
  const state = mkdtempSync(join(tmpdir(), 'inkstone-'))
  const env = { ...process.env, PORT: String(port), STATE_DIR: state }
  site = spawn(process.execPath, ['scripts/start.mjs'], { cwd: root, env })
  site.stdout?.on('data', (text) => output.push(String(text)))
  site.stderr?.on('data', (text) => output.push(String(text)))
  for (let wait = 0; wait < 600 && !output.join('').includes('Ready on'); wait++) {
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  browser = await chromium.launch({
    ...(binary ? { executablePath: binary } : {}),
    args: ['--no-sandbox', '--disable-quic', '--disable-background-networking'],
  })
})

afterAll(async () => {
  await browser?.close()
  site?.kill('SIGTERM')
})

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

describe('npm start', () => {
  it('says what it does in at most ten lines', () => {
    const lines = output.join('').trim().split('\n')

    expect(lines.at(-1)).toBe(`Ready on ${origin}`)
    expect(lines.length).toBeLessThanOrEqual(10)
  })

  it('shows two posts that tell one story, and related posts that are related', async () => {
    const { related } = (await (await fetch(`${origin}/api/posts/13/related`)).json()) as {
      related: { id: number }[]
    }

    expect(related.length).toBeGreaterThan(3)
    expect(related.map((post) => post.id)).not.toContain(13)
  })
})

describe.each([
  ['on', true],
  ['off', false],
])('with JavaScript %s', (_name, javaScriptEnabled) => {
  it.each([
    '/',
    '/7.html',
    '/13.html',
    '/category/web-craft/',
    '/archive/',
    '/search?q=茶',
    '/nothing-here',
  ])('shows %s whole, accessible and without complaint', async (path) => {
    for (const [width, colorScheme] of [
      [360, 'light'],
      [1440, 'dark'],
    ] as const) {
      const context = await browser.newContext({
        javaScriptEnabled,
        colorScheme,
        viewport: { width, height: 800 },
      })
      const page = await context.newPage()
      const complaints: string[] = []
      page.on('console', (message) => {
        const expected = path === '/nothing-here' && message.text().includes('404')
        if (message.type() === 'error' && !expected) complaints.push(message.text())
      })
      page.on('pageerror', (error) => complaints.push(error.message))
      const asked: string[] = []
      page.on('request', (request) => asked.push(new URL(request.url()).origin))

      await page.goto(origin + path, { waitUntil: 'load' })

      expect(await page.locator('h1').count()).toBe(1)
      expect(complaints).toEqual([])
      expect([...new Set(asked)]).toEqual([origin])
      if (javaScriptEnabled) {
        const overflow = await page.evaluate(
          'document.documentElement.scrollWidth > document.documentElement.clientWidth',
        )
        expect(overflow).toBe(false)
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
      }
      await context.close()
    }
  })
})
