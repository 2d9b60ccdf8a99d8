import { describe, expect, it } from 'vitest'
import { get, givenPost } from '../site.ts'

describe('GET /search', () => {
  it('shows a box, and what was found with its hits marked', async () => {
    const { id } = await givenPost({ title: '<i>绿茶</i>', markdown: '水温要低', category: 'tea' })

    const response = await get(`/search?q=${encodeURIComponent('"水温"')}`)
    const html = await response.text()

    expect(response.headers.get('Cache-Control')).toBe('private, no-store')
    expect(html).toMatch(/<input type="search" name="q" value="&quot;水温&quot;"/)
    expect(html).toContain('<mark>水温</mark>要低')
    expect(html).toContain(`<a href="/${id}.html">&lt;i&gt;绿茶&lt;/i&gt;</a>`)
  })

  it('lets crawlers read the box, and what is found with it as the same page', async () => {
    await givenPost({ title: '绿茶', markdown: '水温要低' })

    for (const path of ['/search', '/search?q=绿茶', '/search?q=绿茶&page=1']) {
      const html = await (await get(path)).text()
      expect(html, path).not.toContain('noindex')
      expect(html, path).toContain('<link rel="canonical" href="https://blog.example/search"/>')
    }
    expect(await (await get('/robots.txt')).text()).not.toContain('/search')
  })

  it('keeps out of search engines what nothing is found for', async () => {
    await givenPost({ title: '绿茶', markdown: '水温要低' })

    for (const query of ['免费彩票', '绿茶 免费彩票', '!!!', '-绿茶']) {
      const html = await (await get(`/search?q=${query}`)).text()
      expect(html, query).toContain('<meta name="robots" content="noindex"/>')
      expect(html, query).not.toContain('rel="canonical"')
    }
  })

  it('never comes from a cache', async () => {
    await get('/search?q=first')
    await givenPost({ title: 'second' })

    expect(await (await get('/search?q=second')).text()).toContain('<mark>second</mark>')
  })

  it('links its pages, and has none after the last', async () => {
    for (let number = 1; number <= 11; number++) await givenPost({ title: `茶 ${number}` })

    const first = await (await get('/search?q=茶')).text()

    expect(first).toContain('<a rel="next" href="/search?q=%E8%8C%B6&amp;page=2">')
    expect((await get('/search?q=茶&page=2')).status).toBe(200)
    expect((await get('/search?q=茶&page=3')).status).toBe(404)
    expect((await get('/search')).status).toBe(200)
  })
})
