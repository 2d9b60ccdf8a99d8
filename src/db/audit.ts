import { sql } from 'drizzle-orm'
import type { Db } from './client.ts'
import { audit } from './schema.ts'

export type AuditEntry = typeof audit.$inferSelect

/** Statement: notes a write that somebody made through the API. */
export function noteAudit(db: Db, entry: Omit<AuditEntry, 'id'>) {
  return db.insert(audit).values(entry)
}

/** At most one failed sign-in is noted in this time, in ms, and among this many entries. */
const strangerEvery = 3_600_000
const strangerAmong = 50

/** Notes that somebody unknown failed to sign in, unless that was noted not long ago. */
export async function noteStranger(db: Db, entry: Omit<AuditEntry, 'id'>): Promise<void> {
  const { at, operation, path, status } = entry
  await db.run(sql`INSERT INTO audit (at, actor, via, operation, path, status)
    SELECT ${at}, '', '', ${operation}, ${path}, ${status} WHERE NOT EXISTS (SELECT 1 FROM audit
      WHERE id > (SELECT max(id) FROM audit) - ${strangerAmong}
        AND actor = '' AND at > ${at - strangerEvery})`)
}

/** What was done, newest first, below `before`; one more than `limit` where there is more. */
export async function listAudit(
  db: Db,
  { before, limit }: { before: number; limit: number },
): Promise<AuditEntry[]> {
  return db.all<AuditEntry>(sql`SELECT id, at, actor, via, operation, path, status FROM audit
    WHERE id < ${before} ORDER BY id DESC LIMIT ${limit + 1}`)
}

/** How long an entry is kept, in ms, and how many are kept at most. */
const keptFor = 365 * 86_400_000
const keptEntries = 10_000

/**
 * Removes what is too old or too much, of the `limit` oldest entries: it reads no more rows than
 * that, however long the trail. Answers how many went.
 */
export async function forgetAudit(db: Db, now: number, limit: number): Promise<number> {
  const { meta } = await db.run(sql`DELETE FROM audit WHERE id IN (
    SELECT id FROM (SELECT id, at FROM audit WHERE id > 0 ORDER BY id LIMIT ${limit})
    WHERE at < ${now - keptFor} OR id <= (SELECT max(id) FROM audit) - ${keptEntries})`)
  return meta.changes
}
