import { and, eq, lt, ne, sql } from 'drizzle-orm'
import type { Db } from './client.ts'
import { type Author, sessions } from './schema.ts'

/** How long a session lasts after it was last used, in ms. */
export const sessionTime = 30 * 24 * 3_600_000

/** The time between two notes that a session is in use, in ms: one write a day is enough. */
const noteEvery = 24 * 3_600_000

export type Session = typeof sessions.$inferSelect

/** The person of an open session; undefined where it has ended or its account is suspended. */
export async function findSession(
  db: Db,
  hash: string,
  now: number,
): Promise<{ authorId: number; name: string; role: Author['role']; seenAt: number } | undefined> {
  const [row] = await db.all<{
    authorId: number
    name: string
    role: Author['role']
    seenAt: number
  }>(sql`
    SELECT s.author_id AS authorId, a.name, a.role, s.seen_at AS seenAt
    FROM sessions s JOIN accounts p ON p.author_id = s.author_id
    JOIN authors a ON a.id = s.author_id
    WHERE s.hash = ${hash} AND s.expires_at > ${now} AND NOT p.suspended`)
  return row
}

/** Opens a session, and forgets those of the person that have ended. */
export async function openSession(
  db: Db,
  session: { hash: string; authorId: number; device: string },
  now: number,
): Promise<void> {
  await db.batch([
    db
      .delete(sessions)
      .where(and(eq(sessions.authorId, session.authorId), lt(sessions.expiresAt, now))),
    db
      .insert(sessions)
      .values({ ...session, createdAt: now, seenAt: now, expiresAt: now + sessionTime }),
  ])
}

/** Notes that a session is in use, unless that was done not long ago. True when it was prolonged. */
export async function keepSession(
  db: Db,
  hash: string,
  seenAt: number,
  now: number,
): Promise<boolean> {
  if (now - seenAt < noteEvery) return false
  await db
    .update(sessions)
    .set({ seenAt: now, expiresAt: now + sessionTime })
    .where(eq(sessions.hash, hash))
  return true
}

/** The open sessions of a person, newest first. */
export async function listSessions(db: Db, authorId: number, now: number): Promise<Session[]> {
  const rows = await db.select().from(sessions).where(eq(sessions.authorId, authorId))
  return rows.filter((session) => session.expiresAt > now).sort((a, b) => b.createdAt - a.createdAt)
}

export async function endSession(db: Db, hash: string): Promise<void> {
  await db.delete(sessions).where(eq(sessions.hash, hash))
}

/** Ends every session of a person but `kept`. */
export async function endSessions(db: Db, authorId: number, kept = ''): Promise<void> {
  await db.delete(sessions).where(and(eq(sessions.authorId, authorId), ne(sessions.hash, kept)))
}
