import { forgetAudit } from '../db/audit.ts'
import type { JobContext, Report } from './context.ts'

/** How many entries one run looks at: 28,800 a day, more than are made. */
const entriesPerRun = 100

/** Lets old entries of the audit trail go. */
export async function forgetOldAudit({ db, now }: JobContext): Promise<Report> {
  return { forgotten: await forgetAudit(db, now, entriesPerRun) }
}
