import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { posts } from './posts.ts'

// Authors, categories and tags, and the lists their posts stand in.

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
