import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { posts } from './posts.ts'
import { authors } from './terms.ts'

// Who may sign in and how, what they did, and what they have not saved yet.

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

/** Random questions that authenticators have answered: each is good once. */
export const challenges = sqliteTable(
  'challenges',
  {
    challenge: text().primaryKey(),
    /** Whose passkey answered it. */
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
