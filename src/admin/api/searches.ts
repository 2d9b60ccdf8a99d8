import { Hono } from 'hono'
import * as v from 'valibot'
import { frequentSearches } from '../../db/search-counts.ts'
import type { AppEnv } from '../../env.ts'
import { calendarDay, integer, integerText } from '../../schemas.ts'
import { operate } from './operation.ts'

const app = new Hono<AppEnv>()

const counts = v.array(v.object({ query: v.string(), searches: integer, day: calendarDay }))

operate(
  app,
  {
    method: 'get',
    path: '/api/admin/searches',
    summary: 'What readers search for most, and what they find nothing for',
    query: v.object({
      limit: v.optional(v.pipe(integerText, v.minValue(1), v.maxValue(100)), '20'),
    }),
    answers: {
      200: {
        description:
          'Searches by their words alone, and the day of the last one; counts are estimates',
        schema: v.object({ popular: counts, failed: counts }),
      },
    },
  },
  async (c, { query }) => c.json(await frequentSearches(c.var.db, query.limit)),
)

export default app
