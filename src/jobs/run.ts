import { finishJob, takeLease } from '../db/jobs.ts'
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

/** What the scheduled handler runs, in order: what readers wait for comes first. */
const jobs = {
  publish: publishDue,
  purge: purgeOutbox,
  popularity: weighViews,
  related: async (context) =>
    (context.hourly && (await rebuildRelated(context))) || indexStep(context),
  search: indexSearchStep,
  warm: warmHotPosts,
  audit: forgetOldAudit,
  forget: forgetOldSenders,
} satisfies Record<string, (context: JobContext) => Promise<Report>>

export type JobName = keyof typeof jobs
export const jobNames = Object.keys(jobs) as JobName[]

/** Runs one job under its lease; undefined when another run holds it. Errors become the report. */
export async function runJob(name: JobName, context: JobContext): Promise<Report | undefined> {
  const { db, meter, now } = context
  if (!(await takeLease(db, name, now, context.hourly ? hourlyLeaseTime : leaseTime)))
    return undefined
  try {
    meter.mostRowsWritten = meter.rowsWritten + mostRowsWritten
    const report = await jobs[name](context)
    delete meter.mostRowsWritten
    await finishJob(db, name, { finishedAt: now, outcome: 'ok', report })
    return report
  } catch (error) {
    console.error(`Job ${name} failed`, error)
    delete meter.mostRowsWritten
    const report = { error: error instanceof Error ? error.message : String(error) }
    await finishJob(db, name, { finishedAt: now, outcome: 'failed', report })
    return report
  }
}

/** Runs every job once; one that fails does not keep the others from running. */
export async function runAllJobs(context: JobContext): Promise<Record<string, Report>> {
  const reports: Record<string, Report> = {}
  for (const name of jobNames) {
    reports[name] = (await runJob(name, context)) ?? { skipped: 'another run holds the lease' }
  }
  return reports
}
