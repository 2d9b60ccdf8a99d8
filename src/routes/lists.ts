import { type Context, Hono } from 'hono'
import type { PageKind } from '../cache/policy.ts'
import { declarePublic } from '../cache/respond.ts'
import {
  archiveTag,
  authorTag,
  type CacheTag,
  categoryTag,
  listTag,
  sidebarTag,
  siteTag,
  summaryTag,
  tagTag,
} from '../cache/tags.ts'
import { loadMonths } from '../db/feeds.ts'
import {
  homeList,
  type ListName,
  listPageOf,
  listPageRow,
  monthList,
  pinnedList,
} from '../db/lists.ts'
import { sidebarOf, sidebarRow } from '../db/sidebar.ts'
import { loadSite, type Site } from '../db/site.ts'
import type { Summary, Term } from '../db/summaries.ts'
import type { AppEnv } from '../env.ts'
import { archivePage } from '../pages/archive-page.tsx'
import { type ListOf, listPage } from '../pages/list-page.tsx'
import { viewOf } from '../renderer.ts'
import { archivePath, homePath } from '../urls.ts'
import { answerNotFound } from './not-found.ts'
import { answerPage } from './page.ts'
import { findNamed, forwardOr404, terms } from './terms.ts'

const app = new Hono<AppEnv>()

/** A page after the first; the first has no number of its own in its address. */
const furtherPage = 'page/:page{[2-9]|[1-9]\\d{1,8}}/'

app.get('/', (c) => answerHome(c, 1))
app.get(`/${furtherPage}`, (c) => answerHome(c, Number(c.req.param('page'))))

for (const kind of ['category', 'tag', 'author'] as const) {
  app.get(`/${kind}/:slug/`, (c) => answerTerm(c, kind, c.req.param('slug'), 1))
  app.get(`/${kind}/:slug/${furtherPage}`, (c) =>
    answerTerm(c, kind, c.req.param('slug'), Number(c.req.param('page'))),
  )
}

app.get('/archive/', (c) => answerArchive(c))
app.get('/archive/:year{[1-9]\\d{0,3}}/', (c) => answerArchive(c, Number(c.req.param('year'))))
const month = '/archive/:year{[1-9]\\d{0,3}}/:month{0[1-9]|1[0-2]}/'
app.get(month, (c) => answerMonth(c, Number(c.req.param('year')), Number(c.req.param('month')), 1))
app.get(`${month}${furtherPage}`, (c) => {
  const { year, month, page } = c.req.param()
  return answerMonth(c, Number(year), Number(month), Number(page))
})

async function answerHome(c: Context<AppEnv>, page: number) {
  const { db } = c.var
  return answerList(c, await loadSite(db), page, {
    kind: 'home',
    list: homeList,
    base: homePath,
    withPinned: true,
  })
}

async function answerTerm(
  c: Context<AppEnv>,
  kind: keyof typeof terms,
  slug: string,
  page: number,
) {
  const { list, path, tag } = terms[kind]
  const { site, term } = await findNamed(c.var.db, kind, slug)
  if (!term) return forwardOr404(c, site)
  const heading = {
    title: term.name,
    kind: viewOf(c.env, site).text[kind],
    description: term.description,
  }
  return answerList(c, site, page, {
    kind,
    list: list(term.id),
    base: path(term.slug),
    heading,
    tags: [tag(term.id)],
    ...(kind === 'category' && { categoryId: term.id }),
    hasFeeds: kind !== 'author',
  })
}

async function answerMonth(c: Context<AppEnv>, year: number, month: number, page: number) {
  const site = await loadSite(c.var.db)
  const { text } = viewOf(c.env, site)
  return answerList(c, site, page, {
    kind: 'archive',
    list: monthList({ year, month }),
    base: archivePath(year, month),
    heading: { title: text.monthName(year, month), kind: text.archive },
    above: [
      { name: text.archive, path: archivePath() },
      { name: text.yearName(year), path: archivePath(year) },
    ],
    mayBeEmpty: false,
  })
}

interface Wanted {
  kind: PageKind
  list: ListName
  base: string
  heading?: NonNullable<ListOf['heading']>
  tags?: CacheTag[]
  above?: NonNullable<ListOf['above']>
  categoryId?: number
  hasFeeds?: boolean
  withPinned?: boolean
  /** Whether the first page exists without posts. */
  mayBeEmpty?: boolean
}

async function answerList(
  c: Context<AppEnv>,
  site: Site,
  page: number,
  { kind, list, base, heading, tags = [], withPinned, mayBeEmpty = true, ...about }: Wanted,
) {
  const { db, now } = c.var
  const { nextDueAt } = site
  const size = site.settings.postsPerPage
  const pinnedToo = withPinned && page === 1
  const [rows, sidebars, pinnedRows] = await db.batch([
    listPageRow(db, { list, page, size }, now),
    sidebarRow(db, now),
    listPageRow(db, { list: pinnedList, page: 1, size: pinnedToo ? 5 : 0 }, now),
  ])
  const found = listPageOf(rows)
  const pages = Math.max(1, Math.ceil(found.total / size))
  const gone = page > pages || (found.total === 0 && !mayBeEmpty)
  if (gone) return answerNotFound(c, site, { tags: [listTag(list)], nextDueAt })
  const sidebar = sidebarOf(sidebars)
  const pinned = listPageOf(pinnedRows).posts
  const shown = [...found.posts, ...pinned]
  declarePublic(c, {
    kind,
    nextDueAt,
    tags: [
      siteTag,
      sidebarTag,
      listTag(list),
      ...tags,
      ...shown.flatMap(summaryTags),
      ...[...sidebar.newest, ...sidebar.hot].map((post) => summaryTag(post.id)),
      ...sidebar.comments.map(({ post }) => summaryTag(post.id)),
      ...sidebar.categories.map(({ id }) => categoryTag(id)),
      ...sidebar.tags.map(({ id }) => tagTag(id)),
    ],
  })
  const props: ListOf = { base, page, pages, list: found, pinned, sidebar, ...about }
  return answerPage(
    c,
    site.settings,
    listPage(viewOf(c.env, site), heading ? { ...props, heading } : props),
  )
}

function summaryTags({ id, category, author }: Summary): CacheTag[] {
  const named: [Term | null, (id: number) => CacheTag][] = [
    [category, categoryTag],
    [author, authorTag],
  ]
  return [summaryTag(id), ...named.flatMap(([term, tag]) => (term ? [tag(term.id)] : []))]
}

async function answerArchive(c: Context<AppEnv>, year?: number) {
  const { db, now } = c.var
  const [site, months] = await Promise.all([loadSite(db), loadMonths(db, now, year)])
  const tags = [siteTag, archiveTag]
  if (year !== undefined && months.length === 0) return answerNotFound(c, site, { tags })
  declarePublic(c, { kind: 'archive', tags, nextDueAt: site.nextDueAt })
  return answerPage(c, site.settings, archivePage(viewOf(c.env, site), months, year))
}

export default app
