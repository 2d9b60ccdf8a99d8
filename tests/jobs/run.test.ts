import { createExecutionContext, createScheduledController } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import { off } from '../../src/cache/edge.ts'
import { createDb } from '../../src/db/client.ts'
import { finishJobs, takeLease } from '../../src/db/jobs.ts'
import { newMeter, RowBudgetError } from '../../src/db/meter.ts'
import { countRows } from '../../src/db/rows.ts'
import worker from '../../src/index.ts'
import type { JobContext } from '../../src/jobs/context.ts'
import { jobNames, runAllJobs, runJob } from '../../src/jobs/run.ts'
import { admin, get, givenPost } from '../site.ts'

function context(overrides: Partial<JobContext> = {}): JobContext {
  const meter = newMeter()
  const waitUntil = () => {}
  const db = createDb(env.DB, meter)
  return { db, meter, env: env as Env, edge: off, now: Date.now(), waitUntil, ...overrides }
}

async function leaseOf(name: string): Promise<number> {
  const row = await env.DB.prepare('SELECT lease_until AS until FROM jobs WHERE name = ?')
    .bind(name)
    .first<{ until: number }>()
  return row?.until ?? -1
}

describe('runAllJobs()', () => {
  it('does each job once when two runs come at once, and gives every lease back', async () => {
    await givenPost({ publishedAt: new Date(Date.now() + 50).toISOString() })
    await new Promise((resolve) => setTimeout(resolve, 60))

    const reports = await Promise.all([runAllJobs(context()), runAllJobs(context())])

    const published = reports.map((report) => report.publish?.published ?? 0)
    expect(published.reduce<number>((sum, count) => sum + Number(count), 0)).toBe(1)
    for (const name of jobNames) expect(await leaseOf(name), name).toBe(0)
  })

  it('takes up the job of a run that died, once its lease has run out', async () => {
    await runJob('purge', context())
    const now = Date.now()
    await env.DB.prepare("UPDATE jobs SET lease_until = ? WHERE name = 'purge'")
      .bind(now + 60_000)
      .run()

    expect(await runJob('purge', context({ now }))).toBeUndefined()
    expect(await runJob('purge', context({ now: now + 60_001 }))).toEqual({ purged: 0 })
  })

  it('gives back no lease that ran out and is taken by another run', async () => {
    const now = Date.now()
    const { db } = context()
    await takeLease(db, 'purge', now, 60_000)
    await takeLease(db, 'purge', now + 60_001, 60_000)

    await finishJobs(db, ['purge'], [{ name: 'purge', outcome: 'ok', report: {} }], now)

    expect(await leaseOf('purge')).toBe(now + 120_001)
  })

  it('reports a job that fails, and runs the others', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    await givenPost()
    await env.DB.prepare("UPDATE posts SET related_pinned = 'no JSON'").run()

    const reports = await runAllJobs(context())
    const next = await runAllJobs(context())

    expect(reports.related).toHaveProperty('error')
    expect(next.warm).toHaveProperty('stored')
    const status = await (await admin('GET', '/status')).json<{
      jobs: { name: string; outcome: string }[]
    }>()
    expect(status.jobs.find((job) => job.name === 'related')?.outcome).toBe('failed')
    expect((await get('/1.html')).status).toBe(200)
    vi.restoreAllMocks()
  })
})

