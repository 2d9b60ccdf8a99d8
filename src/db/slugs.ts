import { sql } from 'drizzle-orm'
import type { Db } from './client.ts'

/** Query: the slugs in use that are `slug` or `slug-…`, with their posts. */
export function takenSlugs(db: Db, slug: string) {
  return db.all<{ slug: string; postId: number }>(sql`
    SELECT slug, id AS postId FROM posts WHERE slug = ${slug}
    UNION ALL SELECT slug, id FROM posts WHERE slug > ${`${slug}-`} AND slug < ${`${slug}.`}`)
}

/** `base`, or `base-2`, `base-3`, … : the first that `taken` does not have. */
export function freeSlug(base: string, taken: ReadonlyMap<string, number>): string {
  if (!taken.has(base)) return base
  let number = 2
  while (taken.has(`${base}-${number}`)) number++
  return `${base}-${number}`
}
