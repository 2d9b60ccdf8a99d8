import { type Context, Hono } from 'hono'
import { declarePublic } from '../cache/respond.ts'
import { type CacheTag, feedTag, listTag, postTag, siteTag, summaryTag } from '../cache/tags.ts'
import { loadFeed } from '../db/feeds.ts'
import { homeList, type ListName } from '../db/lists.ts'
import { loadSite, type Site } from '../db/site.ts'
import type { AppEnv } from '../env.ts'
import { atom } from '../feeds/atom.ts'
import type { Feed } from '../feeds/feed.ts'
import { jsonFeed } from '../feeds/json-feed.ts'
import { rss } from '../feeds/rss.ts'
import { viewOf } from '../renderer.ts'
import { homePath } from '../urls.ts'
import { findNamed, forwardOr404, terms } from './terms.ts'

const app = new Hono<AppEnv>()

const formats = {
  'feed.xml': { write: rss, type: 'application/rss+xml; charset=utf-8' },
  'atom.xml': { write: atom, type: 'application/atom+xml; charset=utf-8' },
  'feed.json': { write: jsonFeed, type: 'application/feed+json; charset=utf-8' },
} as const
type Format = keyof typeof formats

for (const format of Object.keys(formats) as Format[]) {
  app.get(`/${format}`, async (c) => {
    const site = await loadSite(c.var.db)
    return answerFeed(c, site, format, {
      list: homeList,
      pagePath: homePath,
      id: homePath,
      title: site.settings.title,
      tags: [],
    })
  })
  for (const kind of ['category', 'tag'] as const) {
    app.get(`/${kind}/:slug/${format}`, (c) => answerTermFeed(c, kind, c.req.param('slug'), format))
  }
}

async function answerTermFeed(
  c: Context<AppEnv>,
  kind: 'category' | 'tag',
  slug: string,
  format: Format,
) {
  const { list, path, tag } = terms[kind]
  const { site, term } = await findNamed(c.var.db, kind, slug)
  if (!term) return forwardOr404(c, site)
  return answerFeed(c, site, format, {
    list: list(term.id),
    pagePath: path(term.slug),
    id: `/#${kind}-${term.id}`,
    title: `${term.name} - ${site.settings.title}`,
    tags: [tag(term.id)],
  })
}

/** Which feed is wanted. */
interface Wanted extends Omit<Feed, 'path' | 'posts'> {
  list: ListName
  tags: CacheTag[]
}

async function answerFeed(
  c: Context<AppEnv>,
  site: Site,
  format: Format,
  { list, tags, ...about }: Wanted,
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
  const { write, type } = formats[format]
  c.header('Content-Type', type)
  const feed = { ...about, path: about.pagePath + format, posts }
  return c.body(write(viewOf(c.env, site), feed))
}

export default app
