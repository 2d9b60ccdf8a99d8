import { sql } from 'drizzle-orm'
import type { Db } from './client.ts'
import { dayOf } from './jobs.ts'
import type { Meter } from './meter.ts'

/** The row of the `jobs` table that counts what the Worker cost on one day (UTC). */
export const rowsCounter = 'rows'

type Rows = Pick<Meter, 'rowsRead' | 'rowsWritten'>

/** Statement: adds what `rows` says to the rows of the day. */
export function countRows(db: Db, { rowsRead: read, rowsWritten: written }: Rows, now: number) {
  const day = dayOf(now)
  return db.run(sql`
    INSERT INTO jobs (name, cursor) VALUES
      (${rowsCounter}, json_object('day', ${day}, 'read', ${read}, 'written', ${written}))
    ON CONFLICT (name) DO UPDATE SET cursor = iif(jobs.cursor ->> 'day' = ${day},
      json_object('day', ${day}, 'read', jobs.cursor ->> 'read' + ${read},
        'written', jobs.cursor ->> 'written' + ${written}), excluded.cursor)`)
}

/** From here on gathered rows are worth the row that counting them writes: 2 % of the written. */
const worthCounting = { rowsRead: 2_000, rowsWritten: 50 }

let gathered: Rows = { rowsRead: 0, rowsWritten: 0 }

/**
 * Counts what readers cost without a write for each: gathers the rows of this isolate's requests,
 * and adds them to those of the day once they are worth it. What an isolate that ends has gathered
 * is lost, so the count of the day is a little low. Never throws.
 */
export async function gatherRows(db: Db, rows: Rows, now: number): Promise<void> {
  gathered = {
    rowsRead: gathered.rowsRead + rows.rowsRead,
    rowsWritten: gathered.rowsWritten + rows.rowsWritten,
  }
  const { rowsRead, rowsWritten } = gathered
  if (rowsRead < worthCounting.rowsRead && rowsWritten < worthCounting.rowsWritten) return
  gathered = { rowsRead: 0, rowsWritten: 0 }
  try {
    await countRows(db, { rowsRead, rowsWritten }, now)
  } catch (error) {
    console.warn(`${rowsRead} rows read and ${rowsWritten} written were not counted`, error)
  }
}