describe('a run on the free profile', () => {
  it('stays within forty statements while much is to be done, and does all of it in turn', async () => {
    await admin('PATCH', '/settings', { hotPosts: 60 })
    for (let number = 0; number < 40; number++) {
      await givenPost({
        title: `第${number}篇`,
        markdown: `第${number}篇讲茶的水温，也讲${number % 5}号茶园。`,
        tags: [`t${number}`],
        ...(number % 8 ? {} : { publishedAt: new Date(Date.now() + 1_500).toISOString() }),
      })
    }
    await new Promise((resolve) => setTimeout(resolve, 1_600))
    await env.DB.prepare('DELETE FROM search').run()
    await admin('POST', '/jobs/search', { full: true })

    const ran = new Map(jobNames.map((name) => [name, 0]))
    let remaining = 1
    let runs = 0
    for (; runs < 60 && remaining > 0; runs++) {
      const busy = context()
      const reports = await runAllJobs(busy)
      expect(busy.meter.statements, JSON.stringify(reports)).toBeLessThanOrEqual(40)
      for (const name of jobNames) {
        expect(reports[name]).not.toHaveProperty('error')
        if (!('skipped' in (reports[name] ?? {}))) ran.set(name, (ran.get(name) ?? 0) + 1)
      }
      remaining = Number(reports.related?.remaining ?? 1)
    }

    expect(remaining).toBe(0)
    expect(ran.get('publish')).toBe(runs)
    expect(ran.get('related')).toBeGreaterThan(runs - 3)
    for (const name of jobNames) expect(ran.get(name), name).toBeGreaterThan(2)
  }, 120_000)

  it('stays within them in the run of the hour too', async () => {
    await admin('PATCH', '/settings', { hotPosts: 60 })
    for (let number = 0; number < 20; number++) {
      await givenPost({ title: `第${number}篇`, markdown: `第${number}篇讲茶的水温。` })
    }
    await admin('POST', '/jobs/search', { full: true })

    const hour = context({ hourly: true })
    await runAllJobs(hour)

    expect(hour.meter.statements).toBeLessThanOrEqual(40)
  })

  it('needs few statements where nothing is to be done', async () => {
    await runAllJobs(context())
    const idle = context()

    const reports = await runAllJobs(idle)

    expect(idle.meter.statements).toBeLessThanOrEqual(30)
    expect(Object.values(reports).filter((report) => 'skipped' in report)).toEqual([])
  })
})

describe('the rows of the day', () => {
  interface Status {
    budgets: Record<string, { used: number; allowed: number }>
  }

  async function rowsToday(): Promise<{ read: number; written: number }> {
    const { budgets } = await (await admin('GET', '/status')).json<Status>()
    expect(budgets.rowsRead?.allowed).toBe(5_000_000)
    expect(budgets.rowsWritten?.allowed).toBe(100_000)
    return { read: budgets.rowsRead?.used ?? -1, written: budgets.rowsWritten?.used ?? -1 }
  }

  it('count what editors write, and not what is looked at', async () => {
    expect(await rowsToday()).toEqual({ read: 0, written: 0 })

    await givenPost()

    const { written } = await rowsToday()
    expect(written).toBeGreaterThan(5)
    expect(written).toBeLessThan(200)
    await get('/')
    expect((await rowsToday()).written).toBe(written)
  })

  it('count a scheduled run, once', async () => {
    await givenPost()
    const before = await rowsToday()

    await worker.scheduled?.(createScheduledController(), env as Env, createExecutionContext())

    const after = await rowsToday()
    expect(after.read).toBeGreaterThan(before.read)
    expect(after.written - before.written).toBeGreaterThan(5)
    // Each of the jobs writes its lease and its report; the rest is for one post.
    expect(after.written - before.written).toBeLessThan(200)
  })

  it('begin anew with the day', async () => {
    await countRows(createDb(env.DB, newMeter()), { rowsRead: 9, rowsWritten: 9 }, 1)

    expect(await rowsToday()).toEqual({ read: 0, written: 0 })
  })
})

describe('the row budget', () => {
  it('stops a run that has written too much before its next statement', async () => {
    const meter = newMeter()
    const db = createDb(env.DB, meter)
    meter.mostRowsWritten = 3
    await db.run('UPDATE site SET version = version + 1')
    meter.rowsWritten = 4

    const refused = db.run('UPDATE site SET version = 99')

    await expect(refused).rejects.toThrow()
    await refused.catch((error) => expect(error.cause ?? error).toBeInstanceOf(RowBudgetError))
    const site = await env.DB.prepare('SELECT version FROM site').first<{ version: number }>()
    expect(site?.version).toBe(2)
  })
})
