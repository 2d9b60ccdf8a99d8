import { env } from 'cloudflare:workers'
import type { PageKind } from '../../src/cache/policy.ts'
import { origin } from '../site.ts'
import { pass } from './clock.ts'

/** How a test talks to the site: through an edge cache of some kind, and past it. */
export interface Site {
  get: (path: string) => Promise<Response>
  /** A fresh render, past every cache. */
  getFresh: (path: string) => Promise<Response>
  admin: (method: string, path: string, body?: unknown) => Promise<Response>
  send: (request: Request) => Promise<Response>
}

const nextYear = new Date().getUTCFullYear() + 1

/** Public addresses of the site below, by kind, and some where something may appear. */
export const pages: Partial<Record<PageKind, string[]>> = {
  article: ['/1.html', '/2.html', '/3.html', '/4.html', '/5.html'],
  markdown: ['/1.md', '/5.md'],
  home: ['/', '/page/2/'],
  category: ['/category/news/', '/category/deep/', '/category/renamed/'],
  tag: ['/tag/tea/', '/tag/new/', '/tag/renamed/'],
  author: ['/author/inkstone/', '/author/renamed/'],
  archive: ['/archive/', '/archive/2026/', '/archive/2026/01/', '/archive/2026/02/'],
  feed: [
    ...['/feed.xml', '/category/news/feed.xml', '/tag/tea/feed.xml', '/tag/new/feed.xml'],
    ...['/atom.xml', '/feed.json', '/tag/tea/atom.xml', '/category/renamed/feed.json'],
  ],
  sitemap: ['/sitemap.xml', '/sitemap-1.xml', '/llms.txt'],
  robots: ['/robots.txt', '/opensearch.xml'],
  redirect: ['/first', '/renamed', '/4', '/2026/01/first/', '/comments/1/'],
  comments: ['/comments/1/waiting/', '/comments/1/reply/1/', '/comments/1/reply/2/'],
  notFound: [
    '/nothing',
    '/page/3/',
    '/archive/2025/',
    '/archive/2025/06/',
    `/archive/${nextYear}/`,
  ],
  related: ['/api/posts/1/related', '/api/posts/2/related'],
  live: ['/api/posts/1/live', '/api/posts/2/live'],
}
export const paths = Object.values(pages).flat()

export async function visitAll({ get }: Site) {
  for (const path of paths) await (await get(path)).text()
}

async function create({ admin }: Site, fields: Record<string, unknown>) {
  const post = { title: 'A post', markdown: 'Some text.', status: 'published', ...fields }
  const response = await admin('POST', '/posts', post)
  if (response.status !== 201) throw new Error(await response.text())
}

let lastSender = 0

/** Sends a comment from an address of the sender's own. */
async function comment({ send }: Site, fields: Record<string, unknown>) {
  const sender = ++lastSender
  const headers = {
    'Content-Type': 'application/json',
    'CF-Connecting-IP': `10.0.${sender >> 8}.${sender & 255}`,
  }
  const body = JSON.stringify(fields)
  await send(new Request(`${origin}/api/posts/1/comments`, { method: 'POST', headers, body }))
}

/** Runs the scheduled jobs until nothing is left to index. */
export async function settle({ admin }: Site) {
  for (let run = 0; run < 50; run++) {
    const reports = await (await admin('POST', '/jobs/tick')).json<{
      related: { remaining: number }
    }>()
    if (reports.related.remaining === 0) return
  }
  throw new Error('The index did not settle')
}

/** What each post on tea says besides. */
const besides: Record<string, string> = {
  一: '炒锅里翻动的手势，老茶农说要像抚摸猫的背；火候全凭耳朵，听叶子噼啪作响。',
  二: '井边打来的、山里流出的、龙头放出的，味道差得很远，软硬、酸碱、矿物各有脾气。',
  三: '玻璃杯看叶子起落，盖碗闻香气，紫砂留住余热；收藏家只看落款，从不真泡。',
  四: '谷雨采下的芽便宜一些，喝起来倒更浓，商贩吆喝着论斤称给邻居。',
  五: '夏天放进冰箱过夜，只要一只瓶子和一点耐心，清晨倒出来像一杯淡绿色的月光。',
  六: '陈放三年以后，谁也不再叫它新茶，药铺却肯出高价收去配方。',
  改: '改过的这一篇讲的是运输：竹篓、马帮与驿站，翻过垭口才看得见集市的炊烟。',
}
const tea = (text: string) => `绿茶的杀青与水温。${besides[text]}`

