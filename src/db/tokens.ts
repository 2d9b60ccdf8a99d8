import { and, eq, sql } from 'drizzle-orm'
import type { Db } from './client.ts'
import { type Author, tokens } from './schema.ts'

/** A token as lists show it: never its secret, nor the hash of it. */
export interface Token {
  id: number
  name: string
  scopes: string[]
  authorId: number | null
  author: string | null
  createdAt: number
  expiresAt: number | null
  lastUsedAt: number | null
}

type TokenRow = Omit<Token, 'scopes'> & { scopes: string }

/** Tokens, newest first: of one person, or (null) all there are. */
export async function listTokens(db: Db, authorId: number | null): Promise<Token[]> {
  const whose = authorId === null ? sql`true` : sql`t.author_id = ${authorId}`
  const rows = await db.all<TokenRow>(sql`
    SELECT t.id, t.name, t.scopes, t.author_id AS authorId,
      (SELECT name FROM authors WHERE id = t.author_id) AS author,
      t.created_at AS createdAt, t.expires_at AS expiresAt, t.last_used_at AS lastUsedAt
    FROM tokens t WHERE ${whose} ORDER BY t.id DESC LIMIT 500`)
  return rows.map((row) => ({ ...row, scopes: JSON.parse(row.scopes) }))
}

/** The token of a hash with the person whose it is; undefined where it has expired. */
export async function findToken(
  db: Db,
  hash: string,
  now: number,
): Promise<
  | {
      id: number
      name: string
      scopes: string[]
      lastUsedAt: number | null
      authorId: number | null
      author: string | null
      role: Author['role'] | null
      suspended: boolean
    }
  | undefined
> {
  const [row] = await db.all<{
    id: number
    name: string
    scopes: string
    lastUsedAt: number | null
    authorId: number | null
    author: string | null
    role: Author['role'] | null
    suspended: number
  }>(sql`
    SELECT t.id, t.name, t.scopes, t.last_used_at AS lastUsedAt, t.author_id AS authorId,
      a.name AS author, a.role,
      t.author_id IS NOT NULL AND coalesce(p.suspended, 1) AS suspended
    FROM tokens t LEFT JOIN authors a ON a.id = t.author_id
    LEFT JOIN accounts p ON p.author_id = t.author_id
    WHERE t.hash = ${hash} AND coalesce(t.expires_at, 9e15) > ${now}`)
  return row && { ...row, scopes: JSON.parse(row.scopes), suspended: row.suspended === 1 }
}

export async function addToken(db: Db, token: typeof tokens.$inferInsert): Promise<number> {
  const rows = await db.insert(tokens).values(token).returning({ id: tokens.id })
  return rows[0]?.id ?? 0
}

/** Notes the use of a token, at most once an hour. */
export async function noteTokenUse(
  db: Db,
  token: { id: number; lastUsedAt: number | null },
  now: number,
): Promise<void> {
  if (token.lastUsedAt !== null && now - token.lastUsedAt < 3_600_000) return
  await db.update(tokens).set({ lastUsedAt: now }).where(eq(tokens.id, token.id))
}

/** Removes a token; with `authorId`, only one of that person. False where there is none. */
export async function removeToken(db: Db, id: number, authorId: number | null): Promise<boolean> {
  const whose = authorId === null ? undefined : eq(tokens.authorId, authorId)
  const rows = await db
    .delete(tokens)
    .where(and(eq(tokens.id, id), whose))
    .returning({ id: tokens.id })
  return rows.length > 0
}
