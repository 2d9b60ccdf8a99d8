import { type Context, Hono } from 'hono'
import { categoryList, tagList } from '../db/lists.ts'
import { type FoundPage, type FoundPost, searchLoosely, searchPosts } from '../db/search.ts'
import { countSearch } from '../db/search-counts.ts'
import { loadSite, type Site, siteFrom, siteRow } from '../db/site.ts'
import { suggest } from '../db/suggestions.ts'
import type { Term } from '../db/summaries.ts'
import { namedRow } from '../db/terms.ts'
import type { AppEnv } from '../env.ts'
import { type SearchResults, searchPage } from '../pages/search-page.tsx'
import { viewOf } from '../renderer.ts'
import { excerptAround, htmlOf, markAll, markerOf, type Piece } from '../search/excerpt.ts'
import { keyOf } from '../search/keys.ts'
import {
  canonicalQuery,
  longestQuery,
  looseTerms,
  matchOf,
  parseQuery,
  type SearchQuery,
} from '../search/query.ts'
import { absolute, categoryPath, postPath, tagPath } from '../urls.ts'
import { answerPage } from './page.ts'

const app = new Hono<AppEnv>()

const most = 50

/**
 * The search page. It is never cached: there are as many addresses as queries, a hit would be rare,
 * and every write would have to purge them all. What one costs is bounded instead.
 */
app.get('/search', async (c) => {
  const wanted = await readSearch(c)
  const { site, page } = wanted
  const found = await search(c, wanted, site.settings.postsPerPage, true)
  const view = viewOf(c.env, site)
  const status = found && page > found.pages ? 404 : 200
  return answerPage(
    c,
    site.settings,
    searchPage(view, { ...wanted, query: wanted.text, found }),
    status,
  )
})

app.get('/api/search', async (c) => {
  const wanted = await readSearch(c)
  const size = Math.min(Math.max(1, Math.floor(Number(c.req.query('limit') || 10)) || 10), most)
  const found = await search(c, wanted, size, c.req.query('loose') === '1')
  const { settings, origin } = viewOf(c.env, wanted.site)
  const results = (found?.results ?? []).map(({ post, excerpt }) => ({
    id: post.id,
    title: post.title,
    url: absolute(origin, postPath(post, settings)),
    excerpt: htmlOf(excerpt),
    score: Math.round(post.score * 1000) / 1000,
    publishedAt: new Date(post.publishedAt).toISOString(),
  }))
  const { total = 0, capped = false, loose = false, pages = 0 } = found ?? {}
  return c.json({ query: wanted.text, total, capped, loose, page: wanted.page, pages, results })
})

/** What may be meant by what was typed so far: names first, then titles. */
app.get('/api/search/suggest', async (c) => {
  const { db, now } = c.var
  const typed = (c.req.query('q') ?? '').trim().slice(0, longestQuery)
  const key = keyOf(typed)
  const match = matchOf(parseQuery(typed), 'title')
  if (!key || !match) return c.json({ query: typed, suggestions: [] })
  const [site, { tags, categories, posts }] = await Promise.all([
    loadSite(db),
    suggest(db, { key, match }, mostSuggested, now),
  ])
  const { settings, origin } = viewOf(c.env, site)
  const names = [
    ...categories.map((term) => ({
      kind: 'category',
      name: term.name,
      path: categoryPath(term.slug),
    })),
    ...tags.map((term) => ({ kind: 'tag', name: term.name, path: tagPath(term.slug) })),
  ]
  const titles = posts.map((post) => ({
    kind: 'post',
    name: post.title,
    path: postPath(post, settings),
  }))
  const suggestions = [...names.slice(0, mostSuggested / 2), ...titles]
    .slice(0, mostSuggested)
    .map(({ kind, name, path }) => ({ kind, title: name, url: absolute(origin, path) }))
  return c.json({ query: typed, suggestions })
})

const mostSuggested = 8

interface Wanted {
  site: Site
  /** The query as it was typed. */
  text: string
  query: SearchQuery
  page: number
  category: Term | undefined
  tag: Term | undefined
  /** A category or tag is asked for that does not exist. */
  nowhere: boolean
}

/** Reads the parameters, and in the same round trip the site and what they name. */
async function readSearch(c: Context<AppEnv>): Promise<Wanted> {
  const { db } = c.var
  const param = (name: string) => (c.req.query(name) ?? '').normalize('NFC').trim()
  const [text, category, tag] = [param('q').slice(0, longestQuery), param('category'), param('tag')]
  const [sites, categories, tags] = await db.batch([
    siteRow(db),
    namedRow(db, 'categories', category),
    namedRow(db, 'tags', tag),
  ])
  const page = Number(param('page') || 1)
  return {
    site: siteFrom(sites),
    text,
    query: parseQuery(text),
    page: Number.isInteger(page) && page >= 1 && page <= 1_000 ? page : 1,
    category: categories[0],
    tag: tags[0],
    nowhere: (category !== '' && !categories[0]) || (tag !== '' && !tags[0]),
  }
}

/** Searches for all that is asked for, or else, if wished, for some of it; undefined where nothing is. */
async function search(
  c: Context<AppEnv>,
  wanted: Wanted,
  size: number,
  orLoosely: boolean,
): Promise<SearchResults | undefined> {
  const { db, now } = c.var
  const { query, page, category, tag } = wanted
  const match = matchOf(query)
  if (!match) return undefined
  if (wanted.nowhere) return resultsOf(query, nothing, false, size)
  const lists = [
    ...(category ? [categoryList(category.id)] : []),
    ...(tag ? [tagList(tag.id)] : []),
  ]
  const title = matchOf(query, 'title')
  const found = await searchPosts(
    db,
    { match, title, typed: wanted.text, lists },
    { page, size },
    now,
  )
  if (page === 1 && lists.length === 0) {
    const counted = { typed: wanted.text, query: canonicalQuery(query), total: found.total }
    c.var.waitUntil(countSearch(db, counted, now))
  }
  if (found.total > 0 || !orLoosely || query.unwanted.length > 0)
    return resultsOf(query, found, false, size)
  const loosely = await searchLoosely(db, looseTerms(query), lists, size, now)
  return resultsOf(query, loosely, loosely.total > 0, size)
}

const nothing: FoundPage = { total: 0, capped: false, posts: [], categories: [] }

function resultsOf(
  query: SearchQuery,
  found: FoundPage,
  loose: boolean,
  size: number,
): SearchResults {
  const { total, capped, posts, categories } = found
  const markers = markerOf(query, loose)
  const tags = new Map(posts.flatMap((post) => post.tags.map((tag) => [tag.id, tag] as const)))
  return {
    total,
    capped,
    loose,
    pages: loose ? 1 : Math.max(1, Math.ceil(total / size)),
    results: posts.map((post) => ({
      post,
      title: markAll(post.title, markers),
      excerpt: excerptOf(post, markers),
    })),
    categories,
    tags: [...tags.values()].slice(0, 12),
  }
}

/** From the text where the query is found in it, else the post's own excerpt. */
function excerptOf(post: FoundPost, markers: RegExp[]): Piece[] {
  return (post.text && excerptAround(post.text, markers)) || markAll(post.excerpt, markers)
}

export default app
