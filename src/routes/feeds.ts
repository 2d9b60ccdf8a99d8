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
import { atom } from '../feeds/atom.ts'
import { jsonFeed } from '../feeds/json-feed.ts'
import { rss } from '../feeds/rss.ts'
import { viewOf } from '../renderer.ts'
import { categoryPath, homePath, tagPath } from '../urls.ts'
import { answerNotFound } from './not-found.ts'

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
      title: site.settings.title,
      tags: [],
    })
  })
  for (const kind of ['category', 'tag'] as const) {
    app.get(`/${kind}/:slug/${format}`, (c) => answerTermFeed(c, kind, c.req.param('slug'), format))
  }
}

const terms = {
  category: { table: 'categories', list: categoryList, path: categoryPath, tag: categoryTag },
  tag: { table: 'tags', list: tagList, path: tagPath, tag: tagTag },
} as const

async function answerTermFeed(
  c: Context<AppEnv>,
  kind: keyof typeof terms,
  slug: string,
  format: Format,
) {
  const { db } = c.var
  const { table, list, path, tag } = terms[kind]
  const [sites, named] = await db.batch([siteRow(db), namedRow(db, table, slug.normalize('NFC'))])
  const site = siteFrom(sites)
  const term = named[0]
  if (!term) return answerNotFound(c, site)
  return answerFeed(c, site, format, {
    list: list(term.id),
    pagePath: path(term.slug),
    title: `${term.name} - ${site.settings.title}`,
    tags: [tag(term.id)],
  })
}

/** Which feed is wanted. */
interface Wanted {
  list: ListName
  pagePath: string
  title: string
  tags: CacheTag[]
}

async function answerFeed(
  c: Context<AppEnv>,
  site: Site,
  format: Format,
  { list, pagePath, title, tags }: Wanted,
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
  return c.body(write(viewOf(c.env, site), { path: pagePath + format, pagePath, title, posts }))
}

export default app
