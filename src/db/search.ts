import { type SQL, sql } from 'drizzle-orm'
import type { Db } from './client.ts'
import type { ListName } from './lists.ts'
import { type Summary, summaryJson, type Term } from './summaries.ts'

/**
 * How many matching posts are looked at, the newest: so a word that half the site has costs no more
 * than a rare one, and totals are exact up to here.
 */
export const mostMatches = 2_000
/** Where more match than these, all say the same little: the newest come first. */
const mostRanked = 500
/** How many posts with a matching title are looked at, however old: these come first. */
const mostTitles = 200
/** How much of a text is looked through for an excerpt. */
const textRead = 40_000
/** How many terms a query is reduced to that nothing matches whole. */
const rarestTerms = 6
/** How many categories results are narrowed down by. */
const mostCategories = 12

/** What to look for, in the index's own syntax. */
export interface Search {
  match: string
  /** The same in titles only. */
  title: string
  /** As it was typed: a post of exactly this title comes first. */
  typed: string
  /** Posts of these lists only. */
  lists: ListName[]
}

export interface FoundPost extends Summary {
  tags: Term[]
  score: number
  /** The beginning of its text; null until the search job has read an old post. */
  text: string | null
}

export interface FoundPage {
  /** How many visible posts match. */
  total: number
  /** There may be more than `total`: older posts were not looked at. */
  capped: boolean
  posts: FoundPost[]
  /** The categories of the matching posts, the most frequent first. */
  categories: (Term & { count: number })[]
}

/** A post that matches. */
export interface Hit {
  id: number
  score: number
  liveAt: number
  categoryId: number | null
  exact: number
}

/**
 * Finds the posts visible at `now`, best first: all words in the title above the others, then by
 * BM25 with titles weighing eight times the text, then the newest. Two round trips; what they read
 * is bounded by {@link mostMatches} and is the same for every page.
 *
 * BM25 goes through all that match once more to learn how rare each word is, whatever the limit; so
 * it is left out where many do.
 */
export async function searchPosts(
  db: Db,
  search: Search,
  { page, size }: { page: number; size: number },
  now: number,
): Promise<FoundPage> {
  const { hits, capped } = await searchHits(db, search, now)
  return pageOf(db, hits, capped, { page, size })
}

/** The posts that {@link searchPosts} finds, all of them, without what pages show of them. */
export async function searchHits(
  db: Db,
  { match, title, typed, lists }: Search,
  now: number,
): Promise<{ hits: Hit[]; capped: boolean }> {
  const few = sql`(SELECT count(*) FROM (
    SELECT rowid FROM search WHERE search MATCH ${match} LIMIT ${mostRanked + 1}))`
  const score = sql`iif(${few} > ${mostRanked}, 0, bm25(search, 1, 8))`
  const newest = (expression: string, limit: number) =>
    hitsOf(
      db,
      sql`SELECT rowid AS id, ${score} AS score FROM search
        WHERE search MATCH ${expression} ORDER BY rowid DESC LIMIT ${limit}`,
      { typed, lists },
      now,
    )
  const [titled, matching, [looked]] = await db.batch([
    newest(title, mostTitles),
    newest(match, mostMatches),
    db.all<{ count: number }>(sql`SELECT count(*) AS count FROM (
      SELECT rowid FROM search WHERE search MATCH ${match} LIMIT ${mostMatches + 1})`),
  ])
  const known = new Set(titled.map(({ id }) => id))
  const hits = [...inOrder(titled), ...inOrder(matching.filter(({ id }) => !known.has(id)))]
  return { hits, capped: (looked?.count ?? 0) > mostMatches }
}

/**
 * Finds posts that have some of `terms`, rare ones first, for a query that nothing matches whole. At
 * most one page: beyond it they are no longer what was asked for.
 */
