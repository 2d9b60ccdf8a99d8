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

  it('marks texts in another language', async () => {
    await givenSite('zh-CN')
    const html = await (await get('/1.html')).text()

    expect(html).toContain('<article data-post-id="1" lang="en">')
    expect(html).toContain('class="meta quiet" lang="zh-CN"')
  })
})
