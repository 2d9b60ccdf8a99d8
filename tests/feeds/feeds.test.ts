import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { parseAtomFeed, parseFeed, parseJsonFeed, parseRssFeed } from 'feedsmith'
import { describe, expect, it } from 'vitest'
import { admin, get, givenPost } from '../site.ts'

const markdown =
  '正文 & <b>粗</b>\n\n![图](/media/a.png)\n\n[这里](#s-x) [别处](https://e.example/?a=1&b=2)\n\n]]> \u{1F600}'

async function givenSite() {
  await admin('PATCH', '/settings', {
    title: '砚 & 台',
    description: '写一点 <字>',
    timeZone: 'UTC',
  })
  await givenPost({
    title: '第一篇 <标题> & "引号"',
    markdown,
    category: '随笔',
    tags: ['茶', 'C&A'],
    cover: '/media/cover.png',
    publishedAt: '2026-01-02T03:04:05Z',
  })
  await givenPost({
    title: 'Second',
    markdown: 'Text',
    language: 'en',
    tags: ['茶'],
    publishedAt: '2026-02-03T00:00:00Z',
  })
}

const places = ['/', '/category/随笔/', '/tag/茶/']

describe.each(places)('feeds below %s', (place) => {
  it('are read by a feed parser in all three formats, and say the same', async () => {
    await givenSite()
    const rss = parseRssFeed(await (await get(`${place}feed.xml`)).text())
    const atom = parseAtomFeed(await (await get(`${place}atom.xml`)).text())
    const json = parseJsonFeed(await (await get(`${place}feed.json`)).text())

    const titles = rss.items?.map((item) => item.title)
    expect(titles).toContain('第一篇 <标题> & "引号"')
    expect(atom.entries?.map((entry) => entry.title?.value)).toEqual(titles)
    expect(json.items?.map((item) => item.title)).toEqual(titles)
    const ids = rss.items?.map((item) => item.guid?.value)
    expect(atom.entries?.map((entry) => entry.id)).toEqual(ids)
    expect(json.items?.map((item) => item.id)).toEqual(ids)
    expect(json.feed_url).toBe(new URL(`${place}feed.json`, 'https://blog.example').href)
    expect(atom.links?.find((link) => link.rel === 'self')?.href).toBe(
      new URL(`${place}atom.xml`, 'https://blog.example').href,
    )
  })
})

