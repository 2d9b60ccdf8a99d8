import { asc, lte, sql } from 'drizzle-orm'
import type { CacheTag } from '../cache/tags.ts'
import type { Db } from './client.ts'
import { type OutboxEntry, outbox } from './schema.ts'

/** How long a request has for its own purge before cron takes it over. */
const headStart = 30_000

/** Statement: records tags to purge, in the batch of the write that made their pages stale. */
export function recordPurge(
  db: Db,
  entry: { write: string; tags: CacheTag[]; now: number; later: boolean },
) {
  return db
    .insert(outbox)
    .values({
      createdAt: entry.now,
      write: entry.write,
      tags: entry.tags,
      dueAt: entry.later ? entry.now : entry.now + headStart,
    })
    .returning({ id: outbox.id })
}

/** The purges that are due at `now`, oldest first. */
export async function duePurges(db: Db, now: number, limit: number): Promise<OutboxEntry[]> {
  return db
    .select()
    .from(outbox)
    .where(lte(outbox.dueAt, now))
    .orderBy(asc(outbox.dueAt))
    .limit(limit)
}

/** Removes purges that have been carried out for good. */
export async function finishPurges(db: Db, ids: number[]): Promise<void> {
  if (ids.length === 0) return
  await db.delete(outbox).where(among(ids))
}

/** Keeps purges for another time: after a first success, or after a refusal. */
export async function postponePurges(
  db: Db,
  ids: number[],
  { dueAt, purged }: { dueAt: number; purged: boolean },
): Promise<void> {
  if (ids.length === 0) return
  await db
    .update(outbox)
    .set({
      dueAt,
      attempts: sql`${outbox.attempts} + 1`,
      ...(purged && { purges: sql`${outbox.purges} + 1` }),
    })
    .where(among(ids))
}

/** One parameter, however many ids. */
function among(ids: number[]) {
  return sql`${outbox.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`
}

/** How many purges wait, and since when the oldest does. */
export async function pendingPurges(db: Db): Promise<{ count: number; oldest: number | null }> {
  const [row] = await db
    .select({
      count: sql<number>`count(*)`.as('count'),
      oldest: sql<number | null>`min(created_at)`.as('oldest'),
    })
    .from(outbox)
  return row ?? { count: 0, oldest: null }
}
