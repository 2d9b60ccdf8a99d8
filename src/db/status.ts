import { sql } from 'drizzle-orm'
import type { Db } from './client.ts'

/** Figures for the status page; each is a count over an index. */
export async function loadFigures(
  db: Db,
  now: number,
): Promise<{ posts: number; visible: number; overdue: number; scheduled: number }> {
  const [row] = await db.all<{
    posts: number
    visible: number
    overdue: number
    scheduled: number
  }>(sql`SELECT
    (SELECT count(*) FROM posts) AS posts,
    coalesce((SELECT count FROM lists WHERE name = 'home'), 0)
      - (SELECT count(*) FROM list_posts WHERE list = 'home' AND live_at > ${now}) AS visible,
    (SELECT count(*) FROM posts WHERE status = 'scheduled' AND live_at <= ${now}) AS overdue,
    (SELECT count(*) FROM posts WHERE status = 'scheduled' AND live_at > ${now}) AS scheduled`)
  return row ?? { posts: 0, visible: 0, overdue: 0, scheduled: 0 }
}

/** The newest migration that is applied; null where the table of migrations cannot be read. */
export async function schemaVersion(db: Db): Promise<string | null> {
  try {
    const [row] = await db.all<{ name: string }>(
      sql`SELECT name FROM d1_migrations ORDER BY id DESC LIMIT 1`,
    )
    return row?.name ?? null
  } catch {
    return null
  }
}

/** The size of the database in bytes, as D1 tells it with every answer. */
export async function databaseSize(database: D1Database): Promise<number> {
  const { meta } = await database.prepare('SELECT 1').run()
  return meta.size_after
}
