import { Hono } from 'hono'
import * as v from 'valibot'
import { version } from '../../../package.json'
import { allJobs, countedToday, dailyKvWrites } from '../../db/jobs.ts'
import { pendingPurges } from '../../db/outbox.ts'
import { queueLength } from '../../db/related.ts'
import { rowsCounter } from '../../db/rows.ts'
import { loadSite } from '../../db/site.ts'
import { databaseSize, loadFigures, schemaVersion } from '../../db/status.ts'
import type { AppEnv } from '../../env.ts'
import { jobNames } from '../../jobs/run.ts'
import { algorithm } from '../../related/terms.ts'
import { integer, timestamp } from '../../schemas.ts'
import { operate } from './operation.ts'
import { isoTime } from './post-schema.ts'

const app = new Hono<AppEnv>()

/** What one database may hold on the free plan (Cloudflare, D1 limits). */
const freeDatabaseBytes = 500_000_000

const time = v.nullable(timestamp)
const budget = v.object({ used: integer, allowed: integer })

/** Rows a day of the free plan (platform limits of D1). */
const freeRows = { read: 5_000_000, written: 100_000 }

operate(
  app,
  {
    method: 'get',
    path: '/api/admin/status',
    summary: 'How the site is doing',
    answers: {
      200: {
        description: 'Versions, jobs, backlogs and budgets',
        schema: v.object({
          version: v.string(),
          schemaVersion: v.nullable(v.string()),
          edgeCache: v.string(),
          posts: v.object({ total: integer, visible: integer, scheduled: integer }),
          jobs: v.array(
            v.object({
              name: v.string(),
              startedAt: time,
              finishedAt: time,
              outcome: v.nullable(v.picklist(['ok', 'failed'])),
              report: v.nullable(v.record(v.string(), v.unknown())),
            }),
          ),
          pendingPurges: v.object({
            count: integer,
            oldest: time,
            ageSeconds: v.pipe(
              v.nullable(integer),
              v.description('How long the oldest has waited'),
            ),
          }),
          overduePosts: integer,
          indexBacklog: integer,
          budgets: v.pipe(
            v.object({
              kvWrites: budget,
              rowsRead: budget,
              rowsWritten: budget,
              databaseBytes: budget,
            }),
            v.description(
              'Of the current day, UTC; the rows are a little low, for what readers cost is added in lots',
            ),
          ),
        }),
      },
    },
  },
  async (c) => {
    const { db, now, edge } = c.var
    const [jobs, purges, backlog, figures, schema, size] = await Promise.all([
      allJobs(db),
      pendingPurges(db),
      queueLength(db, algorithm),
      loadFigures(db, now),
      schemaVersion(db),
      databaseSize(c.env.DB),
      // So that the edge cache is the one of the present settings.
      loadSite(db),
    ])
    const counted = (name: string) =>
      countedToday(
        jobs.find((row) => row.name === name),
        now,
      ) ?? {}
    return c.json({
      version,
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
      pendingPurges: {
        count: purges.count,
        oldest: isoTime(purges.oldest),
        ageSeconds: purges.oldest === null ? null : Math.floor((now - purges.oldest) / 1000),
      },
      overduePosts: figures.overdue,
      indexBacklog: backlog,
      budgets: {
        kvWrites: { used: counted('kv-writes').writes ?? 0, allowed: dailyKvWrites },
        rowsRead: { used: counted(rowsCounter).read ?? 0, allowed: freeRows.read },
        rowsWritten: { used: counted(rowsCounter).written ?? 0, allowed: freeRows.written },
        databaseBytes: { used: size, allowed: freeDatabaseBytes },
      },
    })
  },
)

export default app
