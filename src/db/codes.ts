import { and, eq, sql } from 'drizzle-orm'
import type { Db } from './client.ts'
import { signInCodes } from './schema.ts'

export type CodeKind = 'recovery' | 'invitation'

/** Gives a person a new code of a kind; an older one of that kind is good for nothing then. */
export async function replaceCode(
  db: Db,
  code: { hash: string; authorId: number; kind: CodeKind; expiresAt: number | null },
  now: number,
): Promise<void> {
  const { authorId, kind } = code
  await db.batch([
    db
      .delete(signInCodes)
      .where(and(eq(signInCodes.authorId, authorId), eq(signInCodes.kind, kind))),
    db.insert(signInCodes).values({ ...code, createdAt: now }),
  ])
}

/** Takes a code: whose it was, and it is gone. Undefined where there is none, or it has expired. */
export async function takeCode(db: Db, hash: string, now: number): Promise<number | undefined> {
  const [row] = await db.all<{ authorId: number; expiresAt: number | null }>(sql`
    DELETE FROM sign_in_codes WHERE hash = ${hash}
    RETURNING author_id AS authorId, expires_at AS expiresAt`)
  return row && (row.expiresAt === null || row.expiresAt > now) ? row.authorId : undefined
}

/** When the person's recovery code was made; null where there is none. */
export async function recoveryCodeTime(db: Db, authorId: number): Promise<number | null> {
  const [row] = await db.all<{ createdAt: number }>(sql`
    SELECT created_at AS createdAt FROM sign_in_codes
    WHERE author_id = ${authorId} AND kind = 'recovery'`)
  return row?.createdAt ?? null
}
