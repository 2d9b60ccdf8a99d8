import { sql } from 'drizzle-orm'
import type { Db } from './client.ts'
import { addDailyViews } from './statistics.ts'

/** Adds views to posts; the same flush of the same counter counts once, however often it comes. */
export async function storeViews(
  db: Db,
  counter: string,
  { flush, views }: { flush: number; views: [postId: number, count: number][] },
  now: number,
): Promise<void> {
  const counted = sql`
    SELECT value ->> 0 AS id, value ->> 1 AS views FROM json_each(${JSON.stringify(views)})
    WHERE ${takenFlush(counter)} < ${flush} AND EXISTS (SELECT 1 FROM posts WHERE id = value ->> 0)`
  await db.batch([
    addDailyViews(db, counted, new Date(now).toISOString().slice(0, 10)),
    db.run(sql`
      INSERT INTO post_views (post_id, views) ${counted}
      ON CONFLICT (post_id) DO UPDATE SET views = views + excluded.views`),
    db.run(sql`
      INSERT INTO view_flushes (counter, flush) VALUES (${counter}, ${flush})
      ON CONFLICT (counter) DO UPDATE SET flush = max(flush, excluded.flush)`),
  ])
}

/** The number of the last flush that was taken from a counter. */
export function takenFlush(counter: string) {
  return sql`coalesce((SELECT flush FROM view_flushes WHERE counter = ${counter}), 0)`
}

/** A post's views and what its popularity is made of so far. */
export interface Standing {
  postId: number
  views: number
  counted: number
  popularity: number
}

/** Posts with views that are not part of their popularity yet. */
export async function uncountedViews(db: Db, limit: number): Promise<Standing[]> {
  return db.all<Standing>(sql`
    SELECT post_id AS postId, views, counted, popularity FROM post_views
    WHERE views > counted LIMIT ${limit}`)
}

/** The most popular posts, first the most popular. */
export async function mostPopular(db: Db, limit: number): Promise<Standing[]> {
  return db.all<Standing>(sql`
    SELECT post_id AS postId, views, counted, popularity FROM post_views
    WHERE popularity > 0 ORDER BY popularity DESC, post_id DESC LIMIT ${limit}`)
}

/** Statement: notes popularities, and how many views they are made of. */
export function storePopularity(db: Db, standings: Standing[]) {
  return db.run(sql`
    UPDATE post_views SET popularity = j.value ->> 'popularity', counted = j.value ->> 'counted'
    FROM json_each(${JSON.stringify(standings)}) j WHERE post_id = j.value ->> 'postId'`)
}