/** Four posts in two categories, three of them about one thing, and three comments. */
export async function givenSite(site: Site) {
  await env.DB.exec('INSERT INTO post_views (post_id, views) VALUES (1, 5), (2, 50)')
  await site.admin('PATCH', '/settings', { postsPerPage: 3 })
  for (const fields of [
    {
      title: '第一篇茶',
      slug: 'first',
      markdown: tea('一'),
      category: 'news',
      tags: ['tea'],
      publishedAt: '2026-01-01T00:00:00Z',
    },
    {
      title: '第二篇茶',
      markdown: tea('二'),
      category: 'deep',
      tags: ['tea'],
      publishedAt: '2026-01-15T00:00:00Z',
    },
    {
      title: '第三篇',
      markdown: tea('三'),
      category: 'deep',
      publishedAt: '2026-02-01T00:00:00Z',
    },
    { title: '第四篇', markdown: '别的事', publishedAt: '2026-02-02T00:00:00Z' },
  ]) {
    await create(site, fields)
  }
  for (const body of ['好', '很好', '多谢']) await comment(site, { name: '甲', body })
  await site.admin('PATCH', '/comments/1', { status: 'approved' })
  await settle(site)
}

/** Every kind of write that editors and cron make, in every way that matters to readers. */
export const scenarios: Record<string, (site: Site) => Promise<unknown>> = {
  'a post is created': (site) =>
    create(site, { title: '新', markdown: tea('四'), tags: ['new'], category: 'news' }),
  'a draft is created': (site) => create(site, { status: 'draft' }),
  'a draft with a new tag is created': (site) => create(site, { status: 'draft', tags: ['new'] }),
  'a post is created with an old date': (site) =>
    create(site, { slug: 'renamed', publishedAt: '2025-06-10T00:00:00Z' }),
  'a slug that another post had is given again': async (site) => {
    await site.admin('PATCH', '/posts/1', { slug: 'renamed' })
    await visitAll(site)
    await create(site, { slug: 'first', title: '又一个' })
  },
  'three posts are created': async (site) => {
    for (let number = 0; number < 3; number++) await create(site, { title: `新 ${number}` })
  },
  'a text is changed': ({ admin }) =>
    admin('PATCH', '/posts/1', { markdown: tea('改'), excerpt: null }),
  'the end of a long text is changed': async (site) => {
    const long = '茶水。'.repeat(200)
    await site.admin('PATCH', '/posts/2', { markdown: `${long}一` })
    await visitAll(site)
    await site.admin('PATCH', '/posts/2', { markdown: `${long}二` })
  },
  'a title is changed': ({ admin }) => admin('PATCH', '/posts/1', { title: '改过的标题' }),
  'a cover is given': ({ admin }) => admin('PATCH', '/posts/2', { cover: '/media/a.png' }),
  'a slug is changed': ({ admin }) => admin('PATCH', '/posts/1', { slug: 'renamed' }),
  'a category is changed': ({ admin }) => admin('PATCH', '/posts/1', { category: 'renamed' }),
  'tags are changed': ({ admin }) => admin('PATCH', '/posts/1', { tags: ['new'] }),
  'the author is changed': ({ admin }) => admin('PATCH', '/posts/1', { author: 'renamed' }),
  'a date is changed': ({ admin }) =>
    admin('PATCH', '/posts/1', { publishedAt: '2026-02-20T00:00:00Z' }),
  'a post is pinned': ({ admin }) => admin('PATCH', '/posts/1', { pinned: true }),
  'a post is unpublished': ({ admin }) => admin('PATCH', '/posts/2', { status: 'draft' }),
  'a post is scheduled': (site) => create(site, { publishedAt: '2999-01-01T00:00:00Z' }),
  'a post is trashed': ({ admin }) => admin('DELETE', '/posts/1'),
  'a post is removed for good': async (site) => {
    await site.admin('DELETE', '/posts/3')
    await visitAll(site)
    await site.admin('DELETE', '/posts/3?permanent=true')
  },
  'a post is trashed and restored': async (site) => {
    await site.admin('DELETE', '/posts/3')
    await visitAll(site)
    await site.admin('POST', '/posts/3/restore')
  },
  'a revision is restored': async (site) => {
    await site.admin('PATCH', '/posts/2', { title: 'x', markdown: 'y' })
    await visitAll(site)
    await site.admin('POST', '/posts/2/revisions/1/restore')
  },
  'a category is renamed': ({ admin }) =>
    admin('PATCH', '/categories/1', { name: '改名', slug: 'renamed' }),
  'a category is moved': ({ admin }) => admin('PATCH', '/categories/2', { parentId: 1 }),
  'a category is removed': ({ admin }) => admin('DELETE', '/categories/2'),
  'a category is added': ({ admin }) => admin('POST', '/categories', { name: 'renamed' }),
  'a tag is renamed': ({ admin }) => admin('PATCH', '/tags/1', { name: '改名', slug: 'renamed' }),
  'a tag is removed': ({ admin }) => admin('DELETE', '/tags/1'),
  'a tag is added': ({ admin }) => admin('POST', '/tags', { name: 'renamed' }),
  'an author is renamed': ({ admin }) =>
    admin('PATCH', '/authors/1', { name: '改名', slug: 'renamed' }),
  'an author is removed': ({ admin }) => admin('DELETE', '/authors/1'),
  'an author is added': ({ admin }) => admin('POST', '/authors', { name: 'renamed' }),
  'a category is renamed twice': async (site) => {
    await site.admin('PATCH', '/categories/1', { slug: 'renamed' })
    await visitAll(site)
    await site.admin('PATCH', '/categories/1', { slug: 'again' })
  },
  'a tag is renamed twice': async (site) => {
    await site.admin('PATCH', '/tags/1', { slug: 'renamed' })
    await visitAll(site)
    await site.admin('PATCH', '/tags/1', { slug: 'again' })
  },
  'an author is renamed twice': async (site) => {
    await site.admin('PATCH', '/authors/1', { slug: 'renamed' })
    await visitAll(site)
    await site.admin('PATCH', '/authors/1', { slug: 'again' })
  },
  'tags are merged': async (site) => {
    await create(site, { title: '新', tags: ['new'] })
    await visitAll(site)
    await site.admin('POST', '/tags/1/merge', { into: 2 })
  },
  'the title of the site is changed': ({ admin }) =>
    admin('PATCH', '/settings', { title: '新名字' }),
  'the address of the site is changed': ({ admin }) =>
    admin('PATCH', '/settings', { url: 'https://elsewhere.example' }),
  'the language is changed': ({ admin }) => admin('PATCH', '/settings', { language: 'en' }),
  'the time zone is changed': ({ admin }) =>
    admin('PATCH', '/settings', { timeZone: 'America/New_York' }),
  'the permalink is changed': ({ admin }) =>
    admin('PATCH', '/settings', { permalink: '/{slug}.html' }),
  'a scheduled post is due': async (site) => {
    const publishedAt = new Date(Date.now() + 60_000).toISOString()
    await create(site, { slug: 'renamed', markdown: tea('六'), tags: ['new'], publishedAt })
    await settle(site)
    await visitAll(site)
    await pass(61_000)
    await site.admin('POST', '/jobs/tick')
  },
  'a scheduled post is due, and saved before cron notes it': async (site) => {
    const publishedAt = new Date(Date.now() + 60_000).toISOString()
    await create(site, { slug: 'renamed', markdown: tea('六'), tags: ['new'], publishedAt })
    await settle(site)
    // The pages beside which it will stand are in KV.
    await site.admin('POST', '/jobs/tick')
    await visitAll(site)
    await pass(61_000)
    await site.admin('PATCH', '/posts/5', { commentsOpen: false })
  },
  'posts scheduled for the next year are due': async (site) => {
    for (const day of ['01', '02', '03']) {
      await create(site, { title: `新年 ${day}`, publishedAt: `${nextYear}-06-${day}T00:00:00Z` })
    }
    await settle(site)
    await visitAll(site)
    await pass(Date.UTC(nextYear, 6) - Date.now())
    await site.admin('POST', '/jobs/tick')
  },
  'a comment waits': (site) => comment(site, { name: '乙', body: '新来的' }),
  'a comment is approved': ({ admin }) => admin('PATCH', '/comments/2', { status: 'approved' }),
  'an approved comment is hidden': ({ admin }) => admin('PATCH', '/comments/1', { status: 'spam' }),
  'an approved comment is removed': ({ admin }) => admin('DELETE', '/comments/1'),
  'a friend link is added': ({ admin }) =>
    admin('POST', '/links', { title: '友', url: 'https://friend.example' }),
  'hot posts change places': async ({ admin }) => {
    await env.DB.exec('UPDATE post_views SET counted = -1000 WHERE post_id = 1')
    await env.DB.exec("UPDATE jobs SET cursor = '0' WHERE name = 'popularity'")
    await admin('POST', '/jobs/tick')
  },
  'a redirect is added': ({ admin }) =>
    admin('POST', '/redirects', { path: '/nothing', target: '/' }),
  'a redirect is changed': async (site) => {
    await site.admin('POST', '/redirects', { path: '/renamed', target: '/' })
    await visitAll(site)
    await site.admin('PATCH', '/redirects/1', { path: '/nothing', target: '/archive/' })
  },
  'a redirect is removed': async (site) => {
    await site.admin('POST', '/redirects', { path: '/nothing', target: '/' })
    await visitAll(site)
    await site.admin('DELETE', '/redirects/1')
  },
  'somebody may sign in': ({ admin }) =>
    admin('POST', '/people', { name: 'Inkstone', role: 'editor' }),
  'everything is purged': ({ admin }) => admin('POST', '/cache/purge', {}),
  'a related post is blocked': ({ admin }) =>
    admin('PATCH', '/posts/1', { related: { blocked: [3] } }),
  'related lists are made again': async (site) => {
    await create(site, { title: '又一篇茶', markdown: tea('五') })
    await visitAll(site)
    await settle(site)
  },
}
