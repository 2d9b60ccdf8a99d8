import { Hono } from 'hono'
import * as v from 'valibot'
import { frequentSearches } from '../../db/search-counts.ts'
import { topPosts, viewsByDay } from '../../db/statistics.ts'
import type { AppEnv } from '../../env.ts'
import { calendarDay, integer, integerText } from '../../schemas.ts'
import { operate } from './operation.ts'

const app = new Hono<AppEnv>()

const dayMs = 86_400_000

export const statisticsSchema = v.object({
  days: v.pipe(
    v.array(v.object({ day: calendarDay, views: integer })),
    v.description('Every day, UTC'),
  ),
  posts: v.array(v.object({ id: integer, title: v.string(), views: integer })),
  missedSearches: v.array(
    v.object({
      query: v.string(),
      searches: integer,
      day: v.pipe(calendarDay, v.description('Of the last')),
    }),
  ),
})

operate(
  app,
  {
    method: 'get',
    path: '/api/admin/statistics',
    summary: 'Views over time, the posts read most, searches in vain',
    query: v.object({
      days: v.optional(v.pipe(integerText, v.minValue(7), v.maxValue(366)), '30'),
    }),
    answers: { 200: { description: 'The figures', schema: statisticsSchema } },
  },
  async (c, { query }) => {
    const { db, now } = c.var
    const days = Array.from({ length: query.days }, (_, ago) =>
      dayOf(now - (query.days - 1 - ago) * dayMs),
    )
    const since = days[0] ?? dayOf(now)
    const [views, posts, searches] = await Promise.all([
      viewsByDay(db, since),
      topPosts(db, since, 10),
      frequentSearches(db, 20),
    ])
    const counted = new Map(views.map((row) => [row.day, row.views]))
    return c.json({
      days: days.map((day) => ({ day, views: counted.get(day) ?? 0 })),
      posts,
      missedSearches: searches.failed,
    })
  },
)

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}

export default app
