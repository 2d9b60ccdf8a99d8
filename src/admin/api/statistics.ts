import { Hono } from 'hono'
import { z } from 'zod'
import { missedSearchesTop, topPosts, viewsByDay } from '../../db/statistics.ts'
import type { AppEnv } from '../../env.ts'
import { operate } from './operation.ts'
import { isoTime } from './post-schema.ts'

const app = new Hono<AppEnv>()

const dayMs = 86_400_000

export const statisticsSchema = z.object({
  days: z.array(z.object({ day: z.iso.date(), views: z.int() })).describe('Every day, UTC'),
  posts: z.array(z.object({ id: z.int(), title: z.string(), views: z.int() })),
  missedSearches: z.array(
    z.object({ query: z.string(), times: z.int(), lastAt: z.iso.datetime().nullable() }),
  ),
})

operate(
  app,
  {
    method: 'get',
    path: '/api/admin/statistics',
    summary: 'Views over time, the posts read most, searches in vain',
    query: z.object({ days: z.coerce.number().int().min(7).max(366).default(30) }),
    answers: { 200: { description: 'The figures', schema: statisticsSchema } },
  },
  async (c, { query }) => {
    const { db, now } = c.var
    const days = Array.from({ length: query.days }, (_, ago) =>
      dayOf(now - (query.days - 1 - ago) * dayMs),
    )
    const since = days[0] ?? dayOf(now)
    const [views, posts, missed] = await Promise.all([
      viewsByDay(db, since),
      topPosts(db, since, 10),
      missedSearchesTop(db, 20),
    ])
    const counted = new Map(views.map((row) => [row.day, row.views]))
    return c.json({
      days: days.map((day) => ({ day, views: counted.get(day) ?? 0 })),
      posts,
      missedSearches: missed.map((row) => ({ ...row, lastAt: isoTime(row.lastAt) })),
    })
  },
)

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}

export default app
