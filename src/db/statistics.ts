import { sql } from 'drizzle-orm'
import type { Db } from './client.ts'

/** Post 0 of `daily_views`: all posts together. */
const wholeSite = 0

/** Statement: adds views, rows of `id` and `views`, to their posts' day and to the site's. */
export function addDailyViews(db: Db, counted: ReturnType<typeof sql>, day: string) {
  return db.run(sql`
    WITH counted AS (${counted})
    INSERT INTO daily_views (post_id, day, views)
    SELECT id, ${day}, views FROM counted
    UNION ALL SELECT ${wholeSite}, ${day}, sum(views) FROM counted WHERE true GROUP BY 1
    ON CONFLICT (post_id, day) DO UPDATE SET views = views + excluded.views`)
}

export interface DayViews {
  day: string
  views: number
}

/** Views of the whole site by day, from `since` on; days without any are absent. */
export async function viewsByDay(db: Db, since: string): Promise<DayViews[]> {
  return db.all<DayViews>(sql`SELECT day, views FROM daily_views
    WHERE post_id = ${wholeSite} AND day >= ${since} ORDER BY day`)
}

/** The posts read most since a day. */
export async function topPosts(
  db: Db,
  since: string,
  limit: number,
): Promise<{ id: number; title: string; views: number }[]> {
  return db.all(sql`
    SELECT p.id, p.title, t.views FROM (
      SELECT post_id, sum(views) AS views FROM daily_views
      WHERE day >= ${since} AND post_id <> ${wholeSite}
      GROUP BY post_id ORDER BY views DESC LIMIT ${limit}) t
    JOIN posts p ON p.id = t.post_id ORDER BY t.views DESC, p.id`)
}
