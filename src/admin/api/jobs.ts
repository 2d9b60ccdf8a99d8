import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { queueEverything } from '../../db/index-posts.ts'
import type { AppEnv } from '../../env.ts'
import type { JobContext } from '../../jobs/context.ts'
import { runAllJobs, runJob } from '../../jobs/run.ts'
import { answerProblem } from '../../problem.ts'
import { operate } from './operation.ts'

const app = new Hono<AppEnv>()

operate(
  app,
  {
    method: 'post',
    path: '/api/admin/jobs/related',
    summary: 'Run one bounded step of the related index; call until remaining is 0',
    body: z.object({ full: z.boolean().default(false).describe('Queue every post first') }),
    answers: {
      200: {
        description: 'What the step did',
        schema: z.object({ processed: z.int(), remaining: z.int() }),
      },
      409: { description: 'Another run is under way' },
    },
  },
  async (c, { body }) => {
    if (body.full) await c.var.db.batch(queueEverything(c.var.db))
    const report = await runJob('related', jobContext(c))
    if (!report) {
      const detail = 'Another run of this job is under way; try again in a minute'
      return answerProblem(c, { status: 409, detail })
    }
    if ('error' in report) return answerProblem(c, { status: 500, detail: String(report.error) })
    return c.json(report)
  },
)

operate(
  app,
  {
    method: 'post',
    path: '/api/admin/jobs/tick',
    summary: 'Run once what the scheduled handler runs',
    answers: {
      200: {
        description: 'A report for each job',
        schema: z.record(z.string(), z.record(z.string(), z.unknown())),
      },
    },
  },
  async (c) => c.json(await runAllJobs(jobContext(c))),
)

function jobContext(c: Context<AppEnv>): JobContext {
  const { db, edge, now } = c.var
  return { db, env: c.env, edge, now }
}

export default app
