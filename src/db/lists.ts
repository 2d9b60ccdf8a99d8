import { type SQL, sql } from 'drizzle-orm'
import type { CalendarDate } from '../dates.ts'
import type { Db } from './client.ts'
import { type Summary, summaryJson } from './summaries.ts'

/** The name of a list readers can page through; see `list_posts` in the schema. */
export type ListName = string

export const homeList: ListName = 'home'
export const pinnedList: ListName = 'pinned'
export const categoryList = (id: number): ListName => `c${id}`
export const tagList = (id: number): ListName => `t${id}`
export const authorList = (id: number): ListName => `a${id}`
export const yearList = (year: number): ListName => `y${year}`
export const monthList = ({ year, month }: Pick<CalendarDate, 'year' | 'month'>): ListName =>
  `m${year}-${String(month).padStart(2, '0')}`

export interface ListPage {
  /** How many posts of the list are visible. */
  total: number
  posts: Summary[]
}

export interface PageOf {
  list: ListName
  /** Counted from 1. */
  page: number
  size: number
}

/**
 * Query: page `page` of a list, newest first, as it stands at `now`. It starts at the nearest rank
 * anchor, so it reads at most two gaps between anchors (48 rows each) and the page itself, however
 * deep the page and however long the list. {@link listPageOf} reads its row.
 */
export function listPageRow(db: Db, of: PageOf, now: number) {
  return rowsOfPage(db, of, now, summaryJson)
}

/**
 * The same with `json`, an expression over the post aliased `q`, for each post, and with no more posts
 * than `limit`.
 */
export function rowsOfPage(
  db: Db,
  { list, page, size }: PageOf,
  now: number,
  json: SQL,
  limit = sql`${size}`,
) {
  const above = (page - 1) * size
  return db.all<{ total: number; posts: string }>(sql`
    WITH
    below AS MATERIALIZED (
      SELECT live_at, post_id, rank FROM (
        SELECT * FROM (SELECT live_at, post_id, rank FROM list_anchors
          WHERE list = ${list} AND live_at <= ${now}
          ORDER BY live_at DESC, post_id DESC LIMIT 1)
        UNION ALL SELECT -9e15, 0, 0)
      ORDER BY rank DESC LIMIT 1),
    visible AS MATERIALIZED (
      SELECT rank + (SELECT count(*) FROM list_posts
        WHERE list = ${list} AND (live_at, post_id) > (below.live_at, below.post_id)
          AND live_at <= ${now}) AS total
      FROM below),
    anchor AS MATERIALIZED (
      SELECT live_at, post_id, rank - (SELECT total - ${above} FROM visible) AS away FROM (
        SELECT * FROM (SELECT live_at, post_id, rank FROM list_anchors
          WHERE list = ${list} AND rank >= (SELECT total - ${above} FROM visible)
            AND live_at <= ${now}
          ORDER BY rank LIMIT 1)
        UNION ALL SELECT ${now}, 9e15, total FROM visible)
      ORDER BY rank LIMIT 1),
    start AS MATERIALIZED (
      SELECT live_at, post_id FROM (SELECT live_at, post_id FROM list_posts
        WHERE list = ${list}
          AND (live_at, post_id) <= ((SELECT live_at FROM anchor), (SELECT post_id FROM anchor))
        ORDER BY live_at DESC, post_id DESC LIMIT (SELECT away + 1 FROM anchor))
      ORDER BY live_at, post_id LIMIT 1)
    SELECT total, (
      SELECT json_group_array(${json}) FROM (
        SELECT q.* FROM list_posts l CROSS JOIN posts q ON q.id = l.post_id
        WHERE l.list = ${list} AND total > ${above}
          AND (l.live_at, l.post_id) <= ((SELECT live_at FROM start), (SELECT post_id FROM start))
        ORDER BY l.live_at DESC, l.post_id DESC LIMIT ${limit}) q) AS posts
    FROM visible`)
}

export function listPageOf(rows: { total: number; posts: string }[]): ListPage {
  const row = rows[0]
  return row ? { total: row.total, posts: JSON.parse(row.posts) } : { total: 0, posts: [] }
}

/** Statement: puts a post into a list. */
export function enterList(db: Db, list: ListName, liveAt: number, postId: number) {
  return db.run(sql`
    INSERT INTO list_posts (list, live_at, post_id) VALUES (${list}, ${liveAt}, ${postId})
    ON CONFLICT DO NOTHING`)
}

/** Statement: takes a post out of a list. */
export function leaveList(db: Db, list: ListName, liveAt: number, postId: number) {
  return db.run(sql`DELETE FROM list_posts
    WHERE list = ${list} AND live_at = ${liveAt} AND post_id = ${postId}`)
}

/** The posts just before and after a place in the home list, scheduled ones included. */
export async function neighboursInTime(db: Db, liveAt: number, id: number): Promise<number[]> {
  const rows = await db.all<{ id: number }>(sql`
    SELECT * FROM (SELECT post_id AS id FROM list_posts
      WHERE list = 'home' AND (live_at, post_id) < (${liveAt}, ${id})
      ORDER BY live_at DESC, post_id DESC LIMIT 1)
    UNION ALL SELECT * FROM (SELECT post_id AS id FROM list_posts
      WHERE list = 'home' AND (live_at, post_id) > (${liveAt}, ${id})
      ORDER BY live_at, post_id LIMIT 1)`)
  return rows.map((row) => row.id)
}
