import { sql } from 'drizzle-orm'
import type { Db } from './client.ts'

/** The ids of the `limit` hottest posts: most read of late first, then newest first. */
export async function hotPosts(db: Db, limit: number, now: number): Promise<number[]> {
  const rows = await db.all<{ id: number }>(sql`
    SELECT * FROM (SELECT v.post_id AS id FROM post_views v JOIN posts p ON p.id = v.post_id
      WHERE v.popularity > 0 AND p.live_at <= ${now} ORDER BY v.popularity DESC LIMIT ${limit})
    UNION ALL SELECT * FROM (SELECT post_id FROM list_posts
      WHERE list = 'home' AND live_at <= ${now}
      ORDER BY live_at DESC, post_id DESC LIMIT ${limit})`)
  return [...new Set(rows.map((row) => row.id))].slice(0, limit)
}

/** Notes which pages KV holds, of posts that have not changed since. */
export async function noteWarmPages(
  db: Db,
  pages: { id: number; pageVersion: number; key: string }[],
): Promise<void> {
  if (pages.length === 0) return
  await db.run(sql`UPDATE posts SET warm_key = j.value ->> 'key'
    FROM json_each(${JSON.stringify(pages)}) j
    WHERE posts.id = j.value ->> 'id' AND posts.page_version = j.value ->> 'pageVersion'`)
}
