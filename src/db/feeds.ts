import { sql } from 'drizzle-orm'
import type { Db } from './client.ts'
import { homeList, type ListName, rowsOfPage } from './lists.ts'
import type { Picture } from './schema.ts'
import type { TermTable } from './terms.ts'

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

/** How many posts one part of the sitemap names, and the terms of how many ids. */
export const sitemapPart = 1_000

const sitemapJson = sql`json_object('id', q.id, 'slug', q.slug, 'publishedAt', q.live_at,
  'updatedAt', q.updated_at, 'image', coalesce(q.cover, q.thumbnail ->> 'url'),
  'canonical', q.canonical)`

/**
 * Query: part `part` of the sitemap's posts, and how many posts there are in all. Without a part, all
 * of them where one part holds them, else none: their index is wanted.
 */
export function sitemapRow(db: Db, part: number | undefined, now: number) {
  const limit = part ? undefined : sql`(SELECT iif(total > ${sitemapPart}, 0, total) FROM visible)`
  const page = { list: homeList, page: part ?? 1, size: sitemapPart }
  return rowsOfPage(db, page, now, sitemapJson, limit)
}

/** The page of a list as the sitemap names it. */
export interface SitemapList {
  list: ListName
  /** Of a category, tag or author; months and years have none. */
  slug: string | null
  /** When its newest post appeared. */
  newest: number
}

/**
 * Query: the lists that part `part` of the sitemap names, which are the terms of a thousand ids, and,
 * in the first part, the archive's; and the last id of a term with posts, as `last`. Finding that one
 * passes by the newest terms without posts.
 */
export function sitemapLists(db: Db, part: number, now: number) {
  const ids = sql`id > ${(part - 1) * sitemapPart} AND id <= ${part * sitemapPart}`
  const last = (table: TermTable, kind: string) =>
    sql`coalesce((SELECT id FROM ${sql.identifier(table)} WHERE EXISTS (SELECT 1 FROM list_posts
      WHERE list = ${kind} || id AND live_at <= ${now}) ORDER BY id DESC LIMIT 1), 0)`
  return db.all<{ lists: string; last: number }>(sql`
    SELECT json_group_array(json_object('list', list, 'slug', slug, 'newest', newest)) AS lists,
      max(${last('categories', 'c')}, ${last('tags', 't')}, ${last('authors', 'a')}) AS last
    FROM (SELECT list, slug, (SELECT max(live_at) FROM list_posts
        WHERE list = l.list AND live_at <= ${now}) AS newest
      FROM (SELECT 'c' || id AS list, slug FROM categories WHERE ${ids}
        UNION ALL SELECT 't' || id, slug FROM tags WHERE ${ids}
        UNION ALL SELECT 'a' || id, slug FROM authors WHERE ${ids}
        UNION ALL SELECT name, NULL FROM lists WHERE ${part} = 1 AND name >= 'm' AND name < 'n'
        UNION ALL SELECT name, NULL FROM lists WHERE ${part} = 1 AND name >= 'y' AND name < 'z') l)
    WHERE newest IS NOT NULL`)
}

/** What {@link sitemapRow} and {@link sitemapLists} found, and of how many parts it is one. */
export function sitemapOf(
  [page]: { total: number; posts: string }[],
  [terms]: { lists: string; last: number }[],
): { parts: number; posts: SitemapPost[]; lists: SitemapList[] } {
  const { total = 0, posts = '[]' } = page ?? {}
  const { last = 0, lists = '[]' } = terms ?? {}
  const parts = Math.max(1, Math.ceil(Math.max(total, last) / sitemapPart))
  return { parts, posts: JSON.parse(posts), lists: JSON.parse(lists) }
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
