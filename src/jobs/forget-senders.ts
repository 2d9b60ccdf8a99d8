import { forgetSenders, listSenders } from '../db/comments.ts'
import { jobCursor, setJobCursor } from '../db/jobs.ts'
import type { JobContext, Report } from './context.ts'

/** A sender's hash has the day in it: after two days it can be compared with no other. */
const kept = 2 * 86_400_000

/** Comments that one run looks at; the next goes on behind them, and then begins anew. */
const commentsPerRun = 200

/** Erases what identifies the senders of comments beyond what they gave themselves. */
export async function forgetOldSenders({ db, now }: JobContext): Promise<Report> {
  const after = (await jobCursor(db, 'forget')) ?? ''
  const found = await listSenders(db, { after, limit: commentsPerRun })
  const old = found.filter(({ createdAt }) => createdAt <= now - kept)
  const cursor = found.length < commentsPerRun ? '' : (found.at(-1)?.senderHash ?? '')
  const moved = cursor !== after ? [setJobCursor(db, 'forget', cursor)] : []
  const [first, ...rest] = [...(old.length > 0 ? [forgetSenders(db, old)] : []), ...moved]
  if (first) await db.batch([first, ...rest])
  return { forgotten: old.length }
}
