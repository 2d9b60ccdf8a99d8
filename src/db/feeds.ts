import { sql } from 'drizzle-orm'
import type { Db } from './client.ts'
import { homeList, type ListName, rowsOfPage } from './lists.ts'
import type { Picture } from './schema.ts'

/** A post as feeds carry it: whole. */
export interface FeedPost {
  id: number
  slug: string
  title: string
  excerpt: string
  publishedAt: number
  updatedAt: number
  author: string | null
  category: string | null
  tags: string[]
  language: string | null
  cover: string | null
  thumbnail: Picture | null
  html: string
}

/** The newest posts of a list at `now`, with their text. */
export async function loadFeed(
  db: Db,
  list: ListName,
  limit: number,
  now: number,
): Promise<FeedPost[]> {
  const rows = await db.all<
    Omit<FeedPost, 'tags' | 'thumbnail'> & { tags: string; thumbnail: string | null }
  >(sql`
    SELECT q.id, q.slug, q.title, q.excerpt, q.live_at AS publishedAt, q.updated_at AS updatedAt,
      (SELECT name FROM authors WHERE id = q.author_id) AS author,
      (SELECT name FROM categories WHERE id = q.category_id) AS category,
      (SELECT json_group_array(t.name) FROM post_tags pt JOIN tags t ON t.id = pt.tag_id
        WHERE pt.post_id = q.id) AS tags,
      q.language, q.cover, q.thumbnail, b.html
    FROM (SELECT post_id, live_at FROM list_posts WHERE list = ${list} AND live_at <= ${now}
      ORDER BY live_at DESC, post_id DESC LIMIT ${limit}) l
    JOIN posts q ON q.id = l.post_id JOIN post_bodies b ON b.post_id = q.id
    ORDER BY l.live_at DESC, l.post_id DESC`)
  return rows.map((row) => ({
    ...row,
    tags: JSON.parse(row.tags),
    thumbnail: JSON.parse(row.thumbnail ?? 'null'),
  }))
}

/** A post as the sitemap names it. */
export interface SitemapPost {
  id: number
  slug: string
  publishedAt: number
  updatedAt: number
  image: string | null
  canonical: string | null
}

/** How many posts one part of the sitemap names. */
export const sitemapPart = 1_000

const sitemapJson = sql`json_object('id', q.id, 'slug', q.slug, 'publishedAt', q.live_at,
  'updatedAt', q.updated_at, 'image', coalesce(q.cover, q.thumbnail ->> 'url'),
  'canonical', q.canonical)`

/** Query: part `part` of the sitemap's posts, and how many posts there are in all. */
export function sitemapRow(db: Db, part: number, now: number) {
  return rowsOfPage(db, { list: homeList, page: part, size: sitemapPart }, now, sitemapJson)
}

export function sitemapOf(rows: { total: number; posts: string }[]): {
  parts: number
  posts: SitemapPost[]
} {
  const { total = 0, posts = '[]' } = rows[0] ?? {}
  return { parts: Math.max(1, Math.ceil(total / sitemapPart)), posts: JSON.parse(posts) }
}

/** Query: the categories and tags that have visible posts; at most a thousand of each. */
export function sitemapTerms(db: Db, now: number) {
  return db.all<{ kind: 'c' | 't'; slug: string }>(sql`
    SELECT l.kind, coalesce(c.slug, t.slug) AS slug
    FROM (SELECT * FROM (SELECT name, kind FROM lists WHERE kind = 'c' LIMIT 1000)
      UNION ALL SELECT * FROM (SELECT name, kind FROM lists WHERE kind = 't' LIMIT 1000)) l
    LEFT JOIN categories c ON l.kind = 'c' AND c.id = substr(l.name, 2)
    LEFT JOIN tags t ON l.kind = 't' AND t.id = substr(l.name, 2)
    WHERE EXISTS (SELECT 1 FROM list_posts WHERE list = l.name AND live_at <= ${now})`)
}

/** Every month of the archive that has visible posts, newest first; of one year, if given. */
export async function loadMonths(
  db: Db,
  now: number,
  year?: number,
): Promise<{ year: number; month: number; count: number }[]> {
  const from = year === undefined ? 'm' : `m${year}-`
  const to = year === undefined ? 'n' : `m${year}.`
  const rows = await db.all<{ year: number; month: number; count: number }>(sql`
    SELECT CAST(substr(name, 2, instr(name, '-') - 2) AS INTEGER) AS year,
      CAST(substr(name, instr(name, '-') + 1) AS INTEGER) AS month,
      count - (SELECT count(*) FROM list_posts WHERE list = name AND live_at > ${now}) AS count
    FROM lists WHERE name >= ${from} AND name < ${to} ORDER BY name DESC`)
  return rows.filter((row) => row.count > 0).sort((a, b) => b.year - a.year || b.month - a.month)
}