describe('feeds', () => {
  it('carry the whole text with absolute addresses, language, image and category', async () => {
    await givenSite()

    const { items } = parseJsonFeed(await (await get('/feed.json')).text())

    const first = items?.at(-1)
    expect(first?.content_html).toContain('src="https://blog.example/media/a.png"')
    expect(first?.content_html).toContain('href="https://e.example/?a=1&amp;b=2"')
    expect(first?.content_html).not.toMatch(/(?:href|src)="[/#]/)
    expect(first?.content_html).toContain(']]')
    expect(first).toMatchObject({
      url: 'https://blog.example/1.html',
      image: 'https://blog.example/media/cover.png',
      tags: ['随笔', '茶', 'C&A'],
    })
    expect(items?.[0]).toMatchObject({ language: 'en' })
  })

  it('make addresses absolute that hold signs which HTML escapes', async () => {
    await givenPost({ title: 'x', markdown: `<a href='/a?b=<c>&d="e"'>x</a>` })

    const { items } = parseJsonFeed(await (await get('/feed.json')).text())

    expect(items?.[0]?.content_html).toContain(
      'href="https://blog.example/a?b=%3Cc%3E&amp;d=%22e%22"',
    )
  })

  it('make every address absolute, the second of an element too, and leave no anchors', async () => {
    await givenPost({
      title: 'x',
      markdown: [
        '## A > "b"',
        '<video src="/a.mp4" poster="/a.png"></video>',
        '<blockquote cite="/1.html">q</blockquote>',
        '<picture><source srcset="/a.png 1x,/b.png 2x, /c,d.png 3x, /e.png"><img src="/a.png" alt="x src="></picture>',
        '`<img src="/code.png">`',
      ].join('\n\n'),
    })

    const { items } = parseJsonFeed(await (await get('/feed.json')).text())

    const html = items?.[0]?.content_html ?? ''
    const at = 'https://blog.example'
    expect(html).toContain(`<video src="${at}/a.mp4" poster="${at}/a.png">`)
    expect(html).toContain(`<blockquote cite="${at}/1.html">`)
    expect(html).toContain(` srcset="${at}/a.png 1x,${at}/b.png 2x, ${at}/c,d.png 3x, ${at}/e.png"`)
    expect(html).toContain('alt="x src="')
    expect(html).toContain('&lt;img src="/code.png">')
    expect(html).toMatch(/<h2 id="s-a-b">A > "b"<\/h2>/)
  })

  it('show the cover in Atom as in RSS', async () => {
    await givenSite()
    const atom = parseAtomFeed(await (await get('/atom.xml')).text())
    const rss = parseRssFeed(await (await get('/feed.xml')).text())

    const cover = 'https://blog.example/media/cover.png'
    expect(atom.entries?.at(-1)?.media?.thumbnails?.[0]?.url).toBe(cover)
    expect(rss.items?.at(-1)?.media?.contents?.[0]?.url).toBe(cover)
  })

  it.each([
    ['categories', 'category', '随笔'],
    ['tags', 'tag', '茶'],
  ])(
    'of renamed %s go on at their new address, under the id they had',
    async (plural, kind, slug) => {
      await givenSite()
      const old = `/${kind}/${encodeURIComponent(slug)}/`
      const idOf = async (path: string) => parseAtomFeed(await (await get(path)).text()).id
      const id = await idOf(`${old}atom.xml`)
      await admin('PATCH', `/${plural}/1`, { slug: 'new' })

      for (const rest of ['', 'feed.xml', 'atom.xml', 'feed.json', 'page/2/']) {
        const response = await get(old + rest)
        expect(response.status, rest).toBe(301)
        expect(response.headers.get('Location')).toBe(`/${kind}/new/${rest}`)
      }
      expect(await idOf(`/${kind}/new/atom.xml`)).toBe(id)
      expect(await idOf('/atom.xml')).toBe('https://blog.example/')
      expect(id).toBe(`https://blog.example/#${kind}-1`)
    },
  )

  it('lead where a redirect says, and nowhere below a page that has none', async () => {
    const redirect = (path: string, target: string) => admin('POST', '/redirects', { path, target })
    await redirect('/tag/a/', '/1.html')
    await redirect('/tag/b/feed.xml', '/feed.xml')
    await redirect('/tag/b/', '/')

    expect((await get('/tag/a/feed.xml')).status).toBe(404)
    expect((await get('/tag/b/feed.xml')).headers.get('Location')).toBe('/feed.xml')
    expect((await get('/tag/b/page/2/')).headers.get('Location')).toBe('/page/2/')
  })

  it('keep their ids when slug and permalink change', async () => {
    await givenSite()
    const ids = async () =>
      parseFeed(await (await get('/feed.json')).text()).feed as { items: { id: string }[] }
    const before = (await ids()).items.map(({ id }) => id)

    await admin('PATCH', '/settings', { permalink: '/{year}/{slug}/' })
    await admin('PATCH', '/posts/1', { slug: 'renamed' })

    expect((await ids()).items.map(({ id }) => id)).toEqual(before)
  })

  it.each(['/feed.xml', '/atom.xml'])('%s is well-formed XML, empty too', async (path) => {
    expect(XMLValidator.validate(await (await get(path)).text())).toBe(true)
    await givenSite()
    await givenPost({ title: 'Bad \u0008\uffff signs', markdown: 'a\u0001b' })

    const text = await (await get(path)).text()

    expect(XMLValidator.validate(text)).toBe(true)
    expect(text).not.toMatch(/(?!\n)\p{Cc}|\uffff/u)
  })

  it('has in Atom what RFC 4287 demands of every feed and entry', async () => {
    await givenSite()
    const parser = new XMLParser({ ignoreAttributes: false })
    const { feed } = parser.parse(await (await get('/atom.xml')).text())

    for (const name of ['id', 'title', 'updated']) expect(feed[name]).toBeTruthy()
    for (const entry of feed.entry) {
      for (const name of ['id', 'title', 'updated', 'content', 'published']) {
        expect(entry[name], name).toBeTruthy()
      }
      expect(entry.updated).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
      expect(entry.content['@_type']).toBe('html')
    }
  })

  it('answers 404 below what is nowhere', async () => {
    expect((await get('/tag/none/atom.xml')).status).toBe(404)
    expect((await get('/category/none/feed.json')).status).toBe(404)
  })
})

describe('files for machines', () => {
  it('tells browsers how to search', async () => {
    await givenSite()
    const response = await get('/opensearch.xml')
    const text = await response.text()

    expect(response.headers.get('Content-Type')).toContain('opensearchdescription+xml')
    expect(XMLValidator.validate(text)).toBe(true)
    expect(text).toContain('template="https://blog.example/search?q={searchTerms}"')
    expect(text).toContain('<ShortName>砚 &amp; 台</ShortName>')
  })

  it('maps the site for language models', async () => {
    await givenSite()
    const text = await (await get('/llms.txt')).text()

    expect(text).toMatch(/^# 砚 & 台\n\n> 写一点 <字>\n\n## /)
    expect(text).toContain('- [Second](https://blog.example/2.md): Text')
    const named = [...text.matchAll(/\(https:\/\/blog\.example(\/\d+\.md)\)/g)]
    expect(named).toHaveLength(2)
    for (const [, path = ''] of named) expect((await get(path)).status).toBe(200)
  })

  it('keep to themselves in /{id}.md what authors note for themselves', async () => {
    const { id } = await givenPost({ markdown: 'a\n\n<!-- TODO hunter2 -->\n\n`<!-- b -->`' })

    const text = await (await get(`/${id}.md`)).text()

    expect(text).not.toContain('hunter2')
    expect(text).toContain('`<!-- b -->`')
  })
})
