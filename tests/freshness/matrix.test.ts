import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { admin, get, getFresh, givenPost, settle } from '../site.ts'

/** Every public address of the site below, and some where something may appear. */
const pages = [
  ...['/', '/page/2/', '/1.html', '/2.html', '/3.html', '/4.html', '/5.html', '/1.md', '/5.md'],
  ...['/first', '/renamed', '/4', '/category/news/', '/category/deep/', '/category/renamed/'],
  ...['/tag/tea/', '/tag/new/', '/tag/renamed/', '/author/inkstone/', '/author/renamed/'],
  ...['/archive/', '/archive/2026/', '/archive/2026/01/', '/archive/2026/02/', '/feed.xml'],
  ...['/category/news/feed.xml', '/tag/tea/feed.xml', '/sitemap.xml', '/robots.txt'],
  ...['/api/posts/1/related', '/api/posts/2/related', '/nothing'],
]

async function givenSite() {
  await admin('PATCH', '/settings', { postsPerPage: 3 })
  const tea = (text: string) => `绿茶的杀青与水温，${text}。茶叶在锅里翻炒，水温要低。`
  await givenPost({
    title: '第一篇茶',
    slug: 'first',
    markdown: tea('一'),
    category: 'news',
    tags: ['tea'],
    publishedAt: '2026-01-01T00:00:00Z',
  })
  await givenPost({
    title: '第二篇茶',
    markdown: tea('二'),
    category: 'deep',
    tags: ['tea'],
    publishedAt: '2026-01-15T00:00:00Z',
  })
  await givenPost({
    title: '第三篇',
    markdown: tea('三'),
    category: 'deep',
    publishedAt: '2026-02-01T00:00:00Z',
  })
  await givenPost({ title: '第四篇', markdown: '别的事', publishedAt: '2026-02-02T00:00:00Z' })
  await settle()
}

const writes: Record<string, () => Promise<unknown>> = {
  'a post is created': () =>
    givenPost({ title: '新', markdown: '绿茶的水温', tags: ['new'], category: 'news' }),
  'a draft is created': () => givenPost({ status: 'draft' }),
  'a post is created with an old date': () => givenPost({ publishedAt: '2026-01-10T00:00:00Z' }),
  'a text is changed': () => admin('PATCH', '/posts/2', { markdown: '改过的正文' }),
  'a title is changed': () => admin('PATCH', '/posts/2', { title: '改过的标题' }),
  'a slug is changed': () => admin('PATCH', '/posts/1', { slug: 'renamed' }),
  'a category is changed': () => admin('PATCH', '/posts/1', { category: 'renamed' }),
  'tags are changed': () => admin('PATCH', '/posts/1', { tags: ['new'] }),
  'a date is changed': () => admin('PATCH', '/posts/1', { publishedAt: '2026-02-20T00:00:00Z' }),
  'related posts are pinned and blocked': () =>
    admin('PATCH', '/posts/1', { related: { pinned: [4], blocked: [2] } }),
  'a post is pinned': () => admin('PATCH', '/posts/1', { pinned: true }),
  'a post is unpublished': () => admin('PATCH', '/posts/2', { status: 'draft' }),
  'a post is scheduled': () => givenPost({ publishedAt: '2999-01-01T00:00:00Z' }),
  'a post is trashed': () => admin('DELETE', '/posts/3'),
  'a post is trashed and restored': async () => {
    await admin('DELETE', '/posts/3')
    await visitAll()
    await admin('POST', '/posts/3/restore')
  },
  'a revision is restored': async () => {
    await admin('PATCH', '/posts/2', { title: 'x', markdown: 'y' })
    await visitAll()
    await admin('POST', '/posts/2/revisions/1/restore')
  },
  'a category is renamed': () => admin('PATCH', '/categories/1', { name: '改名', slug: 'renamed' }),
  'a category is moved': () => admin('PATCH', '/categories/2', { parentId: 1 }),
  'a category is removed': () => admin('DELETE', '/categories/2'),
  'a category is added': () => admin('POST', '/categories', { name: 'renamed' }),
  'a tag is renamed': () => admin('PATCH', '/tags/1', { name: '改名', slug: 'renamed' }),
  'a tag is removed': () => admin('DELETE', '/tags/1'),
  'an author is renamed': () => admin('PATCH', '/authors/1', { name: '改名', slug: 'renamed' }),
  'the title of the site is changed': () => admin('PATCH', '/settings', { title: '新名字' }),
  'the language is changed': () => admin('PATCH', '/settings', { language: 'en' }),
  'the time zone is changed': () => admin('PATCH', '/settings', { timeZone: 'America/New_York' }),
  'the permalink is changed': () => admin('PATCH', '/settings', { permalink: '/{slug}/' }),
  'related lists are made again': async () => {
    await givenPost({ title: '又一篇茶', markdown: '绿茶的杀青与水温，茶叶在锅里翻炒，水温要低。' })
    await visitAll()
    await settle()
  },
}

async function visitAll() {
  for (const page of pages) await get(page)
}

describe('after every kind of write, every page equals a fresh render', () => {
  it.each(Object.entries(writes))('when %s', async (_name, write) => {
    await givenSite()
    await visitAll()

    await write()

    for (const page of pages) {
      const [cached, fresh] = [await get(page), await getFresh(page)]
      expect(cached.status, page).toBe(fresh.status)
      expect(cached.headers.get('Location'), page).toBe(fresh.headers.get('Location'))
      expect(await cached.text(), page).toBe(await fresh.text())
      expect(cached.headers.get('ETag'), page).toBe(fresh.headers.get('ETag'))
    }
    const left = await env.DB.prepare('SELECT count(*) AS n FROM outbox').first<{ n: number }>()
    expect(left?.n).toBe(0)
  })
})

describe('a scheduled post', () => {
  it('is seen from its time on, though cron has not run', async () => {
    await givenSite()
    await givenPost({ title: 'Due now', publishedAt: new Date(Date.now() + 1_500).toISOString() })
    await visitAll()
    expect((await get('/5.html')).status).toBe(404)

    await new Promise((resolve) => setTimeout(resolve, 1_700))

    expect((await get('/5.html')).status).toBe(200)
    expect(await (await get('/')).text()).toContain('Due now')
    expect(await (await get('/4.html')).text()).toContain('Due now')
  })
})