export async function searchLoosely(
  db: Db,
  terms: string[],
  lists: ListName[],
  size: number,
  now: number,
): Promise<FoundPage> {
  const known = await db.all<{ term: string; posts: number }>(sql`
    SELECT term, doc AS posts FROM search_terms
    WHERE term IN (SELECT value FROM json_each(${JSON.stringify(terms)}))`)
  const rare = known
    .filter(({ posts }) => posts <= mostMatches)
    .sort((a, b) => a.posts - b.posts || (a.term < b.term ? -1 : 1))
    .slice(0, rarestTerms)
  if (rare.length === 0) return { total: 0, capped: false, posts: [], categories: [] }
  const match = rare.map(({ term }) => `"${term}"`).join(' OR ')
  const best = sql`SELECT rowid AS id, bm25(search, 1, 8) AS score FROM search
    WHERE search MATCH ${match} ORDER BY rank LIMIT ${size}`
  const hits = await hitsOf(db, best, { typed: '', lists }, now)
  return pageOf(db, inOrder(hits), false, { page: 1, size })
}

/** Query: those of `found` that are visible and in all of `lists`. */
function hitsOf(
  db: Db,
  found: SQL,
  { typed, lists }: Pick<Search, 'typed' | 'lists'>,
  now: number,
) {
  const inLists = lists.map(
    (list) => sql`AND EXISTS (SELECT 1 FROM list_posts
      WHERE list = ${list} AND live_at = p.live_at AND post_id = p.id)`,
  )
  return db.all<Hit>(sql`
    SELECT p.id, hit.score, p.live_at AS liveAt, p.category_id AS categoryId,
      p.title = ${typed} COLLATE NOCASE AS exact
    FROM (${found}) AS hit CROSS JOIN posts p ON p.id = hit.id
    WHERE p.live_at <= ${now} ${sql.join(inLists, sql` `)}`)
}

/** BM25 is the lower the better; differences that mean nothing leave the order to the date. */
function inOrder(hits: Hit[]): Hit[] {
  const rounded = (score: number) => Math.round(score * 100)
  return hits.sort(
    (a, b) =>
      b.exact - a.exact ||
      rounded(a.score) - rounded(b.score) ||
      b.liveAt - a.liveAt ||
      b.id - a.id,
  )
}

async function pageOf(
  db: Db,
  hits: Hit[],
  capped: boolean,
  { page, size }: { page: number; size: number },
): Promise<FoundPage> {
  if (hits.length === 0) return { total: 0, capped, posts: [], categories: [] }
  const shown = hits.slice((page - 1) * size, page * size)
  const ids = JSON.stringify(shown.map(({ id }) => id))
  const counts = [...Map.groupBy(hits, ({ categoryId }) => categoryId)]
    .flatMap(([id, all]) => (id === null ? [] : [{ id, count: all.length }]))
    .sort((a, b) => b.count - a.count || a.id - b.id)
    .slice(0, mostCategories)
  const [rows, terms] = await db.batch([
    db.all<{ post: string }>(sql`
      SELECT json_set(${summaryJson}, '$.text', substr(b.text, 1, ${textRead}), '$.tags', (
        SELECT json_group_array(json_object('id', t.id, 'name', t.name, 'slug', t.slug))
        FROM post_tags pt JOIN tags t ON t.id = pt.tag_id WHERE pt.post_id = q.id)) AS post
      FROM json_each(${ids}) j CROSS JOIN posts q ON q.id = j.value
      LEFT JOIN post_bodies b ON b.post_id = q.id ORDER BY j.key`),
    db.all<Term & { count: number }>(sql`
      SELECT c.id, c.name, c.slug, j.value ->> 'count' AS count
      FROM json_each(${JSON.stringify(counts)}) j CROSS JOIN categories c
        ON c.id = j.value ->> 'id' ORDER BY j.key`),
  ])
  const scores = new Map(shown.map(({ id, score }) => [id, -score]))
  const posts = rows.map(({ post }): FoundPost => {
    const found: Omit<FoundPost, 'score'> = JSON.parse(post)
    return { ...found, score: scores.get(found.id) ?? 0 }
  })
  return { total: hits.length, capped, posts, categories: terms }
}
