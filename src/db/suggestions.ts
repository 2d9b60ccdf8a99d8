import { sql } from 'drizzle-orm'
import type { Db } from './client.ts'
import { type Term, type TitleOnly, titleJson } from './summaries.ts'

/** How many keys are looked at: more than are shown, since some may not be visible. */
const keysRead = 40

export interface Suggestions {
  tags: Term[]
  categories: Term[]
  posts: TitleOnly[]
}

/**
 * What may be meant by the beginning `key`: tags and categories that have posts, and posts visible at
 * `now` whose titles begin so, by name or by initials; then the newest with it anywhere in the title
 * (`match`, in the index's own syntax).
 */
export async function suggest(
  db: Db,
  { key, match }: { key: string; match: string },
  limit: number,
  now: number,
): Promise<Suggestions> {
  const begins = (kind: 'post' | 'tag' | 'category') => sql`(
    SELECT ref_id AS id, key FROM suggestions
    WHERE key >= ${key} AND key < ${`${key}\u{10ffff}`} AND kind = ${kind}
    ORDER BY key LIMIT ${keysRead})`
  const terms = (kind: 'tag' | 'category', table: 'tags' | 'categories', list: string) =>
    db.all<Term>(sql`
      SELECT x.id, x.name, x.slug FROM ${begins(kind)} s
      CROSS JOIN ${sql.identifier(table)} x ON x.id = s.id
      CROSS JOIN lists l ON l.name = ${list} || x.id
      GROUP BY x.id ORDER BY l.count DESC, x.id LIMIT ${limit}`)
  const [tags, categories, rows] = await db.batch([
    terms('tag', 'tags', 't'),
    terms('category', 'categories', 'c'),
    db.all<{ post: string }>(sql`
      SELECT ${titleJson} AS post FROM (
        SELECT id, min(place) AS place FROM (
          SELECT id, 0 AS place FROM ${begins('post')}
          UNION ALL SELECT * FROM (SELECT rowid, 1 FROM search
            WHERE search MATCH ${match} ORDER BY rowid DESC LIMIT ${keysRead}))
        GROUP BY id) AS candidate
      CROSS JOIN posts q ON q.id = candidate.id
      WHERE q.live_at <= ${now} ORDER BY place, q.live_at DESC, q.id DESC LIMIT ${limit}`),
  ])
  return { tags, categories, posts: rows.map(({ post }) => JSON.parse(post)) }
}
