import { type SQL, sql } from 'drizzle-orm'
import type { Db } from './client.ts'

/**
 * Statement: breaks the batch it is part of unless `condition` holds, by a second row of the site: for
 * what a write was made from and somebody else may have changed since. {@link retried} knows its error.
 */
export function guard(db: Db, condition: SQL) {
  return db.run(sql`INSERT INTO site (id, settings) SELECT 1, '' WHERE (${condition}) IS NOT TRUE`)
}

/** Reads and writes anew while somebody else changes what was read before it is written. */
export async function retried<T>(write: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await write()
    } catch (error) {
      const text = `${error} ${error instanceof Error ? error.cause : ''}`
      if (attempt === 12 || !/failed: site\.id/.test(text)) throw error
    }
  }
}
