import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Neighbour } from './posts.ts'

// What the scheduled handler keeps: purges to carry out, jobs, indexes of related posts and search.

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
    /** Whether `term_frequencies` has this post: 0 no, 1 yes, 2 as it read before an edit. */
    counted: integer().notNull().default(0),
    counts: text().notNull(),
  },
  (table) => [
    index('vectors_algorithm').on(table.algorithm, table.postId),
    index('vectors_uncounted').on(table.postId).where(sql`counted = 0`),
    index('vectors_edited').on(table.postId).where(sql`counted = 2`),
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
