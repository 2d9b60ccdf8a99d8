import { sql } from 'drizzle-orm'
import type { Db } from './client.ts'
import type { PostStatus, Snapshot } from './schema.ts'
import type { Term } from './summaries.ts'

/** A post as editors know it: all of it, whatever its status. */
export interface EditablePost {
  id: number
  slug: string
  title: string
  status: PostStatus
  publishedAt: number | null
  liveAt: number | null
  createdAt: number
  updatedAt: number
  revision: number
  categoryId: number | null
  category: string | null
  author: string | null
  authorId: number | null
  tags: Term[]
  language: string | null
  pinned: boolean
  commentsOpen: boolean
  commentCount: number
  excerpt: string
  cover: string | null
  canonical: string | null
  thumbnail: unknown
  wordCount: number
  externalId: string | null
  statusBeforeTrash: PostStatus | null
  relatedPinned: number[]
  relatedBlocked: number[]
  views: number
  html: string
  /** The editor's own words as the current revision has them. */
  snapshot: Snapshot
}

const editableJson = sql`json_object(
  'id', p.id, 'slug', p.slug, 'title', p.title, 'status', p.status, 'publishedAt', p.published_at,
  'liveAt', p.live_at, 'createdAt', p.created_at, 'updatedAt', p.updated_at,
  'revision', p.revision, 'categoryId', p.category_id, 'authorId', p.author_id,
  'category', (SELECT name FROM categories WHERE id = p.category_id),
  'author', (SELECT name FROM authors WHERE id = p.author_id),
  'tags', (SELECT json_group_array(json_object('id', t.id, 'name', t.name, 'slug', t.slug))
    FROM (SELECT t.* FROM post_tags pt JOIN tags t ON t.id = pt.tag_id
      WHERE pt.post_id = p.id ORDER BY pt.position) t),
  'language', p.language, 'pinned', json(iif(p.pinned, 'true', 'false')),
  'commentsOpen', json(iif(p.comments_open, 'true', 'false')), 'commentCount', p.comment_count,
  'excerpt', p.excerpt, 'cover', p.cover, 'canonical', p.canonical, 'thumbnail', json(p.thumbnail),
  'wordCount', p.word_count, 'externalId', p.external_id,
  'statusBeforeTrash', p.status_before_trash, 'relatedPinned', json(p.related_pinned),
  'relatedBlocked', json(p.related_blocked),
  'views', coalesce((SELECT views FROM post_views WHERE post_id = p.id), 0))`

interface EditableRow {
  post: string
  html: string
  snapshot: string
}

/** Names may have changed since the revision was written: the tables have the right ones. */
function editableOf(row: EditableRow): EditablePost {
  const post: Omit<EditablePost, 'html' | 'snapshot'> = JSON.parse(row.post)
  const { slug, category, author, tags } = post
  const names = { slug, category, author, tags: tags.map((tag) => tag.name) }
  return { ...post, html: row.html, snapshot: { ...JSON.parse(row.snapshot), ...names } }
}

const selectEditable = sql`SELECT ${editableJson} AS post, b.html, r.snapshot
  FROM posts p JOIN post_bodies b ON b.post_id = p.id
  JOIN revisions r ON r.post_id = p.id AND r.revision = p.revision`

/** Query of one post by id; {@link firstEditable} reads its rows. */
export function editablePost(db: Db, id: number) {
  return db.all<EditableRow>(sql`${selectEditable} WHERE p.id = ${id}`)
}

export function firstEditable(rows: EditableRow[]): EditablePost | undefined {
  return rows[0] && editableOf(rows[0])
}

export interface PostFilter {
  status?: PostStatus | undefined
  categoryId?: number | undefined
  authorId?: number | undefined
  tagId?: number | undefined
  externalId?: string | undefined
  slug?: string | undefined
  search?: TextSearch | undefined
}

/** What to look for in titles and texts. */
export interface TextSearch {
  /** In the search index's own syntax: it has what is published or scheduled. */
  match: string
  /** Words that must all be there, each in the forms it may have: for what the index does not have. */
  wanted: string[][]
  unwanted: string[][]
}

/** How many posts a search looks at, the newest: of those the index finds, and of drafts and trash. */
const mostMatches = 5_000
const mostUnlisted = 500

/**
 * Posts for editors, newest id first, below `before`. One more than `limit` where there are more.
 */
