import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { queueEverything } from '../../db/index-posts.ts'
import type { AppEnv } from '../../env.ts'
import type { JobContext, Report } from '../../jobs/context.ts'
import { rebuildSearch } from '../../jobs/index-search.ts'
import { runAllJobs, runJob } from '../../jobs/run.ts'
import { answerProblem } from '../../problem.ts'
import { integer } from '../../schemas.ts'
import { operate } from './operation.ts'

const app = new Hono<AppEnv>()

operate(
  app,
  {
    method: 'post',
    path: '/api/admin/jobs/related',
    summary: 'Run one bounded step of the related index; call until remaining is 0',
    body: v.object({
      full: v.optional(v.pipe(v.boolean(), v.description('Queue every post first')), false),
    }),
    answers: {
      200: {
        description: 'What the step did',
        schema: v.object({ processed: integer, remaining: integer }),
      },
      409: { description: 'Another run is under way' },
    },
  },
  async (c, { body }) => {
    if (body.full) await c.var.db.batch(queueEverything(c.var.db))
    return answerReport(c, await runJob('related', jobContext(c)))
  },
)

operate(
  app,
  {
    method: 'post',
    path: '/api/admin/jobs/tick',
    summary: 'Run once what the scheduled handler runs',
    query: v.object({
      hourly: v.optional(
        v.pipe(
          v.picklist(['true', 'false']),
          v.description('As the run of the hour does, which may make all related lists at once'),
          v.transform((text) => text === 'true'),
        ),
        'false',
      ),
    }),
    answers: {
      200: {
        description: 'A report for each job',
        schema: v.record(v.string(), v.record(v.string(), v.unknown())),
      },
    },
  },
  async (c, { query }) => c.json(await runAllJobs({ ...jobContext(c), hourly: query.hourly })),
)

operate(
  app,
  {
    method: 'post',
    path: '/api/admin/jobs/search',
    summary: 'Run one bounded step of the search index; call until remaining is 0',
    body: v.object({
      full: v.optional(v.pipe(v.boolean(), v.description('Make every post anew')), false),
    }),
    answers: {
      200: {
        description: 'What the step did; remaining is an estimate until it is 0',
        schema: v.object({ processed: integer, removed: integer, remaining: integer }),
      },
      409: { description: 'Another run is under way' },
    },
  },
  async (c, { body }) => {
    if (body.full) await rebuildSearch(c.var.db)
    return answerReport(c, await runJob('search', jobContext(c)))
  },
)

/** The report of a run, or why there is none. */
function answerReport(c: Context<AppEnv>, report: Report | undefined) {
  if (!report) {
    const detail = 'Another run of this job is under way; try again in a minute'
    return answerProblem(c, { status: 409, detail })
  }
  if ('error' in report) return answerProblem(c, { status: 500, detail: String(report.error) })
  return c.json(report)
}

function jobContext(c: Context<AppEnv>): JobContext {
  return { ...c.var, env: c.env }
}

export default app
