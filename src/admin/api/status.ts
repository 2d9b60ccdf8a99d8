import { Hono } from 'hono'
import { z } from 'zod'
import packageJson from '../../../package.json' with { type: 'json' }
import { allJobs, dailyKvWrites } from '../../db/jobs.ts'
import { pendingPurges } from '../../db/outbox.ts'
import { queueLength } from '../../db/related.ts'
import { loadFigures, schemaVersion } from '../../db/status.ts'
import type { AppEnv } from '../../env.ts'
import { jobNames } from '../../jobs/run.ts'
import { algorithm } from '../../related/terms.ts'
import { operate } from './operation.ts'
import { isoTime } from './post-schema.ts'

const app = new Hono<AppEnv>()

const time = z.iso.datetime().nullable()

operate(
  app,
  {
    method: 'get',
    path: '/api/admin/status',
    summary: 'How the site is doing',
    answers: {
      200: {
        description: 'Versions, jobs, backlogs and budgets',
        schema: z.object({
          version: z.string(),
          schemaVersion: z.string().nullable(),
          edgeCache: z.string(),
          posts: z.object({ total: z.int(), visible: z.int(), scheduled: z.int() }),
          jobs: z.array(
            z.object({
              name: z.string(),
              startedAt: time,
              finishedAt: time,
              outcome: z.enum(['ok', 'failed']).nullable(),
              report: z.record(z.string(), z.unknown()).nullable(),
            }),
          ),
          pendingPurges: z.object({ count: z.int(), oldest: time }),
          overduePosts: z.int(),
          indexBacklog: z.int(),
          budgets: z.object({ kvWrites: z.object({ used: z.int(), allowed: z.int() }) }),
        }),
      },
    },
  },
  async (c) => {
    const { db, now, edge } = c.var
    const [jobs, purges, backlog, figures, schema] = await Promise.all([
      allJobs(db),
      pendingPurges(db),
      queueLength(db, algorithm),
      loadFigures(db, now),
      schemaVersion(db),
    ])
    return c.json({
      version: packageJson.version,
      schemaVersion: schema,
      edgeCache: edge.name,
      posts: { total: figures.posts, visible: figures.visible, scheduled: figures.scheduled },
      jobs: jobNames.map((name) => {
        const job = jobs.find((row) => row.name === name)
        return {
          name,
          startedAt: isoTime(job?.startedAt ?? null),
          finishedAt: isoTime(job?.finishedAt ?? null),
          outcome: job?.outcome ?? null,
          report: job?.report ?? null,
        }
      }),
      pendingPurges: { count: purges.count, oldest: isoTime(purges.oldest) },
      overduePosts: figures.overdue,
      indexBacklog: backlog,
      budgets: {
        kvWrites: {
          used: kvWritesToday(jobs.find((row) => row.name === 'kv-writes')?.cursor, now),
          allowed: dailyKvWrites,
        },
      },
    })
  },
)

function kvWritesToday(cursor: string | null | undefined, now: number): number {
  if (!cursor) return 0
  const { day, writes } = JSON.parse(cursor)
  return day === new Date(now).toISOString().slice(0, 10) ? writes : 0
}

export default app
