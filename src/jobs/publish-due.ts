import { sql } from 'drizzle-orm'
import { placeOf } from '../admin/posts/place.ts'
import { commit, purge } from '../cache/publish.ts'
import { duePosts } from '../db/editable-posts.ts'
import { neighboursInTime } from '../db/lists.ts'
import { loadSite } from '../db/site.ts'
import { allCategories } from '../db/terms.ts'
import type { JobContext, Report } from './context.ts'

/** How many posts one run brings live; more than anybody schedules for one moment. */
const postsPerRun = 10

/**
 * Notes that scheduled posts have become visible. Readers see them from their time on whether this
 * has run or not; it purges what was cached before and sets the next due time.
 */
export async function publishDue(context: JobContext): Promise<Report> {
  const { db, now } = context
  const due = await duePosts(db, now, postsPerRun)
  if (due.length === 0) return { published: 0 }
  const [site, categories] = await Promise.all([loadSite(db), allCategories(db)])
  const places = due.flatMap((post) => placeOf(post, categories, site.settings.timeZone) ?? [])
  const neighbours = await Promise.all(
    places.map(({ liveAt, id }) => neighboursInTime(db, liveAt, id)),
  )
  const ids = JSON.stringify(due.map((post) => post.id))
  const pending = await commit(
    db,
    { kind: 'due', posts: places, neighbours: [...new Set(neighbours.flat())] },
    [
      db.run(sql`UPDATE posts SET status = 'published'
        WHERE id IN (SELECT value FROM json_each(${ids}))
          AND status = 'scheduled' AND live_at <= ${now}`),
    ],
    { now },
  )
  await purge(context, [pending])
  return { published: due.length }
}
