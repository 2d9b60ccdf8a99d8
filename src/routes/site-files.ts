import { type Context, Hono } from 'hono'
import { declarePublic } from '../cache/respond.ts'
import { listTag, postTag, sitemapTag, siteTag, summaryTag } from '../cache/tags.ts'
import { withoutComments } from '../content/without-comments.ts'
import { findMarkdown } from '../db/articles.ts'
import { type SitemapList, sitemapLists, sitemapOf, sitemapRow } from '../db/feeds.ts'
import { homeList, listPageOf, listPageRow } from '../db/lists.ts'
import { loadSite, siteFrom, siteRow } from '../db/site.ts'
import type { AppEnv } from '../env.ts'
import { llmsText } from '../feeds/llms.ts'
import { openSearch } from '../feeds/opensearch.ts'
import { type SitemapPage, sitemap, sitemapIndex } from '../feeds/sitemap.ts'
import { viewOf } from '../renderer.ts'
import {
  absolute,
  archivePath,
  authorPath,
  categoryPath,
  homePath,
  postPath,
  tagPath,
} from '../urls.ts'
import { answerNotFound } from './not-found.ts'

const app = new Hono<AppEnv>()

app.get('/robots.txt', async (c) => {
  const site = await loadSite(c.var.db)
  declarePublic(c, { kind: 'robots', tags: [siteTag], nextDueAt: null })
  const map = absolute(viewOf(c.env, site).origin, '/sitemap.xml')
  return c.text(
    `User-agent: *\nDisallow: /admin\nDisallow: /api/\nDisallow: /comments/*/reply/\n\nSitemap: ${map}\n`,
  )
})

app.get('/opensearch.xml', async (c) => {
  const site = await loadSite(c.var.db)
  declarePublic(c, { kind: 'robots', tags: [siteTag], nextDueAt: null })
  c.header('Content-Type', 'application/opensearchdescription+xml; charset=utf-8')
  return c.body(openSearch(viewOf(c.env, site)))
})

/** How many posts the map for language models names. */
const postsForModels = 50

app.get('/llms.txt', async (c) => {
  const { db, now } = c.var
  const [sites, rows] = await db.batch([
    siteRow(db),
    listPageRow(db, { list: homeList, page: 1, size: postsForModels }, now),
  ])
  const site = siteFrom(sites)
  const { posts } = listPageOf(rows)
  const tags = [siteTag, sitemapTag, listTag(homeList), ...posts.map(({ id }) => summaryTag(id))]
  declarePublic(c, { kind: 'sitemap', tags, nextDueAt: site.nextDueAt })
  return c.text(llmsText(viewOf(c.env, site), posts))
})

app.get('/sitemap.xml', (c) => answerSitemap(c))

app.get('/:file{sitemap-[1-9]\\d{0,5}\\.xml}', (c) =>
  answerSitemap(c, Number(/\d+/.exec(c.req.param('file'))?.[0])),
)

/** The sitemap, or, where posts or terms need more than one part, its index and its parts. */
async function answerSitemap(c: Context<AppEnv>, part?: number) {
  const { db, now } = c.var
  const [sites, rows, terms] = await db.batch([
    siteRow(db),
    sitemapRow(db, part, now),
    sitemapLists(db, part ?? 1, now),
  ])
  const site = siteFrom(sites)
  const { parts, posts, lists } = sitemapOf(rows, terms)
  const tags = [siteTag, sitemapTag]
  if (part !== undefined && part > parts) {
    return answerNotFound(c, site, { tags: [listTag(homeList), ...tags] })
  }
  declarePublic(c, { kind: 'sitemap', tags, nextDueAt: site.nextDueAt })
  c.header('Content-Type', 'application/xml; charset=utf-8')
  const view = viewOf(c.env, site)
  if (part === undefined && parts > 1) return c.body(sitemapIndex(view.origin, parts))
  const changed = posts[0]?.publishedAt ?? 0
  const first = [homePath, archivePath()].map((path) => ({ path, changed }))
  return c.body(sitemap(view, [...((part ?? 1) === 1 ? first : []), ...lists.map(pageOf)], posts))
}

function pageOf({ list, slug, newest }: SitemapList): SitemapPage {
  const [year, month] = list.slice(1).split('-').map(Number)
  const path =
    slug === null ? archivePath(year, month) : pathOf[list[0] as keyof typeof pathOf](slug)
  return { path, changed: newest }
}

const pathOf = { c: categoryPath, t: tagPath, a: authorPath }

app.get('/:file{[1-9]\\d{0,14}\\.md}', async (c) => {
  const { db, now } = c.var
  const id = Number.parseInt(c.req.param('file'), 10)
  const { site, post } = await findMarkdown(db, id, now)
  if (!post) return answerNotFound(c, site)
  const { settings, origin } = viewOf(c.env, site)
  const address = absolute(origin, postPath({ id, ...post }, settings))
  declarePublic(c, { kind: 'markdown', tags: [siteTag, postTag(id)], nextDueAt: site.nextDueAt })
  c.header('Link', `<${post.canonical ?? address}>; rel="canonical"`)
  c.header('Content-Type', 'text/markdown; charset=utf-8')
  return c.body(`# ${post.title}\n\n<${address}>\n\n${withoutComments(post.markdown).trim()}\n`)
})

export default app
