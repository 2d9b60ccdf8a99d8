import { sql } from 'drizzle-orm'
import { slugStem } from '../content/slug.ts'
import type { Db } from './client.ts'

/** A slug that leads to a post, be it one from before that the post has no longer. */
export interface TakenSlug {
  slug: string
  postId: number
  old: 0 | 1
}

/** Query: the slugs that lead to posts and are `slug`, or `slug-…` as {@link freeSlug} makes them. */
export function takenSlugs(db: Db, slug: string) {
  const stem = slugStem(slug)
  // Of the characters in slugs only `-` comes before `.`.
  const alike = sql`(slug = ${slug} OR slug >= ${stem} AND slug < ${`${stem}.`})`
  return db.all<TakenSlug>(sql`SELECT slug, id AS postId, 0 AS old FROM posts WHERE ${alike}
    UNION ALL SELECT slug, post_id, 1 FROM old_slugs WHERE ${alike}`)
}

/** `base`, or `base-2`, `base-3`, … : the first that is not among `taken`. */
export function freeSlug(base: string, taken: string[]): string {
  const stem = slugStem(base)
  let slug = base
  for (let number = 2; taken.includes(slug); number++) slug = `${stem}-${number}`
  return slug
}
