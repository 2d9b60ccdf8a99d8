import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DeskInBrowser, startDesk } from './desk.ts'

let desk: DeskInBrowser

beforeAll(async () => {
  desk = await startDesk()
})

afterAll(() => desk?.stop())

describe('every page of the desk', () => {
  const pages = [
    ...[
      'posts',
      'posts?status=draft',
      'posts/new',
      'comments',
      'media',
      'categories',
      'tags',
      'links',
    ],
    ...['authors', 'redirects', 'statistics', 'status', 'settings', 'people', 'tokens', 'audit'],
    ...['account', 'nothing'],
  ]

  it.each([
    [1440, 'light', 'en'],
    [1440, 'dark', 'zh-CN'],
    [360, 'light', 'zh-TW'],
    [360, 'dark', 'en'],
  ] as const)(
    'is accessible at %i pixels, %s, in %s',
    async (width, colorScheme, language) => {
      const post = await desk.givenPost({ category: 'Tea', tags: ['green'] })
      await desk.api('PATCH', `/posts/${post.id}`, { markdown: 'Changed words.' })
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
      const paths = [
        ...pages,
        `posts/${post.id}`,
        `posts/${post.id}/history`,
        'tags/1',
        'categories/1',
      ]
      for (const path of paths) {
        await page.goto(`${desk.site.origin}/admin/${path}`)
        expect(await page.locator('html').getAttribute('lang'), path).toBe(language)
        expect(await page.locator('h1').count(), path).toBe(1)
        const overflow = await page.evaluate(
          'document.documentElement.scrollWidth > document.documentElement.clientWidth',
        )
        expect(overflow, path).toBe(false)
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(
          violations.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html}`),
          path,
        ).toEqual([])
      }
      expect(complaints).toEqual([])
      await context.close()
    },
    120_000,
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
