import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

// All times are integers: milliseconds since 1970, UTC. docs/storage.md tells what each table is for.

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

export const authors = sqliteTable(
  'authors',
  {
    id: integer().primaryKey(),
    slug: text().notNull(),
    name: text().notNull(),
    bio: text().notNull().default(''),
    url: text(),
    role: text().$type<'owner' | 'editor' | 'author'>().notNull().default('author'),
  },
  (table) => [
    uniqueIndex('authors_slug').on(table.slug),
    uniqueIndex('authors_name').on(table.name),
  ],
)
export type Author = typeof authors.$inferSelect

export const categories = sqliteTable(
  'categories',
  {
    id: integer().primaryKey(),
    slug: text().notNull(),
    name: text().notNull(),
    description: text().notNull().default(''),
    parentId: integer('parent_id'),
    position: integer().notNull().default(0),
  },
  (table) => [
    uniqueIndex('categories_slug').on(table.slug),
    uniqueIndex('categories_name').on(table.name),
    index('categories_parent').on(table.parentId),
  ],
)
export type Category = typeof categories.$inferSelect

export const tags = sqliteTable(
  'tags',
  { id: integer().primaryKey(), slug: text().notNull(), name: text().notNull() },
  (table) => [uniqueIndex('tags_slug').on(table.slug), uniqueIndex('tags_name').on(table.name)],
)
export type Tag = typeof tags.$inferSelect

export const postTags = sqliteTable(
  'post_tags',
  {
    postId: integer('post_id')
      .notNull()
      .references(() => posts.id, { onDelete: 'cascade' }),
    position: integer().notNull(),
    tagId: integer('tag_id')
      .notNull()
      .references(() => tags.id),
  },
  (table) => [
    primaryKey({ columns: [table.postId, table.position] }),
    index('post_tags_tag').on(table.tagId, table.postId),
  ],
)

/**
 * The posts of every list a reader can page through, newest last. A list is named `home`,
 * `c{category}`, `t{tag}`, `a{author}`, `y{year}` or `m{year}-{month}`.
 */
export const listPosts = sqliteTable(
  'list_posts',
  {
    list: text().notNull(),
    liveAt: integer('live_at').notNull(),
    postId: integer('post_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.list, table.liveAt, table.postId] })],
)

/** Kept by triggers on `list_posts`: how many posts a list has. */
export const lists = sqliteTable(
  'lists',
  { name: text().primaryKey(), kind: text().notNull(), count: integer().notNull() },
  (table) => [index('lists_kind').on(table.kind, table.count)],
)

/** Kept by triggers on `list_posts`: the rank (1 = oldest) of about every thirtieth post. */
export const listAnchors = sqliteTable(
  'list_anchors',
  {
    list: text().notNull(),
    liveAt: integer('live_at').notNull(),
    postId: integer('post_id').notNull(),
    rank: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.list, table.liveAt, table.postId] }),
    index('list_anchors_rank').on(table.list, table.rank),
  ],
)

export const comments = sqliteTable(
  'comments',
  {
    id: integer().primaryKey(),
    postId: integer('post_id')
      .notNull()
      .references(() => posts.id, { onDelete: 'cascade' }),
    parentId: integer('parent_id'),
    status: text().$type<CommentStatus>().notNull(),
    name: text().notNull(),
    email: text(),
    url: text(),
    body: text().notNull(),
    html: text().notNull(),
    createdAt: integer('created_at').notNull(),
    /** Salted, changes daily; for abuse only. */
    senderHash: text('sender_hash'),
    externalId: text('external_id'),
    /** The page of the discussion it stands on, counted from 1: given by a trigger when it is first
     * approved, and kept from then on, so that addresses of comments stay. */
    page: integer(),
    /** Of post, sender and text: the same comment sent twice is one. Null for imported ones. */
    digest: text(),
    /** Of the text alone, to see one text sent to many places. */
    bodyHash: text('body_hash'),
    /** Why it was held or taken for spam, for the moderator. */
    reasons: text().notNull().default(''),
  },
  (table) => [
    index('comments_post').on(table.postId, table.status, table.page, table.id),
    index('comments_status').on(table.status, table.id),
    uniqueIndex('comments_digest').on(table.digest),
    index('comments_body').on(table.bodyHash),
    index('comments_sender').on(table.senderHash),
    index('comments_email').on(table.email, table.status),
    uniqueIndex('comments_external_id').on(table.externalId),
  ],
)

