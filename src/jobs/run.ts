import { type FinishedJob, finishJobs, type LeasedJob, takeLease, takeLeases } from '../db/jobs.ts'
import { loadSite } from '../db/site.ts'
import type { JobContext, Report } from './context.ts'
import { forgetOldAudit } from './forget-audit.ts'
import { forgetOldSenders } from './forget-senders.ts'
import { indexStep } from './index-related.ts'
import { indexSearchStep } from './index-search.ts'
import { weighViews } from './popularity.ts'
import { publishDue } from './publish-due.ts'
import { purgeOutbox } from './purge-outbox.ts'
import { rebuildRelated } from './rebuild-related.ts'
import { warmHotPosts } from './warm.ts'

/** How long a job may hold its lease: a run that died is taken up after this many ms. */
const leaseTime = 60_000
/** The same for the run of the hour: as long as the platform lets it run. */
const hourlyLeaseTime = 15 * 60_000
/** Rows that one job may write in one run. All are bounded far below; this holds if one is not. */
const mostRowsWritten = 20_000

type Job = (context: JobContext) => Promise<Report>

/** What the scheduled handler runs, in order: what readers wait for comes first. */
const jobs = {
  publish: publishDue,
  purge: purgeOutbox,
  related: async (context) =>
    (context.hourly && (await rebuildRelated(context))) || indexStep(context),
  popularity: weighViews,
  search: indexSearchStep,
  warm: warmHotPosts,
  audit: forgetOldAudit,
  forget: forgetOldSenders,
} satisfies Record<string, Job>

/**
 * Statements that the jobs of one run may ask on the free profile, of the fifty that the free plan
 * allows an invocation (what counts its rows takes one or two more), and the most that each job asks:
 * what does not fit is left for the next run.
 */
const mostStatements = 38
const statementsOf: Record<JobName, number> = {
  ...{ publish: 10, purge: 4, related: 24, popularity: 6 },
  ...{ search: 14, warm: 12, audit: 4, forget: 4 },
}

export type JobName = keyof typeof jobs
export const jobNames = Object.keys(jobs) as JobName[]

/** Runs one job under its lease; undefined when another run holds it. Errors become the report. */
export async function runJob(name: JobName, context: JobContext): Promise<Report | undefined> {
  const { db, now } = context
  const duration = context.hourly ? hourlyLeaseTime : leaseTime
  if (!(await takeLease(db, name, now, duration))) return undefined
  const done = await attempt(name, context)
  await finishJobs(db, [name], [done], now)
  return done.report
}

async function attempt(
  name: JobName,
  context: JobContext,
): Promise<FinishedJob & { report: Report }> {
  const { meter } = context
  try {
    meter.mostRowsWritten = meter.rowsWritten + mostRowsWritten
    return { name, outcome: 'ok', report: await jobs[name](context) }
  } catch (error) {
    console.error(`Job ${name} failed`, error)
    const report = { error: error instanceof Error ? error.message : String(error) }
    return { name, outcome: 'failed', report }
  } finally {
    delete meter.mostRowsWritten
  }
}

/**
 * Runs every job once; one that fails does not keep the others from running. On the free profile a
 * run stays within what the plan allows: when much is to be done, the jobs that ran last wait for
 * the next run.
 */
export async function runAllJobs(context: JobContext): Promise<Record<string, Report>> {
  const { db, meter, now } = context
  const isLong = context.hourly && (await loadSite(db)).settings.indexProfile === 'paid'
  if (isLong) return runEachJob(context)
  const start = meter.statements
  const leased = await takeLeases(db, jobNames, now, leaseTime)
  const reports: Record<string, Report> = {}
  const finished: FinishedJob[] = []
  for (const name of inTurn(leased)) {
    const room = mostStatements - (meter.statements - start) - 1
    const isBounded = leased[0]?.profile === 'free'
    if (isBounded && finished.length > 0 && statementsOf[name] > room) {
      reports[name] = { skipped: 'left for the next run' }
      continue
    }
    const done = await attempt(name, { ...context, hourly: false })
    finished.push(done)
    reports[name] = done.report
  }
  const names = leased.map(({ name }) => name)
  if (names.length > 0) await finishJobs(db, names, finished, now)
  for (const name of jobNames) reports[name] ??= { skipped: 'another run holds the lease' }
  return reports
}

/** Each under a lease of its own: a run of minutes must not keep others from publishing. */
async function runEachJob(context: JobContext): Promise<Record<string, Report>> {
  const reports: Record<string, Report> = {}
  for (const name of jobNames) {
    reports[name] = (await runJob(name, context)) ?? { skipped: 'another run holds the lease' }
  }
  return reports
}

/** How many of the jobs come first in every run. */
const firstInTurn = 3

/** The first jobs in their order, then those that have waited longest. */
function inTurn(leased: LeasedJob[]): JobName[] {
  const times = new Map(leased.map(({ name, finishedAt }) => [name, finishedAt ?? 0]))
  const names = jobNames.filter((name) => times.has(name))
  const first = names.filter((name) => jobNames.indexOf(name) < firstInTurn)
  const others = names.filter((name) => !first.includes(name))
  others.sort((a, b) => (times.get(a) ?? 0) - (times.get(b) ?? 0))
  return [...first, ...others]
}
