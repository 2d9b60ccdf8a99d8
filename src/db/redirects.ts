import { eq, sql } from 'drizzle-orm'
import type { Statement } from '../cache/publish.ts'
import type { Db } from './client.ts'
import { redirects } from './schema.ts'

export type Redirect = typeof redirects.$inferSelect

/**
 * Query: where a path leads to, or else the page `above` it, if an editor or a renamed term said so;
 * at most one row.
 */
export function redirectRow(db: Db, path: string, above = path) {
  return db.all<Pick<Redirect, 'path' | 'target' | 'status'>>(
    sql`SELECT path, target, status FROM redirects WHERE path IN (${path}, ${above})
      ORDER BY length(path) DESC LIMIT 1`,
  )
}

/** Redirects above `after`, one more than `limit` where there are more. */
export async function listRedirects(
  db: Db,
  { after, limit }: { after: number; limit: number },
): Promise<Redirect[]> {
  return db.all<Redirect>(sql`SELECT id, path, target, status FROM redirects
    WHERE id > ${after} ORDER BY id LIMIT ${limit + 1}`)
}

export async function findRedirectById(db: Db, id: number): Promise<Redirect | undefined> {
  return db.select().from(redirects).where(eq(redirects.id, id)).get()
}

/** Statements: `from` leads to `to` from now on, and nothing leads away from `to` any more. */
export function redirectPath(db: Db, from: string, to: string): Statement[] {
  return [
    db.delete(redirects).where(eq(redirects.path, to)),
    db.update(redirects).set({ target: to }).where(eq(redirects.target, from)),
    db
      .insert(redirects)
      .values({ path: from, target: to })
      .onConflictDoUpdate({ target: redirects.path, set: { target: to, status: 301 } }),
  ]
}