export type Comment = typeof comments.$inferSelect

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

export const tokens = sqliteTable(
  'tokens',
  {
    id: integer().primaryKey(),
    name: text().notNull(),
    /** SHA-256, base64url. The secret itself is shown once and never stored. */
    hash: text().notNull(),
    scopes: text({ mode: 'json' }).$type<string[]>().notNull(),
    authorId: integer('author_id').references(() => authors.id),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at'),
    lastUsedAt: integer('last_used_at'),
  },
  (table) => [uniqueIndex('tokens_hash').on(table.hash)],
)

/** Who may sign in: an author with a row here; the role is in `authors`. */
export const accounts = sqliteTable(
  'accounts',
  {
    authorId: integer('author_id')
      .primaryKey()
      .references(() => authors.id),
    /** As Cloudflare Access names the person; lower case. */
    email: text(),
    suspended: integer({ mode: 'boolean' }).notNull().default(false),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [uniqueIndex('accounts_email').on(table.email)],
)

export const passkeys = sqliteTable(
  'passkeys',
  {
    /** The credential's id, base64url. */
    id: text().primaryKey(),
    authorId: integer('author_id').notNull(),
    name: text().notNull(),
    algorithm: text().$type<'ES256' | 'RS256'>().notNull(),
    /** SubjectPublicKeyInfo, base64url. */
    publicKey: text('public_key').notNull(),
    transports: text({ mode: 'json' }).$type<string[]>().notNull(),
    counter: integer().notNull(),
    createdAt: integer('created_at').notNull(),
    lastUsedAt: integer('last_used_at'),
  },
  (table) => [index('passkeys_author').on(table.authorId)],
)

/** Random questions put to authenticators; each is answered once. */
export const challenges = sqliteTable(
  'challenges',
  {
    challenge: text().primaryKey(),
    /** Whose new passkey it is for; null when somebody signs in. */
    authorId: integer('author_id'),
    expiresAt: integer('expires_at').notNull(),
  },
  (table) => [index('challenges_expiry').on(table.expiresAt)],
)

/** One-time ways in: a recovery code, or the invitation of a new person. */
export const signInCodes = sqliteTable(
  'sign_in_codes',
  {
    hash: text().primaryKey(),
    authorId: integer('author_id').notNull(),
    kind: text().$type<'recovery' | 'invitation'>().notNull(),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at'),
  },
  (table) => [index('sign_in_codes_author').on(table.authorId, table.kind)],
)

export const sessions = sqliteTable(
  'sessions',
  {
    /** SHA-256 of the cookie's secret, base64url. */
    hash: text().primaryKey(),
    authorId: integer('author_id').notNull(),
    /** The browser, in a few words, so that its owner knows it again. */
    device: text().notNull(),
    createdAt: integer('created_at').notNull(),
    seenAt: integer('seen_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
  },
  (table) => [index('sessions_author').on(table.authorId)],
)

/** Who did what through the admin API. */
export const audit = sqliteTable('audit', {
  id: integer().primaryKey(),
  at: integer().notNull(),
  actor: text().notNull(),
  via: text().notNull(),
  /** The operation, such as `PATCH /api/admin/posts/{id}`. */
  operation: text().notNull(),
  /** The path as it was asked for. */
  path: text().notNull(),
  status: integer().notNull(),
})

/**
 * What an editor has typed and not saved: one row for each window. Readers and other editors never
 * see it; saving the post removes it.
 */
export const drafts = sqliteTable(
  'drafts',
  {
    id: integer().primaryKey(),
    /** Null while the post has not been saved for the first time. */
    postId: integer('post_id').references(() => posts.id, { onDelete: 'cascade' }),
    authorId: integer('author_id').notNull(),
    /** The revision the editor started from. */
    baseRevision: integer('base_revision').notNull(),
    /** Raised by every autosave: two windows cannot overwrite each other. */
    version: integer().notNull().default(1),
    fields: text({ mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [
    index('drafts_post').on(table.postId, table.updatedAt),
    index('drafts_author').on(table.authorId, table.updatedAt),
  ],
)

/** Purges that committed with their write and are still to be carried out. */
export const outbox = sqliteTable(
  'outbox',
  {
    id: integer().primaryKey(),
    createdAt: integer('created_at').notNull(),
    write: text().notNull(),
    tags: text({ mode: 'json' }).$type<string[]>().notNull(),
    /** Purges carried out so far; a driver may ask for a second one some seconds later. */
    purges: integer().notNull().default(0),
    attempts: integer().notNull().default(0),
    dueAt: integer('due_at').notNull(),
  },
  (table) => [index('outbox_due').on(table.dueAt)],
)
export type OutboxEntry = typeof outbox.$inferSelect

export const jobs = sqliteTable('jobs', {
  name: text().primaryKey(),
  leaseUntil: integer('lease_until').notNull().default(0),
  cursor: text(),
  startedAt: integer('started_at'),
  finishedAt: integer('finished_at'),
  outcome: text().$type<'ok' | 'failed'>(),
  report: text({ mode: 'json' }).$type<Record<string, unknown>>(),
})
export type Job = typeof jobs.$inferSelect

/** Posts whose related list is to be made again; the stages are told in src/db/related.ts. */
export const indexQueue = sqliteTable(
  'index_queue',
  {
    postId: integer('post_id').primaryKey(),
    stage: integer().notNull().default(0),
    /** Posts that have become like it, to be looked at beside those that are found. */
    hints: text({ mode: 'json' }).$type<number[]>().notNull().default([]),
  },
  (table) => [index('index_queue_stage').on(table.stage, table.postId)],
)

/** The counted terms of every post in a list, packed by src/related/packing.ts. */
export const vectors = sqliteTable(
  'vectors',
  {
    postId: integer('post_id').primaryKey(),
    algorithm: integer().notNull(),
    /** Whether `term_frequencies` has this post. */
    counted: integer({ mode: 'boolean' }).notNull().default(false),
    counts: text().notNull(),
  },
  (table) => [
    index('vectors_algorithm').on(table.algorithm, table.postId),
    index('vectors_uncounted').on(table.postId).where(sql`counted = 0`),
  ],
)

/** Always at most one row: how many posts have each term, packed counters. */
export const termFrequencies = sqliteTable('term_frequencies', {
  id: integer().primaryKey(),
  algorithm: integer().notNull(),
  posts: integer().notNull(),
  counters: text().notNull(),
})

export const related = sqliteTable('related', {
  postId: integer('post_id').primaryKey(),
  algorithm: integer().notNull(),
  neighbours: text({ mode: 'json' }).$type<Neighbour[]>().notNull(),
})

export const postViews = sqliteTable(
  'post_views',
  {
    postId: integer('post_id').primaryKey(),
    views: integer().notNull(),
    /** Views with a half-life, computed by cron; ranks hot posts. */
    popularity: integer().notNull().default(0),
    /** How many of the views are part of the popularity already. */
    counted: integer().notNull().default(0),
  },
  (table) => [
    index('post_views_popularity').on(table.popularity),
    index('post_views_uncounted').on(table.postId).where(sql`views > counted`),
  ],
)

/** The last flush of each view counter that D1 has taken, so that a repeated one counts once. */
export const viewFlushes = sqliteTable('view_flushes', {
  counter: text().primaryKey(),
  flush: integer().notNull(),
})

/** Views by day (UTC, `2026-11-24`), for statistics; post 0 is the whole site. */
export const dailyViews = sqliteTable(
  'daily_views',
  {
    postId: integer('post_id').notNull(),
    day: text().notNull(),
    views: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.postId, table.day] }),
    index('daily_views_day').on(table.day),
  ],
)

/** What readers search for, and what they find nothing for: a fixed number of slots, told in docs/search.md. */
export const searchCounts = sqliteTable('search_counts', {
  slot: integer().primaryKey(),
  query: text().notNull(),
  searches: integer().notNull(),
  /** The day of the last search, `2026-11-24`. */
  day: text().notNull(),
})

/** What is offered while a reader types: names by their beginning, folded, and by pinyin initials. */
export const suggestions = sqliteTable(
  'suggestions',
  {
    key: text().notNull(),
    kind: text().$type<'post' | 'tag' | 'category'>().notNull(),
    refId: integer('ref_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.key, table.kind, table.refId] }),
    index('suggestions_ref').on(table.kind, table.refId),
  ],
)