export async function listEditablePosts(
  db: Db,
  filter: PostFilter,
  { before, limit }: { before: number; limit: number },
): Promise<EditablePost[]> {
  const conditions = [sql`p.id < ${before}`]
  if (filter.status) conditions.push(sql`p.status = ${filter.status}`)
  if (filter.categoryId !== undefined) conditions.push(sql`p.category_id = ${filter.categoryId}`)
  if (filter.authorId !== undefined) conditions.push(sql`p.author_id = ${filter.authorId}`)
  if (filter.externalId !== undefined) conditions.push(sql`p.external_id = ${filter.externalId}`)
  if (filter.slug !== undefined) conditions.push(sql`p.slug = ${filter.slug}`)
  if (filter.tagId !== undefined) {
    conditions.push(sql`p.id IN (SELECT post_id FROM post_tags WHERE tag_id = ${filter.tagId})`)
  }
  if (filter.search) conditions.push(sql`p.id IN (${idsOf(filter.search, before)})`)
  const rows = await db.all<EditableRow>(sql`${selectEditable}
    WHERE ${sql.join(conditions, sql` AND `)} ORDER BY p.id DESC LIMIT ${limit + 1}`)
  return rows.map(editableOf)
}

/** Query of the ids below `before` in whose titles or texts the words are. */
function idsOf({ match, wanted, unwanted }: TextSearch, before: number) {
  const newest = (status: PostStatus) => sql`SELECT id FROM (SELECT id FROM posts
    WHERE status = ${status} AND live_at IS NULL AND id < ${before}
    ORDER BY id DESC LIMIT ${mostUnlisted})`
  const words = (list: string[][]) => sql`SELECT 1 FROM json_each(${JSON.stringify(list)}) word`
  const there = sql`EXISTS (SELECT 1 FROM json_each(word.value) form
    WHERE instr(hit.text, form.value) > 0)`
  return sql`SELECT id FROM (SELECT rowid AS id FROM search
      WHERE search MATCH ${match} AND rowid < ${before} ORDER BY rowid DESC LIMIT ${mostMatches})
    UNION ALL SELECT id FROM (
      SELECT d.id, lower(d.title || ' ' || coalesce(b.text, '')) AS text
      FROM (${newest('draft')} UNION ALL ${newest('trashed')}) candidate
      JOIN posts d ON d.id = candidate.id JOIN post_bodies b ON b.post_id = d.id) hit
    WHERE NOT EXISTS (${words(wanted)} WHERE NOT ${there})
      AND NOT EXISTS (${words(unwanted)} WHERE ${there})`
}

/** One revision of a post. */
export interface Revision {
  revision: number
  createdAt: number
  editor: string
  snapshot: Snapshot
}

/** The revisions of a post below `before`, newest first; one more than `limit` where there are more. */
export async function listRevisions(
  db: Db,
  postId: number,
  { before, limit }: { before: number; limit: number },
): Promise<Revision[]> {
  const rows = await db.all<Omit<Revision, 'snapshot'> & { snapshot: string }>(sql`
    SELECT revision, created_at AS createdAt, editor, snapshot FROM revisions
    WHERE post_id = ${postId} AND revision < ${before} ORDER BY revision DESC LIMIT ${limit + 1}`)
  return rows.map((row) => ({ ...row, snapshot: JSON.parse(row.snapshot) }))
}

/** One revision, or undefined where the post has none of that number. */
export async function findRevision(
  db: Db,
  postId: number,
  revision: number,
): Promise<Revision | undefined> {
  const page = await listRevisions(db, postId, { before: revision + 1, limit: 0 })
  return page[0]?.revision === revision ? page[0] : undefined
}

/** Scheduled posts whose time has come. */
export async function duePosts(db: Db, now: number, limit: number): Promise<EditablePost[]> {
  const rows = await db.all<EditableRow>(sql`${selectEditable}
    WHERE p.status = 'scheduled' AND p.live_at <= ${now} ORDER BY p.live_at LIMIT ${limit}`)
  return rows.map(editableOf)
}

/** Whose post it is: the author's id, null where it has none; undefined where there is no post. */
export async function ownerOfPost(db: Db, id: number): Promise<number | null | undefined> {
  const [row] = await db.all<{ authorId: number | null }>(
    sql`SELECT author_id AS authorId FROM posts WHERE id = ${id}`,
  )
  return row?.authorId
}
