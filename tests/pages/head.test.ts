import { describe, expect, it } from 'vitest'
import { admin, get, givenPost } from '../site.ts'

const at = 'https://blog.example'

/** The properties of a page for other sites; of those that come again, the last. */
async function propertiesOf(path: string): Promise<Record<string, string>> {
  const html = await (await get(path)).text()
  const found = html.matchAll(/<meta property="([^"]*)" content="([^"]*)"/g)
  return Object.fromEntries([...found].map(([, name, content]) => [name, content]))
}

describe('the head of an article', () => {
  it('says when it changed, by whom it is and where it belongs', async () => {
    await givenPost({
      category: '随笔',
      tags: ['茶'],
      author: 'Ann',
      publishedAt: '2026-01-02T00:00:00Z',
      updatedAt: '2026-02-03T00:00:00Z',
    })

    expect(await propertiesOf('/1.html')).toMatchObject({
      'article:published_time': '2026-01-02T00:00:00.000Z',
      'article:modified_time': '2026-02-03T00:00:00.000Z',
      'article:author': `${at}/author/ann/`,
      'article:section': '随笔',
      'article:tag': '茶',
    })
  })

  it('names no section where there is none', async () => {
    await givenPost()

    expect(await propertiesOf('/1.html')).not.toHaveProperty('article:section')
  })

  it.each([
    [null, 'zh_CN'],
    ['en', 'en_US'],
    ['en-GB', 'en_GB'],
    ['zh-TW', 'zh_TW'],
    ['zh-Hant', 'zh_TW'],
    ['ja', 'ja_JP'],
    ['en-a1', 'en_a1'],
  ])('of language %s has the locale %s', async (language, locale) => {
    await givenPost({ language })

    expect(await propertiesOf('/1.html')).toHaveProperty('og:locale', locale)
  })
})

describe('the head of other pages', () => {
  it.each([
    ['en', 'en_US'],
    ['zh-TW', 'zh_TW'],
  ])('of a site in %s has the locale %s', async (language, locale) => {
    await admin('PATCH', '/settings', { language })

    expect(await propertiesOf('/')).toHaveProperty('og:locale', locale)
  })

  it('has a picture for other sites: of the first post that has one, else the drawn one', async () => {
    await givenPost({ tags: ['a'], cover: '/media/a.png', publishedAt: '2026-01-01T00:00:00Z' })
    await givenPost({ tags: ['b'], publishedAt: '2026-02-01T00:00:00Z' })

    const imageOf = async (path: string) => (await propertiesOf(path))['og:image']
    for (const path of ['/', '/tag/a/', '/archive/2026/01/']) {
      expect(await imageOf(path), path).toBe(`${at}/media/a.png`)
    }
    for (const path of ['/tag/b/', '/archive/', '/search']) {
      expect(await imageOf(path), path).toBe(`${at}/card/0-9a3324.png`)
    }
    expect((await get('/card/0-9a3324.png')).headers.get('Content-Type')).toBe('image/png')
  })

  it('leads from a month up to its year and the archive', async () => {
    await admin('PATCH', '/settings', { timeZone: 'UTC', language: 'en' })
    await givenPost({ publishedAt: '2026-01-02T00:00:00Z' })

    const html = await (await get('/archive/2026/01/')).text()

    const crumbs = /<nav class="crumbs".*?<\/nav>/s.exec(html)?.[0] ?? ''
    expect([...crumbs.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([
      ...['/', '/archive/', '/archive/2026/'],
    ])
    expect(crumbs).toContain('January 2026')
    expect(html).toContain(`"name":"2026","item":"${at}/archive/2026/"`)
  })
})
