import { describe, expect, it } from 'vitest'
import { comment } from '../comments.ts'
import { admin, get, givenPost } from '../site.ts'

/** Characters that only simplified Chinese has, among those an interface may use. */
const simplified = /[这还没发内评论邮请标签类归档页链间阅读热门态订网给顶订证图级闭复审谢间经]/

const paths = [
  ...['/', '/1.html', '/category/notes/', '/tag/tea/', '/author/inkstone/', '/archive/'],
  ...['/archive/2026/', '/archive/2026/02/', '/comments/1/waiting/', '/nothing'],
]

async function givenSite(language: string) {
  await admin('PATCH', '/settings', { language, timeZone: 'Asia/Tokyo', defaultAuthor: 'Inkstone' })
  for (let number = 1; number <= 3; number++) {
    await givenPost({
      title: `Post ${number}`,
      markdown: '## A\n\nx\n\n## B\n\nx\n\n## C\n\nx',
      category: 'notes',
      tags: ['tea'],
      language: 'en',
      publishedAt: '2026-01-31T16:00:00Z',
    })
  }
  const sent = await comment(1, { name: 'Ada', body: 'Hello' })
  const { id } = await sent.json<{ id: number }>()
  await admin('PATCH', `/comments/${id}`, { status: 'approved' })
}

describe('the language of the interface', () => {
  it('is English throughout, on an English site', async () => {
    await givenSite('en')
    for (const path of paths) {
      const html = await (await get(path)).text()
      expect(html, path).toContain('<html lang="en">')
      expect(html.replace(/<style>.*?<\/style>/gs, ''), path).not.toMatch(/\p{Script=Han}/u)
    }
  })

  it('has no simplified characters on a traditional Chinese site', async () => {
    await givenSite('zh-TW')
    for (const path of paths) {
      const html = await (await get(path)).text()
      const [found] = simplified.exec(html.replace(/<style>.*?<\/style>/gs, '')) ?? []
      expect(found, path).toBeUndefined()
    }
  })

  it('writes dates in the time zone of the site, and plurals right', async () => {
    await givenSite('en')
    const article = await (await get('/1.html')).text()

    expect(article).toContain('1 February 2026')
    expect(article).toContain('>1 comment</h2>')
    expect(article).toContain('<time datetime="2026-02-01T01:00:00+09:00"')
    expect(await (await get('/tag/tea/')).text()).toContain('3 posts')
    expect((await get('/archive/2026/02/')).status).toBe(200)
  })

  it('marks texts in another language, and its own words among them', async () => {
    await givenSite('zh-CN')
    await givenPost({ title: '茶', category: 'notes', publishedAt: '2026-02-02T00:00:00Z' })
    const html = async (path: string) => (await get(path)).text()
    const article = await html('/2.html')

    expect(article).toContain('<article data-post-id="2" lang="en">')
    expect(article).toContain('class="meta quiet" lang="zh-CN"')
    expect(article).toContain('<summary lang="zh-CN">目录</summary>')
    expect(article).toContain('<li lang="en"><span aria-current="page">Post 2</span></li>')
    expect(article).toContain('<span class="clamp" lang="en">Post 1</span>')
    const home = await html('/')
    expect(home).toContain('<a class="clamp" lang="en" href="/3.html">Post 3</a>')
    expect(home).toContain('<a class="clamp" href="/4.html">茶</a>')
    expect(home).toContain('评论于 <span lang="en">Post 1</span>')
    expect(home).toContain('<article class="item" lang="en">')
    expect(await html('/nothing')).toContain('<a lang="en" href="/3.html">Post 3</a>')
    expect(await html('/comments/1/waiting/')).toContain('<li lang="en"><a href="/1.html">Post 1')
  })

  it('marks nothing that is in its own', async () => {
    await givenSite('en')

    for (const path of ['/1.html', '/', '/nothing']) {
      expect((await (await get(path)).text()).match(/ lang="/g), path).toHaveLength(1)
    }
  })

  it('is the one of the site where a file is missing', async () => {
    await givenSite('en')
    const response = await get('/media/missing.png')

    expect(response.status).toBe(404)
    expect(await response.text()).toContain('<html lang="en">')
  })
})

describe('the time a text takes', () => {
  it('goes by the text, whatever language is given', async () => {
    await admin('PATCH', '/settings', { language: 'en' })
    await givenPost({ markdown: 'word '.repeat(2_300) })
    await givenPost({ markdown: '字'.repeat(2_000) })
    await givenPost({ markdown: `${'word '.repeat(460)}\n\n${'字'.repeat(800)}` })
    const minutes = async (id: number) =>
      /(\d+) min read/.exec(await (await get(`/${id}.html`)).text())?.[1]

    expect(await minutes(1)).toBe('10')
    expect(await minutes(2)).toBe('5')
    expect(await minutes(3)).toBe('4')
  })
})
