import { type Context, Hono } from 'hono'
import { plainText } from '../content/plain-text.ts'
import { type Found, searchPosts, suggest } from '../db/search.ts'
import { loadSite } from '../db/site.ts'
import type { AppEnv } from '../env.ts'
import { searchPage } from '../pages/search-page.tsx'
import { answerProblem } from '../problem.ts'
import { viewOf } from '../renderer.ts'
import { excerptAround, markHits, type Piece, piecesToHtml } from '../search/excerpt.ts'
import { longestQuery, parseQuery, titlePhrase } from '../search/query.ts'
import { absolute, postPath, tagPath } from '../urls.ts'
import { answerPage } from './page.ts'

// Answers to queries are never stored, neither at the edge nor in browsers: there are too many
// different ones, and a stored one would have to be purged by every write.

const app = new Hono<AppEnv>()

const pageSize = 10
/** Nobody turns further; it bounds how many hits are ranked for one request. */
const lastPage = 50
const mostResults = 50

app.get('/search', async (c) => {
  const { db, now } = c.var
  const view = viewOf(c.env, await loadSite(db))
  const text = queryText(c)
  const page = Math.min(lastPage, positive(c.req.query('page')) ?? 1)
  const category = c.req.query('category')?.slice(0, 120)
  const tag = c.req.query('tag')?.slice(0, 120)
  const { match, needles } = parseQuery(text)
  const { total, found } = match
    ? await searchPosts(db, { match, page, size: pageSize, category, tag }, now)
    : { total: 0, found: [] }
  const results = found.map((post) => ({
    post,
    title: markHits(post.title, needles),
    excerpt: excerptOf(post, needles),
  }))
  const pages = Math.min(lastPage, Math.max(1, Math.ceil(total / pageSize)))
  const props = { query: text, page, pages, total, results, category, tag }
  return answerPage(c, view.settings, searchPage(view, props))
})

app.get('/api/search', async (c) => {
  const { db, now } = c.var
  const text = queryText(c)
  const { match, needles } = parseQuery(text)
  if (!text) return answerProblem(c, { status: 422, detail: 'Send what to look for: ?q=words' })
  const { settings, origin } = viewOf(c.env, await loadSite(db))
  const size = Math.min(mostResults, positive(c.req.query('limit')) ?? pageSize)
  const page = Math.min(lastPage, positive(c.req.query('page')) ?? 1)
  const category = c.req.query('category')?.slice(0, 120)
  const tag = c.req.query('tag')?.slice(0, 120)
  const { total, found } = match
    ? await searchPosts(db, { match, page, size, category, tag }, now)
    : { total: 0, found: [] }
  return c.json({
    query: text,
    total,
    results: found.map((post) => ({
      id: post.id,
      title: post.title,
      url: absolute(origin, postPath(post, settings)),
      excerpt: piecesToHtml(excerptOf(post, needles)),
      score: Math.round(post.score * 1e4) / 1e4,
    })),
  })
})

app.get('/api/search/suggest', async (c) => {
  const { db, now } = c.var
  const text = queryText(c)
  const { settings, origin } = viewOf(c.env, await loadSite(db))
  const match = titlePhrase(text)
  const { posts, tags } = match
    ? await suggest(db, { match, prefix: text }, now)
    : { posts: [], tags: [] }
  return c.json({
    query: text,
    suggestions: [
      ...tags.map(({ name, slug }) => ({
        kind: 'tag',
        title: name,
        url: absolute(origin, tagPath(slug)),
      })),
      ...posts.map((post) => ({
        kind: 'post',
        title: post.title,
        url: absolute(origin, postPath(post, settings)),
      })),
    ],
  })
})

function excerptOf(post: Found, needles: string[]): Piece[] {
  const text = plainText(post.html)
  return excerptAround(text, needles) ?? markHits(post.excerpt, needles)
}

function queryText(c: Context<AppEnv>): string {
  return (c.req.query('q') ?? '').trim().replace(/\s+/g, ' ').slice(0, longestQuery)
}

function positive(text: string | undefined): number | undefined {
  return text && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined
}

export default app
