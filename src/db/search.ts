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
/** The same for posts with a matching title, which come first however old they are. */
const mostTitles = 200
/** How much of a text is looked through for an excerpt. */
const textRead = 40_000

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

interface FoundRow {
  total: number
  capped: number
  posts: string
  categories: string
}

const foundJson = sql`json_set(${summaryJson}, '$.score', q.score, '$.text', b.text,
  '$.tags', (SELECT json_group_array(json_object('id', t.id, 'name', t.name, 'slug', t.slug))
    FROM post_tags pt JOIN tags t ON t.id = pt.tag_id WHERE pt.post_id = q.id))`

/**
 * Finds the posts visible at `now`, best first: all words in the title above the others, then by
 * BM25 with titles weighing eight times the text, then the newest. One statement; what it reads is
 * bounded by {@link mostMatches} and is the same for every page.
 *
 * BM25 goes through all that match once more to learn how rare each word is, whatever the limit; so
 * it is left out where many do.
 */
export async function searchPosts(
  db: Db,
  { match, title, typed, lists }: Search,
  { page, size }: { page: number; size: number },
  now: number,
): Promise<FoundPage> {
  const score = sql`iif((SELECT count FROM few) > ${mostRanked}, 0, bm25(search, 8, 1)) AS score`
  const candidates = sql`
    few AS MATERIALIZED (SELECT count(*) AS count FROM (
      SELECT rowid FROM search WHERE search MATCH ${match} LIMIT ${mostRanked + 1})),
    titled AS MATERIALIZED (SELECT rowid AS id, ${score}
      FROM search WHERE search MATCH ${title} ORDER BY rowid DESC LIMIT ${mostTitles}),
    matching AS MATERIALIZED (SELECT rowid AS id, ${score}
      FROM search WHERE search MATCH ${match} ORDER BY rowid DESC LIMIT ${mostMatches + 1}),
    candidates AS (SELECT id, score, 1 AS titled FROM titled
      UNION ALL SELECT id, score, 0 FROM matching WHERE id NOT IN (SELECT id FROM titled))`
  const capped = sql`(SELECT count(*) FROM matching) > ${mostMatches}`
  const rows = await foundRows(db, { candidates, capped, typed, lists }, { page, size }, now)
  return foundPageOf(rows)
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
  const candidates = sql`candidates AS MATERIALIZED (
    SELECT rowid AS id, bm25(search, 8, 1) AS score, 0 AS titled
    FROM search WHERE search MATCH ${match} ORDER BY rank LIMIT ${size})`
  return foundPageOf(
    await foundRows(db, { candidates, capped: sql`0`, typed: '', lists }, { page: 1, size }, now),
  )
}

const rarestTerms = 6

function foundRows(
  db: Db,
  {
    candidates,
    capped,
    typed,
    lists,
  }: { candidates: SQL; capped: SQL } & Pick<Search, 'typed' | 'lists'>,
  { page, size }: { page: number; size: number },
  now: number,
) {
  const inLists = lists.map(
    (list) => sql`AND EXISTS (SELECT 1 FROM list_posts
      WHERE list = ${list} AND live_at = p.live_at AND post_id = p.id)`,
  )
  const above = (page - 1) * size
  return db.all<FoundRow>(sql`
    WITH ${candidates},
    visible AS MATERIALIZED (
      SELECT p.id, -candidate.score AS score, p.category_id, row_number() OVER (
        ORDER BY titled DESC, p.title = ${typed} COLLATE NOCASE DESC, round(candidate.score, 2), p.live_at DESC, p.id DESC) AS place
      FROM candidates AS candidate CROSS JOIN posts p ON p.id = candidate.id
      WHERE p.live_at <= ${now} ${sql.join(inLists, sql` `)})
    SELECT (SELECT count(*) FROM visible) AS total, ${capped} AS capped,
      (SELECT json_group_array(${foundJson}) FROM (
        SELECT p.*, hit.score FROM visible hit CROSS JOIN posts p ON p.id = hit.id
        WHERE place > ${above} AND place <= ${above + size} ORDER BY place) q
        LEFT JOIN (SELECT post_id, substr(text, 1, ${textRead}) AS text FROM post_bodies) b
          ON b.post_id = q.id) AS posts,
      (SELECT json_group_array(json_object('id', c.id, 'name', c.name, 'slug', c.slug,
          'count', n.count))
        FROM (SELECT category_id, count(*) AS count FROM visible GROUP BY category_id
          ORDER BY count DESC, category_id LIMIT 12) n
        CROSS JOIN categories c ON c.id = n.category_id) AS categories`)
}

function foundPageOf(rows: FoundRow[]): FoundPage {
  const row = rows[0]
  if (!row) throw new Error('A search answers with one row')
  return {
    total: row.total,
    capped: row.capped === 1,
    posts: JSON.parse(row.posts),
    categories: JSON.parse(row.categories),
  }
}
