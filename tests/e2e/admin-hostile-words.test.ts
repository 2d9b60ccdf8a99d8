import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hostileNames, hostileTexts } from '../hostile.ts'
import { type DeskInBrowser, type Post, startDesk } from './desk.ts'
import { ownerToken } from './local-site.ts'
import { faultsOf, watch } from './watch.ts'

let desk: DeskInBrowser
let context: BrowserContext
let page: Page
let complaints: string[]

beforeAll(async () => {
  desk = await startDesk()
})

afterAll(() => desk?.stop())

beforeEach(async () => {
  await context?.close()
  context = await desk.browser.newContext({ storageState: await desk.context.storageState() })
  complaints = await watch(context, desk.site.origin)
  page = await context.newPage()
})

/** Sends what may be refused. */
function send(method: string, path: string, body: unknown): Promise<Response> {
  return fetch(`${desk.site.origin}/api/admin${path}`, {
    method,
    headers: { Authorization: `Bearer ${ownerToken()}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
}

async function open(paths: string[]) {
  for (const path of paths) {
    await page.goto(desk.site.origin + path)
    expect(await faultsOf(page), path).toEqual([])
  }
}

/** Each trick once, and whatever breaks the structure of a page. */
const tricks = hostileTexts.filter((text) => !/alert\(1\)|document\.cookie/.test(text))
/** What nests deeper than any text of a person's is refused. */
const isEndless = (text: string) => /^(<\w+>|> )\1{200}/.test(text)
const texts = tricks.filter((text) => !isEndless(text))

describe('a hostile text of an editor or an import', () => {
  it('runs nothing on the page of readers, and leaves the rest of it whole', async () => {
    expect(texts.length).toBeGreaterThan(130)
    for (const markdown of texts) {
      const response = await send('POST', '/posts?purge=later', {
        title: 'x',
        markdown,
        status: 'published',
      })
      const post = (await response.json()) as Post
      expect(response.status, markdown).toBe(201)
      await open([new URL(post.url).pathname])
      expect(await page.evaluate(whole), markdown.slice(0, 200)).toEqual({
        headings: 1,
        after: true,
        footer: 'BODY',
      })
    }
    expect(complaints).toEqual([])
  }, 240_000)

  it('is refused where it nests without end', async () => {
    const endless = tricks.filter(isEndless)
    expect(endless.length).toBeGreaterThan(0)
    for (const markdown of endless) {
      const response = await send('POST', '/posts', { title: 'x', markdown })
      expect(response.status, markdown.slice(0, 80)).toBe(422)
      expect(await response.text()).toContain('levels deep')
    }
  })

  it('runs nothing at the desk: in the editor, its preview, its history', async () => {
    const markdown = texts.join('\n\n')
    const post = await desk.givenPost({ title: hostileNames.join(' ').slice(0, 480), markdown })
    await desk.api('PATCH', `/posts/${post.id}`, {
      title: `${post.title}!`,
      markdown: `${markdown}!`,
    })

    await page.goto(`${desk.site.origin}/admin/posts/${post.id}`)
    await page.locator('#toggle-preview').click()
    await page
      .frameLocator('#preview iframe')
      .locator('.body *')
      .first()
      .waitFor({ state: 'attached' })
    expect(await faultsOf(page)).toEqual([])
    await open([`/admin/posts/${post.id}/history`, '/admin/posts', '/admin/audit'])

    expect(complaints).toEqual([])
  })

  const whole = `({
    headings: document.querySelectorAll('h1').length,
    after: document.querySelector('article[data-post-id]')?.nextElementSibling !== null,
    footer: document.querySelector('footer.foot').parentElement.tagName,
  })`
})

describe('a hostile name', () => {
  it('is only a name: of a post, a category, a tag, an author, a link', async () => {
    for (const [index, name] of hostileNames.entries()) {
      const names = { category: `${name} c`, tags: [`${name} t`], author: `${name} a` }
      const fields = { title: name, excerpt: name, markdown: 'x', status: 'published', ...names }
      const response = await send('POST', '/posts', fields)
      // A name without a letter in it makes no address; it is refused, not mended.
      expect([201, 422], name).toContain(response.status)
      const link = { title: name, url: `https://e.example/${index}`, description: name }
      expect([201, 422], name).toContain((await send('POST', '/links', link)).status)
      if (response.status !== 201) continue
      const post = (await response.json()) as Post
      await open([new URL(post.url).pathname, `/admin/posts/${post.id}`])
    }
    await open(['/', '/archive/', `/search?q=${encodeURIComponent('<script>alert(1)</script>')}`])
    for (const room of [
      'posts',
      'categories',
      'tags',
      'authors',
      'links',
      'people',
      'statistics',
    ]) {
      await open([`/admin/${room}`])
    }
    const { items } = await desk.api<{ items: { slug: string }[] }>('GET', '/categories')
    for (const { slug } of items) await open([`/category/${encodeURIComponent(slug)}/`])
    expect(complaints).toEqual([])
  }, 120_000)
})

