import { eq, sql } from 'drizzle-orm'
import {
  type ArticleComment,
  commentColumns,
  commentsOfPage,
  type DiscussionPages,
  pagesAround,
} from './articles.ts'
import type { Db } from './client.ts'
import { type Comment, type CommentStatus, comments } from './schema.ts'
import { type Site, siteFrom, siteRow } from './site.ts'

/** What the pages around a discussion know of its post. */
export interface Discussed {
  id: number
  slug: string
  title: string
  language: string | null
  publishedAt: number
  commentsOpen: boolean
  commentCount: number
}

const discussedColumns = sql`p.id, p.slug, p.title, p.language, p.live_at AS publishedAt,
  p.comments_open AS commentsOpen, p.comment_count AS commentCount`

type DiscussedRow = Omit<Discussed, 'commentsOpen'> & { commentsOpen: number }

function discussed({ commentsOpen, ...row }: DiscussedRow): Discussed {
  return { ...row, commentsOpen: commentsOpen === 1 }
}

/** One page of the discussion of a visible post. */
export async function loadDiscussion(
  db: Db,
  { postId, page }: { postId: number; page: number },
  now: number,
): Promise<{
  site: Site
  post: Discussed | undefined
  comments: ArticleComment[]
  pages: DiscussionPages
}> {
  const [sites, posts, comments, rows] = await db.batch([
    siteRow(db),
    postRow(db, postId, now),
    db.all<ArticleComment>(commentsOfPage(sql`${postId}`, page)),
    db.all<{ pages: string }>(sql`SELECT ${pagesAround(sql`${postId}`, page)} AS pages`),
  ])
  const pages: DiscussionPages = JSON.parse(rows[0]?.pages ?? '{}')
  return { site: siteFrom(sites), post: posts[0] && discussed(posts[0]), comments, pages }
}

function postRow(db: Db, postId: number, now: number) {
  return db.all<DiscussedRow>(sql`
    SELECT ${discussedColumns} FROM posts p WHERE p.id = ${postId} AND p.live_at <= ${now}`)
}

/** An approved comment of a post, to be answered. */
export async function findAnswerable(
  db: Db,
  { postId, commentId }: { postId: number; commentId: number },
  now: number,
): Promise<{ site: Site; post: Discussed | undefined; comment: ArticleComment | undefined }> {
  const [sites, posts, rows] = await db.batch([
    siteRow(db),
    postRow(db, postId, now),
    db.all<ArticleComment>(sql`
      SELECT ${commentColumns}
      WHERE c.id = ${commentId} AND c.post_id = ${postId} AND c.status = 'approved'`),
  ])
  return { site: siteFrom(sites), post: posts[0] && discussed(posts[0]), comment: rows[0] }
}

export interface Sender {
  postId: number
  parentId: number | null
  name: string
  email: string | null
  digest: string
  bodyHash: string
  senderHash: string | null
}

/** How many like ones are counted; more tell nothing new. */
const enough = 20

/** For how long the same comment sent again is taken for the first one, in milliseconds. */
const repeatedWithin = 86_400_000

/** Whether a comment no longer stands in the way of its like: it is a day old, or in the trash. */
function isFree(now: number) {
  return sql`(status = 'trash' OR created_at <= ${now - repeatedWithin})`
}

/**
 * What is known of a sender and of the place a comment is meant for, in one round trip. An e-mail
 * address that was approved vouches for its sender under the name it had, and under none.
 */
export async function loadStanding(
  db: Db,
  { postId, parentId, name, email, digest, bodyHash, senderHash }: Sender,
  now: number,
): Promise<{
  site: Site
  post: Discussed | undefined
  /** The very comment is there already, sent within a day. */
  known: boolean
  /** A moderator put the very comment into the trash. */
  refused: boolean
  parentExists: boolean
  trusted: boolean
  sameText: number
  fromSender: number
}> {
  const [sites, posts, facts] = await db.batch([
    siteRow(db),
    postRow(db, postId, now),
    db.all<{
      known: number
      refused: number
      parent: number
      trusted: number
      sameText: number
      fromSender: number
    }>(sql`SELECT
      EXISTS (SELECT 1 FROM comments WHERE digest = ${digest} AND NOT ${isFree(now)}) AS known,
      EXISTS (SELECT 1 FROM comments WHERE digest = ${digest} AND status = 'trash') AS refused,
      EXISTS (SELECT 1 FROM comments WHERE id = ${parentId} AND post_id = ${postId}
        AND status = 'approved') AS parent,
      EXISTS (SELECT 1 FROM comments WHERE email = ${email} AND status = 'approved'
        AND ${name} IN (name, '')) AS trusted,
      (SELECT count(*) FROM (SELECT 1 FROM comments WHERE body_hash = ${bodyHash}
        LIMIT ${enough})) AS sameText,
      (SELECT count(*) FROM (SELECT 1 FROM comments WHERE sender_hash = ${senderHash}
        LIMIT ${enough})) AS fromSender`),
  ])
  const fact = facts[0]
  return {
    site: siteFrom(sites),
    post: posts[0] && discussed(posts[0]),
    known: fact?.known === 1,
    refused: fact?.refused === 1,
    parentExists: fact?.parent === 1,
    trusted: fact?.trusted === 1,
    sameText: fact?.sameText ?? 0,
    fromSender: fact?.fromSender ?? 0,
  }
}

