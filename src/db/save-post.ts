import { and, eq, sql } from 'drizzle-orm'
import type { Statement } from '../cache/publish.ts'
import type { Db } from './client.ts'
import type { EditablePost } from './editable-posts.ts'
import { guard } from './guard.ts'
import type { ListName } from './lists.ts'
import {
  type Heading,
  oldSlugs,
  type Post,
  postBodies,
  posts,
  postTags,
  postViews,
  revisions,
  type Snapshot,
  site,
} from './schema.ts'
import { isIn } from './site.ts'
import { sameAncestors } from './terms.ts'

/** A post as it is to be stored. */
export interface StoredPost {
  row: Omit<Post, 'pageVersion' | 'warmKey' | 'commentCount'>
  body: { html: string; contents: Heading[]; text: string }
  snapshot: Snapshot
  tagIds: number[]
}

/** Statements: a new post. Fails on an id, slug or external id that is taken. */
export function insertPost(
  db: Db,
  post: StoredPost,
  editor: string,
  views: number,
  now: number,
): Statement[] {
  const { id } = post.row
  return [
    db.insert(posts).values(post.row),
    db
      .update(site)
      .set({ lastPostId: sql`max(${site.lastPostId}, ${id})` })
      .where(eq(site.id, 1)),
    db.insert(postBodies).values({ postId: id, ...post.body }),
    addRevision(db, post, editor, now),
    ...tagPost(db, post),
    ...(views > 0 ? [db.insert(postViews).values({ postId: id, views })] : []),
  ]
}

/**
 * Statements: a changed post. The first one is the lock: where somebody else has saved the same
 * revision in between, it breaks the primary key of `revisions` and the whole batch with it.
 */
export function updatePost(
  db: Db,
  post: StoredPost,
  editor: string,
  now: number,
  changed: { body: boolean; tags: boolean },
): Statement[] {
  const { id } = post.row
  return [
    addRevision(db, post, editor, now),
    db.update(posts).set(post.row).where(eq(posts.id, id)),
    ...(changed.body
      ? [db.update(postBodies).set(post.body).where(eq(postBodies.postId, id))]
      : []),
    ...(changed.tags
      ? [db.delete(postTags).where(eq(postTags.postId, id)), ...tagPost(db, post)]
      : []),
  ]
}

function addRevision(db: Db, { row, snapshot }: StoredPost, editor: string, now: number) {
  const { id: postId, revision } = row
  return db.insert(revisions).values({ postId, revision, createdAt: now, editor, snapshot })
}

function tagPost(db: Db, { row, tagIds }: StoredPost): Statement[] {
  if (tagIds.length === 0) return []
  return [
    db.run(sql`INSERT INTO post_tags (post_id, position, tag_id)
      SELECT ${row.id}, key, value FROM json_each(${JSON.stringify(tagIds)})`),
  ]
}

/**
 * Statement: what a post's lists were told by is still as it was read: the site's time zone, the
 * categories, and the post's own names, which change when others are removed or merged.
 */
export function sameNames(
  db: Db,
  categories: Parameters<typeof sameAncestors>[0],
  timeZone: string,
  { row }: StoredPost,
  current: EditablePost | undefined,
): Statement {
  const ids = [row.categoryId, current?.categoryId ?? null]
  const own = current
    ? sql`EXISTS (SELECT 1 FROM posts WHERE id = ${current.id}
        AND category_id IS ${current.categoryId} AND author_id IS ${current.authorId})
      AND (SELECT group_concat(tag_id) FROM (SELECT tag_id FROM post_tags
        WHERE post_id = ${current.id} ORDER BY position))
        IS ${current.tags.map((tag) => tag.id).join() || null}`
    : sql`true`
  return guard(db, sql`${isIn(timeZone)} AND ${sameAncestors(categories, ids)} AND ${own}`)
}

/** Statements: moves a post from its lists at its old time to those at its new one. */
export function moveBetweenLists(
  db: Db,
  id: number,
  from: { liveAt: number; lists: ListName[] } | undefined,
  to: { liveAt: number; lists: ListName[] } | undefined,
): Statement[] {
  const same = from && to && from.liveAt === to.liveAt
  const left = from?.lists.filter((list) => !(same && to.lists.includes(list))) ?? []
  const entered = to?.lists.filter((list) => !(same && from.lists.includes(list))) ?? []
  return [
    ...(from && left.length
      ? [
          db.run(sql`DELETE FROM list_posts WHERE (list, live_at, post_id) IN
            (SELECT value, ${from.liveAt}, ${id} FROM json_each(${JSON.stringify(left)}))`),
        ]
      : []),
    ...(to && entered.length
      ? [
          db.run(sql`INSERT INTO list_posts (list, live_at, post_id)
            SELECT value, ${to.liveAt}, ${id} FROM json_each(${JSON.stringify(entered)}) WHERE true
            ON CONFLICT DO NOTHING`),
        ]
      : []),
  ]
}

/**
 * Statements: a post's old slug leads to it from now on, unless it leads to another post that readers
 * know by it: `visible` tells whether they know this one.
 */
export function renameSlug(
  db: Db,
  id: number,
  { from, to, visible }: { from: string; to: string; visible: boolean },
): Statement[] {
  const kept = db.insert(oldSlugs).values({ slug: from, postId: id })
  return [
    db.delete(oldSlugs).where(and(eq(oldSlugs.slug, to), eq(oldSlugs.postId, id))),
    visible
      ? kept.onConflictDoUpdate({ target: oldSlugs.slug, set: { postId: id } })
      : kept.onConflictDoNothing(),
  ]
}
