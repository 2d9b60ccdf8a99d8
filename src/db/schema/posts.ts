import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { authors, categories } from './terms.ts'

// The site and its posts: texts, revisions, files, addresses they had before, and links.

export type PostStatus = 'draft' | 'scheduled' | 'published' | 'trashed'
export type CommentStatus = 'pending' | 'approved' | 'spam' | 'trash'

/** An image as pages show it; width and height (pixels) are absent where they are not known. */
export interface Picture {
  url: string
  alt?: string
  width?: number
  height?: number
}

export interface Heading {
  id: string
  text: string
  level: number
}

/** One entry of a stored related list. */
export interface Neighbour {
  id: number
  score: number
  reasons: string[]
}

/** Everything an editor can set, as one revision of a post keeps it. */
export interface Snapshot {
  title: string
  slug: string
  markdown: string
  summary: string | null
  cover: string | null
  /** Absent in revisions from before posts had it. */
  canonical?: string | null
  category: string | null
  tags: string[]
  author: string | null
  language: string | null
  status: PostStatus
  publishedAt: number | null
  pinned: boolean
  commentsOpen: boolean
  relatedPinned: number[]
  relatedBlocked: number[]
}

/** Always one row, `id` 1. */
export const site = sqliteTable('site', {
  id: integer().primaryKey(),
  /** Part of every stored page's key: raising it makes all of them old at once. */
  version: integer().notNull().default(1),
  lastPostId: integer('last_post_id').notNull().default(0),
  /** When the next scheduled post becomes visible; cached pages expire by then. */
  nextDueAt: integer('next_due_at'),
  settings: text({ mode: 'json' }).$type<Record<string, unknown>>().notNull(),
})

export const posts = sqliteTable(
  'posts',
  {
    id: integer().primaryKey(),
    slug: text().notNull(),
    title: text().notNull(),
    status: text().$type<PostStatus>().notNull(),
    publishedAt: integer('published_at'),
    /** `publishedAt` of a published or scheduled post, else null: visible is `live_at <= now`. */
    liveAt: integer('live_at'),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
    revision: integer().notNull(),
    /** Raised by every write that changes what this post's page shows. */
    pageVersion: integer('page_version').notNull().default(1),
    /** The page key that KV holds for this post, if any. */
    warmKey: text('warm_key'),
    categoryId: integer('category_id').references(() => categories.id),
    authorId: integer('author_id').references(() => authors.id),
    language: text(),
    pinned: integer({ mode: 'boolean' }).notNull().default(false),
    commentsOpen: integer('comments_open', { mode: 'boolean' }).notNull().default(true),
    commentCount: integer('comment_count').notNull().default(0),
    excerpt: text().notNull(),
    cover: text(),
    /** Where the text was first published, when that is another site. */
    canonical: text(),
    thumbnail: text({ mode: 'json' }).$type<Picture>(),
    wordCount: integer('word_count').notNull(),
    externalId: text('external_id'),
    statusBeforeTrash: text('status_before_trash').$type<PostStatus>(),
    relatedPinned: text('related_pinned', { mode: 'json' }).$type<number[]>().notNull(),
    relatedBlocked: text('related_blocked', { mode: 'json' }).$type<number[]>().notNull(),
  },
  (table) => [
    uniqueIndex('posts_slug').on(table.slug),
    uniqueIndex('posts_external_id').on(table.externalId),
    index('posts_status').on(table.status, table.liveAt),
    index('posts_category').on(table.categoryId, table.id),
    index('posts_author').on(table.authorId, table.id),
  ],
)
export type Post = typeof posts.$inferSelect

/** What a reader reads, rendered on save: apart from `posts`, so that lists stay light. */
export const postBodies = sqliteTable('post_bodies', {
  postId: integer('post_id')
    .primaryKey()
    .references(() => posts.id, { onDelete: 'cascade' }),
  html: text().notNull(),
  contents: text({ mode: 'json' }).$type<Heading[]>().notNull(),
  /** The visible text, for excerpts; null until the search job has read a post of an older version. */
  text: text(),
})

/** Immutable. The primary key is also the lock: two saves of one revision cannot both insert. */
export const revisions = sqliteTable(
  'revisions',
  {
    postId: integer('post_id')
      .notNull()
      .references(() => posts.id, { onDelete: 'cascade' }),
    revision: integer().notNull(),
    createdAt: integer('created_at').notNull(),
    editor: text().notNull(),
    snapshot: text({ mode: 'json' }).$type<Snapshot>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.postId, table.revision] })],
)

export const media = sqliteTable(
  'media',
  {
    key: text().primaryKey(),
    name: text().notNull(),
    type: text().notNull(),
    size: integer().notNull(),
    width: integer(),
    height: integer(),
    alt: text().notNull().default(''),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [index('media_newest').on(table.createdAt, table.key)],
)
export type Media = typeof media.$inferSelect

/** Slugs a post had before; they redirect to where it is now. */
export const oldSlugs = sqliteTable(
  'old_slugs',
  {
    slug: text().primaryKey(),
    postId: integer('post_id')
      .notNull()
      .references(() => posts.id, { onDelete: 'cascade' }),
  },
  (table) => [index('old_slugs_post').on(table.postId)],
)

/** Redirects an editor made by hand, by path. */
export const redirects = sqliteTable(
  'redirects',
  {
    id: integer().primaryKey(),
    path: text().notNull(),
    target: text().notNull(),
    status: integer().notNull().default(301),
  },
  (table) => [uniqueIndex('redirects_path').on(table.path)],
)

/** Friend links. */
export const links = sqliteTable(
  'links',
  {
    id: integer().primaryKey(),
    title: text().notNull(),
    url: text().notNull(),
    description: text().notNull().default(''),
    position: integer().notNull().default(0),
  },
  (table) => [index('links_position').on(table.position, table.id)],
)

export type Link = typeof links.$inferSelect
