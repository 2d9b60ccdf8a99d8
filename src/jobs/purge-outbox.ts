import { purge } from '../cache/publish.ts'
import { duePurges } from '../db/outbox.ts'
import type { JobContext, Report } from './context.ts'

/** How many purges on record one run takes; their tags go out together. */
const entriesPerRun = 1_000

/** Carries out the purges that their requests could not. */
export async function purgeOutbox(context: JobContext): Promise<Report> {
  const { db, now } = context
  const due = await duePurges(db, now, entriesPerRun)
  if (due.length === 0) return { purged: 0 }
  const done = await purge(context, due)
  return { purged: done ? due.length : 0, refused: done ? 0 : due.length }
}
