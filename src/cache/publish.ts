import { sql } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import type { Db } from '../db/client.ts'
import { finishPurges, postponePurges, recordPurge } from '../db/outbox.ts'
import { noteNextDue, raiseSiteVersion } from '../db/site.ts'
import { staleTags } from './dependencies.ts'
import { type EdgeCache, tagsPerPurge } from './edge.ts'
import { type CacheTag, siteTag } from './tags.ts'
import { touchedPosts, touchesOtherPages } from './versions.ts'
import type { Write } from './writes.ts'

export type Statement = BatchItem<'sqlite'>

/** A purge that is on record and still to be carried out. */
export interface PendingPurge {
  id: number
  tags: CacheTag[]
  /** How often it has been carried out already. */
  purges?: number
}

/** What carrying out purges takes; a request's variables have it. */
export interface PurgeContext {
  db: Db
  edge: EdgeCache
  now: number
  /** Lets work go on after the response. */
  waitUntil: (work: Promise<unknown>) => void
}

/** Told every write that commits: tests hold the dependency map against them. */
export const writeObservers = new Set<(write: Write) => void>()

/** The database was lost while it wrote: nobody can tell whether it did. */
export class UncertainWriteError extends Error {}

/** https://developers.cloudflare.com/d1/observability/debug-d1/ */
const uncertain =
  /network connection lost|storage caused object to be reset|code was updated|transient issue|read from request stream|exceeded timeout/i

/**
 * Commits a write (or several that belong together) with what follows from it: raised page versions
 * and the record of the tags to purge. All or nothing, in one batch. This is the only way anything that readers see is
 * written, and the only way a purge comes about. Errors are D1's own, and then nothing was written,
 * except for {@link UncertainWriteError}.
 */
export async function commit(
  db: Db,
  write: Write | Write[],
  statements: Statement[],
  { now, later = false }: { now: number; later?: boolean },
): Promise<PendingPurge> {
  const writes = [write].flat()
  const tags = [...new Set(writes.flatMap((each) => staleTags(each)))]
  const kinds = [...new Set(writes.map(({ kind }) => kind))].join()
  const record = recordPurge(db, { write: kinds, tags, now, later })
  const versions = writes.flatMap((each) => versionStatements(db, each))
  const all = [...statements, ...versions, ...(tags.length ? [record] : [])]
  const [first, ...rest] = all
  if (!first) return { id: 0, tags }
  try {
    const results = await db.batch([first, ...rest])
    for (const observe of writeObservers) writes.forEach(observe)
    const recorded = tags.length ? (results.at(-1) as { id: number }[]) : []
    return { id: recorded[0]?.id ?? 0, tags }
  } catch (error) {
    const lost = uncertain.test(`${error} ${error instanceof Error ? error.cause : ''}`)
    throw lost
      ? new UncertainWriteError('The database was lost while saving', { cause: error })
      : error
  }
}

function versionStatements(db: Db, write: Write): Statement[] {
  const touched = [...new Set(touchedPosts(write))]
  const statements: Statement[] = []
  if (touched.length > 0) {
    statements.push(
      db.run(sql`UPDATE posts SET page_version = page_version + 1
        WHERE id IN (SELECT value FROM json_each(${JSON.stringify(touched)}))`),
    )
  }
  if (touchesOtherPages(write)) statements.push(raiseSiteVersion(db))
  if (write.kind === 'post' || write.kind === 'due') statements.push(noteNextDue(db))
  return statements
}

/** Beyond this many tags everything is purged by the one tag that every page has. */
const mostTags = 3 * tagsPerPurge

/**
 * Carries out purges, in few calls. Where the driver cannot tell whether a render was under way, a
 * second purge follows some seconds later. What the platform refuses, and what a Worker that ends
 * too soon leaves undone, stays on record for cron. Never throws: the write is safe already.
 */
export async function purge(context: PurgeContext, pending: PendingPurge[]): Promise<boolean> {
  const { edge, now } = context
  const real = pending.filter(({ id, tags }) => id !== 0 && tags.length > 0)
  if (real.length === 0) return true
  if (!(await attempt(edge, real))) {
    await note(context, real, { dueAt: now + 60_000, purged: false })
    return false
  }
  const again = edge.settleTime > 0 ? real.filter(({ purges }) => !purges) : []
  const done = real.filter((entry) => !again.includes(entry))
  await note(context, again, { dueAt: now + edge.settleTime, purged: true })
  await note(context, done, 'done')
  if (again.length > 0) context.waitUntil(purgeAgain(context, again))
  return true
}

async function purgeAgain(context: PurgeContext, pending: PendingPurge[]) {
  await new Promise((resolve) => setTimeout(resolve, context.edge.settleTime))
  if (await attempt(context.edge, pending)) await note(context, pending, 'done')
}

async function attempt(edge: EdgeCache, pending: PendingPurge[]): Promise<boolean> {
  const tags = [...new Set(pending.flatMap((entry) => entry.tags))]
  try {
    return await edge.purge(tags.length > mostTags ? [siteTag] : tags)
  } catch (error) {
    console.error('Purging the edge cache failed; cron will try again', error)
    return false
  }
}

/** Brings the record up to date. Where that fails, the purge is merely carried out once more. */
async function note(
  { db }: PurgeContext,
  pending: PendingPurge[],
  what: 'done' | { dueAt: number; purged: boolean },
) {
  const ids = pending.map(({ id }) => id)
  if (ids.length === 0) return
  try {
    await (what === 'done' ? finishPurges(db, ids) : postponePurges(db, ids, what))
  } catch (error) {
    console.error('The record of purges could not be brought up to date', error)
  }
}
