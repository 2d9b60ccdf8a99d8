import { Hono } from 'hono'
import * as z from 'zod'
import { frequentSearches } from '../../db/search-counts.ts'
import type { AppEnv } from '../../env.ts'
import { operate } from './operation.ts'

const app = new Hono<AppEnv>()

const counts = z.array(z.object({ query: z.string(), searches: z.int(), day: z.iso.date() }))

operate(
  app,
  {
    method: 'get',
    path: '/api/admin/searches',
    summary: 'What readers search for most, and what they find nothing for',
    query: z.object({ limit: z.coerce.number().int().min(1).max(100).default(20) }),
    answers: {
      200: {
        description:
          'Searches by their words alone, and the day of the last one; counts are estimates',
        schema: z.object({ popular: counts, failed: counts }),
      },
    },
  },
  async (c, { query }) => c.json(await frequentSearches(c.var.db, query.limit)),
)

export default app
