import { and, eq, gt, lt } from 'drizzle-orm'
import type { Db } from './client.ts'
import { challenges, passkeys } from './schema.ts'

export type Passkey = typeof passkeys.$inferSelect

/** How long an authenticator has to answer, in ms. */
const answerTime = 5 * 60_000

/** Keeps a challenge until it is answered, and drops those nobody answered in time. */
export async function keepChallenge(
  db: Db,
  challenge: string,
  authorId: number | null,
  now: number,
): Promise<void> {
  await db.batch([
    db.delete(challenges).where(lt(challenges.expiresAt, now)),
    db.insert(challenges).values({ challenge, authorId, expiresAt: now + answerTime }),
  ])
}

/** Takes a challenge: it is good once. Whom it was for, or undefined where it was never put. */
export async function takeChallenge(
  db: Db,
  challenge: string,
  now: number,
): Promise<{ authorId: number | null } | undefined> {
  const rows = await db
    .delete(challenges)
    .where(and(eq(challenges.challenge, challenge), gt(challenges.expiresAt, now)))
    .returning({ authorId: challenges.authorId })
  return rows[0]
}

export async function listPasskeys(db: Db, authorId: number): Promise<Passkey[]> {
  return db.select().from(passkeys).where(eq(passkeys.authorId, authorId))
}

export async function findPasskey(db: Db, id: string): Promise<Passkey | undefined> {
  return db.select().from(passkeys).where(eq(passkeys.id, id)).get()
}

export async function addPasskey(db: Db, passkey: Omit<Passkey, 'lastUsedAt'>): Promise<void> {
  await db.insert(passkeys).values(passkey)
}

export async function notePasskeyUse(
  db: Db,
  id: string,
  counter: number,
  now: number,
): Promise<void> {
  await db.update(passkeys).set({ counter, lastUsedAt: now }).where(eq(passkeys.id, id))
}

/** Removes a passkey of a person; false where it is not theirs. */
export async function removePasskey(db: Db, id: string, authorId: number): Promise<boolean> {
  const rows = await db
    .delete(passkeys)
    .where(and(eq(passkeys.id, id), eq(passkeys.authorId, authorId)))
    .returning({ id: passkeys.id })
  return rows.length > 0
}