export type NewComment = Omit<typeof comments.$inferInsert, 'id' | 'page' | 'externalId'> & {
  digest: string
}

/** Statements: adds a comment, unless its like was sent within a day and stands as it is. */
export function addComment(db: Db, comment: NewComment) {
  const { digest, createdAt } = comment
  return [
    db.run(sql`
      UPDATE comments SET digest = NULL WHERE digest = ${digest} AND ${isFree(createdAt)}`),
    db.insert(comments).values(comment).onConflictDoNothing({ target: comments.digest }),
  ] as const
}

/** The comment with a digest, where it stands now. */
export async function findByDigest(
  db: Db,
  digest: string,
): Promise<{ id: number; status: CommentStatus; page: number | null } | undefined> {
  const { id, status, page } = comments
  return db.select({ id, status, page }).from(comments).where(eq(comments.digest, digest)).get()
}

/** A comment with the post it belongs to, for moderators. */
export type Moderated = Pick<
  Comment,
  'id' | 'postId' | 'parentId' | 'status' | 'name' | 'email' | 'url' | 'body' | 'html' | 'page'
> & {
  createdAt: number
  reasons: string
  post: string
  slug: string
  publishedAt: number | null
  /** The beginning of what it answers, as JSON; null where it answers nothing. */
  parent: string | null
}

const moderatedColumns = sql`c.id, c.post_id AS postId, c.parent_id AS parentId, c.status, c.name,
  c.email, c.url, c.body, c.html, c.page, c.created_at AS createdAt, c.reasons,
  p.title AS post, p.slug, p.live_at AS publishedAt,
  (SELECT json_object('name', name, 'body', substr(body, 1, 300)) FROM comments
    WHERE id = c.parent_id) AS parent`

/** The newest comments of a status below id `before`. */
export async function listComments(
  db: Db,
  { status, before, limit }: { status: CommentStatus; before: number; limit: number },
): Promise<Moderated[]> {
  return db.all<Moderated>(sql`
    SELECT ${moderatedColumns} FROM (
      SELECT * FROM comments WHERE status = ${status} AND id < ${before}
      ORDER BY id DESC LIMIT ${limit}) c
    JOIN posts p ON p.id = c.post_id ORDER BY c.id DESC`)
}

export async function findComment(db: Db, id: number): Promise<Moderated | undefined> {
  const [row] = await db.all<Moderated>(sql`
    SELECT ${moderatedColumns} FROM comments c JOIN posts p ON p.id = c.post_id WHERE c.id = ${id}`)
  return row
}

/** Statement: moves a comment to another status; triggers keep the count and the page. */
export function setCommentStatus(db: Db, id: number, status: CommentStatus) {
  return db.update(comments).set({ status }).where(eq(comments.id, id))
}

/** Statements: removes a comment for good; what answered it stands on its own from then on. */
export function removeComment(db: Db, id: number, postId: number) {
  return [
    db.run(sql`UPDATE comments SET parent_id = NULL
      WHERE post_id = ${postId} AND status IN ('approved', 'pending', 'spam', 'trash')
        AND parent_id = ${id}`),
    db.delete(comments).where(eq(comments.id, id)),
  ]
}

/** Comments whose sender is still known by a hash, in the order of the hashes behind `after`. */
export async function listSenders(
  db: Db,
  { after, limit }: { after: string; limit: number },
): Promise<{ id: number; senderHash: string; createdAt: number }[]> {
  return db.all(sql`
    SELECT id, sender_hash AS senderHash, created_at AS createdAt FROM comments
    WHERE sender_hash > ${after} ORDER BY sender_hash LIMIT ${limit}`)
}

/** Statement: erases the senders' hashes, and the digests, which tell nothing after a day. */
export function forgetSenders(db: Db, found: { id: number }[]) {
  const ids = JSON.stringify(found.map(({ id }) => id))
  return db.run(sql`
    UPDATE comments SET sender_hash = NULL, digest = NULL
    WHERE id IN (SELECT value FROM json_each(${ids}))`)
}
