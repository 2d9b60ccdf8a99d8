import { type SQL, sql } from 'drizzle-orm'
import type { Db } from './client.ts'
import { type Summary, summaryJson } from './summaries.ts'

/** A post that was found, with the HTML its excerpt is cut from. */
export interface Found extends Summary {
  /** Higher is better; comparable within one query only. */
  score: number
  html: string
}

export interface SearchOf {
  /** A query in the index's own syntax. */
  match: string
  page: number
  size: number
  category?: string | undefined
  tag?: string | undefined
}

/** How much of a long post an excerpt is looked for in. */
const readHtml = 60_000

/**
 * Finds posts visible at `now`, best first; titles count eight times, newer posts win ties. Two
 * statements in one round trip: the total comes from the index alone, and only the posts of the page
 * are read, so the rows read depend on the page unless a filter is set.
 */
export async function searchPosts(
  db: Db,
  { match, page, size, category, tag }: SearchOf,
  now: number,
): Promise<{ total: number; found: Found[] }> {
  const within = filter(category, tag)
  const hidden = sql`SELECT id FROM posts WHERE status = 'scheduled' AND live_at > ${now}`
  const [totals, rows] = await db.batch([
    db.all<{ total: number }>(sql`SELECT count(*) AS total FROM search
      WHERE search MATCH ${match} AND rowid NOT IN (${hidden}) ${within}`),
    db.all<{ post: string; html: string; score: number }>(sql`
      SELECT ${summaryJson} AS post, substr(b.html, 1, ${readHtml}) AS html, s.score FROM (
        SELECT id, score, row_number() OVER (ORDER BY score DESC, id DESC) AS place FROM (
          SELECT rowid AS id, -bm25(search, 8, 1) AS score FROM search
          WHERE search MATCH ${match} AND rowid NOT IN (${hidden}) ${within}
          ORDER BY score DESC, id DESC LIMIT ${page * size})) s
      JOIN posts q ON q.id = s.id JOIN post_bodies b ON b.post_id = s.id
      WHERE s.place > ${(page - 1) * size} AND q.live_at <= ${now} ORDER BY s.place`),
  ])
  const found = rows.map(({ post, html, score }): Found => ({ ...JSON.parse(post), html, score }))
  return { total: totals[0]?.total ?? 0, found }
}

function filter(category: string | undefined, tag: string | undefined): SQL {
  const inCategory = sql`AND rowid IN (SELECT p.id FROM posts p WHERE p.category_id IN (
    WITH RECURSIVE down(id) AS (SELECT id FROM categories WHERE slug = ${category}
      UNION SELECT c.id FROM down JOIN categories c ON c.parent_id = down.id)
    SELECT id FROM down))`
  const withTag = sql`AND rowid IN (SELECT post_id FROM post_tags
    WHERE tag_id = (SELECT id FROM tags WHERE slug = ${tag}))`
  return sql`${category ? inCategory : sql``} ${tag ? withTag : sql``}`
}

/** What a reader may be about to type: titles that are visible at `now`, and tags. */
export async function suggest(
  db: Db,
  { match, prefix }: { match: string; prefix: string },
  now: number,
): Promise<{
  posts: { id: number; slug: string; title: string; publishedAt: number }[]
  tags: { name: string; slug: string }[]
}> {
  const end = `${prefix}\u{10ffff}`
  const [posts, tags] = await db.batch([
    db.all<{ id: number; slug: string; title: string; publishedAt: number }>(sql`
      SELECT q.id, q.slug, q.title, q.live_at AS publishedAt FROM (
        SELECT rowid AS id FROM search WHERE search MATCH ${match}
        ORDER BY rowid DESC LIMIT 20) s
      JOIN posts q ON q.id = s.id WHERE q.live_at <= ${now} ORDER BY q.id DESC LIMIT 6`),
    db.all<{ name: string; slug: string }>(sql`
      SELECT name, slug FROM tags WHERE name >= ${prefix} AND name < ${end}
      UNION SELECT name, slug FROM tags
      WHERE slug >= ${prefix.toLowerCase()} AND slug < ${end.toLowerCase()} LIMIT 4`),
  ])
  return { posts, tags }
}
