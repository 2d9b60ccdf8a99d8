import { and, eq } from 'drizzle-orm'
import type { Db } from './client.ts'
import { passkeys } from './schema.ts'

export type Passkey = typeof passkeys.$inferSelect

export async function listPasskeys(db: Db, authorId: number): Promise<Passkey[]> {
  return db.select().from(passkeys).where(eq(passkeys.authorId, authorId))
}

export async function findPasskey(db: Db, id: string): Promise<Passkey | undefined> {
  return db.select().from(passkeys).where(eq(passkeys.id, id)).get()
}

/** Adds a passkey; false where somebody has it already (WebAuthn Level 3, section 7.1). */
export async function addPasskey(db: Db, passkey: Omit<Passkey, 'lastUsedAt'>): Promise<boolean> {
  const { meta } = await db.insert(passkeys).values(passkey).onConflictDoNothing()
  return meta.changes > 0
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
