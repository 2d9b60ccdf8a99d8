import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { type CommentStatus, posts } from './posts.ts'

// What readers leave: comments and views.

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
    /** Salted, changes daily; for abuse only, and erased after two days. */
    senderHash: text('sender_hash'),
    externalId: text('external_id'),
    /** The page of the discussion it stands on, counted from 1: given by a trigger when it is
     * approved. One that is hidden keeps it, to come back to where it stood. */
    page: integer(),
    /** Of post, parent, sender and text: the same comment sent twice within a day is one. Null for
     * imported ones, and once the sender's hash is erased. */
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