describe('a hostile slug', () => {
  it.each([
    '../x',
    '..%2fx',
    '"><script>',
    "a'b",
    'a b',
    'javascript:alert(1)',
    'a/b',
    '\u202ea',
    'a\u0000b',
    'x'.repeat(121),
    '.',
    '?a=b',
    '#a',
  ])('is refused: %s', async (slug) => {
    const response = await send('POST', '/posts', { title: 'x', markdown: 'x', slug })
    expect(response.status).toBe(422)
    expect(((await response.json()) as { errors: { path: string }[] }).errors[0]?.path).toBe('slug')
  })
})

describe('hostile settings', () => {
  const breakers = [
    '</script><script>window.pwned=1</script>',
    '</title><svg onload=window.pwned=1>',
    '</style><img src=x onerror=window.pwned=1>',
    '"><script>window.pwned=1</script>',
    '<!--<script>',
    ']]><script>window.pwned=1</script>',
  ]

  it.each([
    ['accent', '#000}</style><script>alert(1)</script>'],
    ['accent', 'red'],
    ['accent', '#12345'],
    ['permalink', '/{slug}"><script>alert(1)</script>'],
    ['permalink', '/javascript:{slug}'],
    ['permalink', '//evil.example/{slug}'],
    ['permalink', '/admin/{slug}'],
    ['permalink', '/../{slug}'],
    ['permalink', '/x/./{slug}'],
    ['licenceUrl', 'javascript:alert(1)'],
    ['licenceUrl', 'data:text/html,<script>alert(1)</script>'],
    ['url', 'javascript:alert(1)'],
    ['turnstileKey', '"><script>'],
    ['commentNotice', 'a@b.example\nBcc: c@d.example'],
    ['language', '"><script>'],
    ['timeZone', '"><script>'],
  ])('are refused: %s %s', async (name, value) => {
    const before = await desk.api<Record<string, unknown>>('GET', '/settings')

    const response = await send('PATCH', '/settings', { [name]: value })

    expect(response.status).toBe(422)
    expect(await desk.api('GET', '/settings')).toEqual(before)
  })

  it('are only words, on every page of readers and of the desk', async () => {
    const post = await desk.givenPost({ category: 'Tea', tags: ['green'] })
    for (const words of breakers) {
      const response = await send('PATCH', '/settings', {
        title: words,
        description: words,
        copyright: words,
        licence: words.slice(0, 80),
        footer: words,
        defaultAuthor: words.slice(0, 80),
        blockedWords: [words.slice(0, 60)],
      })
      expect(response.status).toBe(200)
      await open([
        ...[
          '/',
          new URL(post.url).pathname,
          '/category/tea/',
          '/archive/',
          '/search?q=x',
          '/nothing',
        ],
        ...['/admin/posts', '/admin/settings', '/admin/account', `/admin/posts/${post.id}`],
        '/admin/sign-in',
      ])
      for (const path of [
        '/feed.xml',
        '/atom.xml',
        '/sitemap.xml',
        '/opensearch.xml',
        '/llms.txt',
      ]) {
        const answer = await fetch(desk.site.origin + path)
        expect(answer.headers.get('Content-Type'), path).not.toContain('html')
        expect(answer.headers.get('X-Content-Type-Options'), path).toBe('nosniff')
      }
    }
    expect(complaints).toEqual([])
  }, 120_000)
})
