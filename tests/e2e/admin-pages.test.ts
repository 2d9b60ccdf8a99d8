import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DeskInBrowser, type Post, pasteImages, save, startDesk } from './desk.ts'

let desk: DeskInBrowser
let post: Post
let comments = 1

beforeAll(async () => {
  desk = await startDesk()
  post = await furnish()
}, 120_000)

afterAll(() => desk?.stop())

/** Gives the site something of everything, and answers the post that most of it belongs to. */
async function furnish(): Promise<Post> {
  const other = await desk.givenPost({ title: 'Another', category: 'Wine', tags: ['red'] })
  const fields = { title: '明前茶', category: 'Tea', tags: ['green', '绿茶'], pinned: true }
  const made = await desk.givenPost({ ...fields, markdown: '## 水温\n\n第一锅茶。' })
  const change = { title: 'Tea', tags: ['green'], markdown: '## 火候\n\n第二锅茶。' }
  await desk.api('PATCH', `/posts/${made.id}`, {
    ...{ ...change, related: { pinned: [], blocked: [other.id] } },
  })
  await desk.givenPost({ title: 'Draft', status: 'draft' })
  await desk.givenPost({ title: 'Later', publishedAt: '2030-01-01T00:00:00Z' })
  const gone = await desk.givenPost({ title: 'Gone' })
  await desk.api('DELETE', `/posts/${gone.id}`)
  await desk.api('POST', '/drafts', { fields: { title: 'Not saved' } })

  const first = await comment(made, { name: 'One', body: 'Held.' })
  await desk.api('PATCH', `/comments/${first}`, { status: 'approved' })
  await comment(made, { name: 'Two', body: 'An answer.', parentId: first })
  const spam = await comment(made, { name: '贷款', body: '加微信 https://a.example' })
  await desk.api('PATCH', `/comments/${spam}`, { status: 'spam' })

  await desk.api('POST', '/links', { title: 'A friend', url: 'https://friend.example/' })
  await desk.api('POST', '/redirects', { path: '/old', target: '/archive/' })
  await desk.api('POST', '/people', { name: 'Editor', role: 'editor', email: 'e@example.com' })
  const person = { name: 'Author', role: 'author' }
  const { id } = await desk.api<{ id: number }>('POST', '/people', person)
  await desk.api('PATCH', `/people/${id}`, { suspended: true })
  await desk.api('POST', '/tokens', { name: 'Import', scopes: ['read'] })
  await desk.api('POST', '/jobs/tick')
  await fetch(`${desk.site.origin}/api/search?q=nowhere`)
  return made
}

async function comment(to: Post, fields: Record<string, unknown>): Promise<number> {
  const answer = await fetch(`${desk.site.origin}/api/posts/${to.id}/comments`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'CF-Connecting-IP': `10.9.0.${comments++}` },
    body: JSON.stringify({ ...fields, elapsed: 9_000 }),
  })
  return ((await answer.json()) as { id: number }).id
}

/** What is opened on a page before it is looked at, beyond the page itself. */
type State = [path: string, open?: (page: Page) => Promise<unknown>]

function states(): State[] {
  const { id } = post
  const plain = [
    ...['posts', 'posts?status=trashed', 'posts?q=nothing', 'comments', 'comments?status=spam'],
    ...['comments?status=approved', 'media', 'categories', 'tags', 'links', 'authors'],
    ...['statistics', 'status', 'settings', 'people', 'tokens', 'audit', 'account', 'nothing'],
    ...['tags/1', 'categories/1', 'authors/1', `posts/${id}/history`],
  ]
  return [
    ...plain.map((path): State => [path]),
    ['redirects', (page) => page.locator('details summary').last().click()],
    ['media', openFile],
    ['posts/new', (page) => page.locator('#title').fill('Title')],
    [`posts/${id}`, openPanel('details')],
    [`posts/${id}`, openPanel('preview')],
    [`posts/${id}`, save],
    [`posts/${id}`, openLibrary],
    ['status', (page) => page.locator('button.danger').click()],
    ['people', askForOwner],
  ]
}

function openPanel(name: string) {
  return async (page: Page) => {
    if (await page.locator(`#${name}`).isHidden()) await page.click(`#toggle-${name}`)
    await page.locator(`#${name}`).waitFor()
  }
}

async function openFile(page: Page) {
  await pasteImages(page, 'wok.png')
  await page.locator('.library a').first().click()
  await page.locator('#alt').waitFor()
}

async function openLibrary(page: Page) {
  await page.locator('[data-tool=image]').click({ modifiers: ['Shift'] })
  await page.locator('dialog .library img').first().waitFor()
}

async function askForOwner(page: Page) {
  await page.locator('td select').last().selectOption('owner')
  await page.locator('td form:has(select) button').last().click()
  await page.locator('dialog[open]').waitFor()
}

describe('every page of the desk', () => {
  it.each([
    [1440, 'light', 'en'],
    [1440, 'dark', 'zh-CN'],
    [360, 'light', 'zh-TW'],
    [360, 'dark', 'en'],
  ] as const)(
    'is accessible at %i pixels, %s, in %s',
    async (width, colorScheme, language) => {
      const context = await desk.browser.newContext({
        colorScheme,
        viewport: { width, height: 900 },
        storageState: await desk.context.storageState(),
      })
      await context.addCookies([
        { name: 'inkstone-desk-language', value: language, url: `${desk.site.origin}/admin` },
      ])
      const page = await context.newPage()
      const complaints: string[] = []
      page.on('pageerror', (error) => complaints.push(error.message))
      for (const [path, open] of states()) {
        await page.goto(`${desk.site.origin}/admin/${path}`)
        await open?.(page)
        const place = open ? `${path} (${open.name})` : path
        expect(await page.locator('html').getAttribute('lang'), place).toBe(language)
        expect(await page.locator('h1').count(), place).toBe(1)
        const overflow = await page.evaluate(
          'document.documentElement.scrollWidth > document.documentElement.clientWidth',
        )
        expect(overflow, place).toBe(false)
        // Nothing runs in the frame of the preview, axe neither; the page in it is the readers’ own.
        const { violations } = await new AxeBuilder({ page }).exclude('iframe').analyze()
        expect(
          violations.map(({ id, nodes }) => `${place} ${id}: ${nodes[0]?.html}`),
          place,
        ).toEqual([])
      }
      expect(complaints).toEqual([])
      await context.close()
    },
    240_000,
  )
})

describe('what is loaded', () => {
  it('is bounded on the way to the first edit, and comes from this site alone', async () => {
    const page = await desk.context.newPage()
    const asked: string[] = []
    let bytes = 0
    page.on('response', async (response) => {
      asked.push(new URL(response.url()).origin)
      bytes += (await response.body().catch(() => Buffer.alloc(0))).length
    })
    await page.goto(`${desk.site.origin}/admin/posts/new`, { waitUntil: 'networkidle' })

    expect([...new Set(asked)]).toEqual([desk.site.origin])
    // Not compressed; a third of it goes over the wire.
    expect(bytes).toBeLessThan(460_000)
    await page.close()
  })

  it('is named by no page of readers', async () => {
    const post = await desk.givenPost()
    for (const path of ['/', new URL(post.url).pathname, '/archive/', '/nothing']) {
      expect(await (await fetch(desk.site.origin + path)).text()).not.toContain('/admin')
    }
  })
})
