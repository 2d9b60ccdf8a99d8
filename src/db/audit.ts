import { sql } from 'drizzle-orm'
import type { Db } from './client.ts'
import { audit } from './schema.ts'

export type AuditEntry = typeof audit.$inferSelect

/** Statement: notes a write that somebody made through the API. */
export function noteAudit(db: Db, entry: Omit<AuditEntry, 'id'>) {
  return db.insert(audit).values(entry)
}

/** What was done, newest first, below `before`; one more than `limit` where there is more. */
export async function listAudit(
  db: Db,
  { before, limit }: { before: number; limit: number },
): Promise<AuditEntry[]> {
  return db.all<AuditEntry>(sql`SELECT id, at, actor, via, operation, path, status FROM audit
    WHERE id < ${before} ORDER BY id DESC LIMIT ${limit + 1}`)
}
