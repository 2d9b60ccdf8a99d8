import { inArray, sql } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import type { Db } from '../db/client.ts'
import { finishPurges, postponePurges, recordPurge } from '../db/outbox.ts'
import { posts } from '../db/schema.ts'
import { noteNextDue, raiseSiteVersion } from '../db/site.ts'
import { staleTags, touchedPosts, touchesOtherPages, type Write } from './dependencies.ts'
import type { EdgeCache } from './edge.ts'
import type { CacheTag } from './tags.ts'

export type Statement = BatchItem<'sqlite'>

/** A purge that is on record and still to be carried out. */
export interface PendingPurge {
  id: number
  tags: CacheTag[]
}

/**
 * Commits a write together with what follows from it: raised page versions and the record of the
 * tags to purge. All or nothing, in one batch. This is the only way anything that readers see is
 * written, and the only way a purge comes about. Errors are D1's own; then nothing was written.
 */
export async function commit(
  db: Db,
  write: Write,
  statements: Statement[],
  { now, later = false }: { now: number; later?: boolean },
): Promise<PendingPurge> {
  const tags = staleTags(write)
  const record = recordPurge(db, { write: write.kind, tags, now, later })
  const all = [...statements, ...versionStatements(db, write), ...(tags.length ? [record] : [])]
  const [first, ...rest] = all
  if (!first) return { id: 0, tags }
  const results = await db.batch([first, ...rest])
  const recorded = tags.length ? (results.at(-1) as { id: number }[]) : []
  return { id: recorded[0]?.id ?? 0, tags }
}

function versionStatements(db: Db, write: Write): Statement[] {
  const touched = [...new Set(touchedPosts(write))]
  const statements: Statement[] = []
  for (let start = 0; start < touched.length; start += 90) {
    statements.push(
      db
        .update(posts)
        .set({ pageVersion: sql`${posts.pageVersion} + 1` })
        .where(inArray(posts.id, touched.slice(start, start + 90))),
    )
  }
  if (touchesOtherPages(write)) statements.push(raiseSiteVersion(db))
  if (write.kind === 'post' || write.kind === 'due') statements.push(noteNextDue(db))
  return statements
}

/**
 * Carries out purges. Where the driver cannot tell whether a render was under way, they stay on
 * record for a second time some seconds later; what the platform refuses stays for cron.
 */
export async function purge(
  db: Db,
  edge: EdgeCache,
  pending: { id: number; tags: CacheTag[]; purges?: number }[],
  now: number,
): Promise<boolean> {
  const real = pending.filter(({ id, tags }) => id !== 0 && tags.length > 0)
  if (real.length === 0) return true
  const done = await attempt(edge, [...new Set(real.flatMap(({ tags }) => tags))])
  const ids = real.map(({ id }) => id)
  if (!done) {
    await postponePurges(db, ids, { dueAt: now + 60_000, purged: false })
    return false
  }
  const again = real.filter(({ purges }) => edge.settleTime > 0 && !purges).map(({ id }) => id)
  await postponePurges(db, again, { dueAt: now + edge.settleTime, purged: true })
  await finishPurges(
    db,
    ids.filter((id) => !again.includes(id)),
  )
  return true
}

async function attempt(edge: EdgeCache, tags: CacheTag[]): Promise<boolean> {
  try {
    return await edge.purge(tags)
  } catch (error) {
    console.error('Purging the edge cache failed; cron will try again', error)
    return false
  }
}
