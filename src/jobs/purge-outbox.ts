import { purge } from '../cache/publish.ts'
import { duePurges } from '../db/outbox.ts'
import type { JobContext, Report } from './context.ts'

/** How many purges on record one run takes; their tags go out together. */
const entriesPerRun = 80

/** Carries out the purges that their requests could not. */
export async function purgeOutbox({ db, edge, now }: JobContext): Promise<Report> {
  const due = await duePurges(db, now, entriesPerRun)
  if (due.length === 0) return { purged: 0 }
  const done = await purge(db, edge, due, now)
  return { purged: done ? due.length : 0, refused: done ? 0 : due.length }
}
