import { eq, sql } from 'drizzle-orm'
import type { Db } from './client.ts'
import {
  type Author,
  accounts,
  authors,
  passkeys,
  sessions,
  signInCodes,
  tokens,
} from './schema.ts'

/** Somebody who may sign in. */
export interface Account {
  authorId: number
  name: string
  slug: string
  role: Author['role']
  email: string | null
  suspended: boolean
  createdAt: number
  passkeys: number
  lastSeenAt: number | null
}

type AccountRow = Omit<Account, 'suspended'> & { suspended: number }

const selectAccount = sql`SELECT p.author_id AS authorId, a.name, a.slug, a.role, p.email,
  p.suspended, p.created_at AS createdAt,
  (SELECT count(*) FROM passkeys WHERE author_id = p.author_id) AS passkeys,
  (SELECT max(seen_at) FROM sessions WHERE author_id = p.author_id) AS lastSeenAt
  FROM accounts p JOIN authors a ON a.id = p.author_id`

function accountOf(row: AccountRow): Account {
  return { ...row, suspended: row.suspended === 1 }
}

/** Everybody who may sign in. */
export async function listAccounts(db: Db): Promise<Account[]> {
  const rows = await db.all<AccountRow>(sql`${selectAccount} ORDER BY p.author_id`)
  return rows.map(accountOf)
}

export async function findAccount(db: Db, authorId: number): Promise<Account | undefined> {
  const [row] = await db.all<AccountRow>(sql`${selectAccount} WHERE p.author_id = ${authorId}`)
  return row && accountOf(row)
}

export async function findAccountByEmail(db: Db, email: string): Promise<Account | undefined> {
  const lower = email.toLowerCase()
  const [row] = await db.all<AccountRow>(sql`${selectAccount} WHERE p.email = ${lower}`)
  return row && accountOf(row)
}

/** The first owner there is: the one whom the owner's token signs in. */
export async function findOwner(db: Db): Promise<Account | undefined> {
  const all = await listAccounts(db)
  return all.find((account) => account.role === 'owner' && !account.suspended)
}

/** Statements that let an author sign in. */
export function addAccount(
  db: Db,
  account: { authorId: number; email: string | null; role: Author['role'] },
  now: number,
) {
  const { authorId, email, role } = account
  return [
    db
      .insert(accounts)
      .values({ authorId, email: email?.toLowerCase() ?? null, createdAt: now })
      .onConflictDoNothing({ target: accounts.authorId }),
    db.update(authors).set({ role }).where(eq(authors.id, authorId)),
  ]
}

/** Statements that end a person's sessions, tokens and codes. A suspended one keeps the passkeys. */
export function endAccess(db: Db, authorId: number) {
  return [sessions, tokens, signInCodes].map((table) =>
    db.delete(table).where(eq(table.authorId, authorId)),
  )
}

/** Statements after which a person cannot sign in any more; the author and the posts stay. */
export function removeAccount(db: Db, authorId: number) {
  return [
    db.delete(accounts).where(eq(accounts.authorId, authorId)),
    db.delete(passkeys).where(eq(passkeys.authorId, authorId)),
    ...endAccess(db, authorId),
  ] as const
}
