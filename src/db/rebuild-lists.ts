import { sql } from 'drizzle-orm'
import type { Statement } from '../cache/publish.ts'
import { calendarDate } from '../dates.ts'
import type { Db } from './client.ts'
import { type ListName, monthList, yearList } from './lists.ts'

/**
 * Statements that sort every post into the years and months of `timeZone`: they change only when
 * the site moves to another zone. Only posts whose month is another one there are touched, and
 * those are few: the ones near the end of a month. A post that has moved meanwhile is left alone.
 */
export async function rebuildLists(db: Db, timeZone: string): Promise<Statement[]> {
  const rows = await db.all<{ list: ListName; liveAt: number; postId: number }>(sql`
    SELECT list, live_at AS liveAt, post_id AS postId FROM list_posts
    WHERE (list >= 'm' AND list < 'n') OR (list >= 'y' AND list < 'z')`)
  const moves = rows.flatMap(({ list, liveAt, postId }) => {
    const date = calendarDate(liveAt, timeZone)
    const right = list.startsWith('y') ? yearList(date.year) : monthList(date)
    return right === list ? [] : [{ from: list, to: right, liveAt, postId }]
  })
  if (moves.length === 0) return []
  const list = JSON.stringify(moves)
  return [
    db.run(sql`INSERT INTO list_posts (list, live_at, post_id)
      SELECT j.value ->> 'to', l.live_at, l.post_id FROM json_each(${list}) j JOIN list_posts l
        ON (l.list, l.live_at, l.post_id)
          = (j.value ->> 'from', j.value ->> 'liveAt', j.value ->> 'postId')
      WHERE true ON CONFLICT DO NOTHING`),
    db.run(sql`DELETE FROM list_posts WHERE (list, live_at, post_id) IN
      (SELECT value ->> 'from', value ->> 'liveAt', value ->> 'postId' FROM json_each(${list}))`),
  ]
}
