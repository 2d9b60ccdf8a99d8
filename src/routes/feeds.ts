import { type Context, Hono } from 'hono'
import { declarePublic } from '../cache/respond.ts'
import {
  type CacheTag,
  categoryTag,
  feedTag,
  listTag,
  postTag,
  siteTag,
  summaryTag,
  tagTag,
} from '../cache/tags.ts'
import { loadFeed } from '../db/feeds.ts'
import { categoryList, homeList, type ListName, tagList } from '../db/lists.ts'
import { loadSite, type Site, siteFrom, siteRow } from '../db/site.ts'
import { namedRow } from '../db/terms.ts'
import type { AppEnv } from '../env.ts'
import { rss } from '../feeds/rss.ts'
import { viewOf } from '../renderer.ts'
import { categoryPath, homePath, tagPath } from '../urls.ts'
import { answerNotFound } from './not-found.ts'

const app = new Hono<AppEnv>()

app.get('/feed.xml', async (c) => {
  const site = await loadSite(c.var.db)
  const feed = { path: '/feed.xml', pagePath: homePath, title: site.settings.title }
  return answerFeed(c, site, homeList, feed, [])
})

app.get('/category/:slug/feed.xml', (c) => answerTermFeed(c, 'category', c.req.param('slug')))
app.get('/tag/:slug/feed.xml', (c) => answerTermFeed(c, 'tag', c.req.param('slug')))

const terms = {
  category: { table: 'categories', list: categoryList, path: categoryPath, tag: categoryTag },
  tag: { table: 'tags', list: tagList, path: tagPath, tag: tagTag },
} as const

async function answerTermFeed(c: Context<AppEnv>, kind: keyof typeof terms, slug: string) {
  const { db } = c.var
  const { table, list, path, tag } = terms[kind]
  const [sites, named] = await db.batch([siteRow(db), namedRow(db, table, slug.normalize('NFC'))])
  const site = siteFrom(sites)
  const term = named[0]
  if (!term) return answerNotFound(c, site)
  const pagePath = path(term.slug)
  const title = `${term.name} - ${site.settings.title}`
  const feed = { path: `${pagePath}feed.xml`, pagePath, title }
  return answerFeed(c, site, list(term.id), feed, [tag(term.id)])
}

async function answerFeed(
  c: Context<AppEnv>,
  site: Site,
  list: ListName,
  feed: { path: string; pagePath: string; title: string },
  tags: CacheTag[],
) {
  const { db, now } = c.var
  const posts = await loadFeed(db, list, site.settings.feedItems, now)
  declarePublic(c, {
    kind: 'feed',
    nextDueAt: site.nextDueAt,
    tags: [
      ...[siteTag, feedTag, listTag(list), ...tags],
      ...posts.flatMap(({ id }) => [postTag(id), summaryTag(id)]),
    ],
  })
  c.header('Content-Type', 'application/rss+xml; charset=utf-8')
  return c.body(rss(viewOf(c.env, site), posts, feed))
}

export default app
