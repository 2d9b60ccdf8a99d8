import { sql } from 'drizzle-orm'
import type { Picture } from './schema.ts'

/** A named thing with a page of its own. */
export interface Term {
  id: number
  name: string
  slug: string
}

/** A post as lists show it. */
export interface Summary {
  id: number
  slug: string
  title: string
  excerpt: string
  language: string | null
  thumbnail: Picture | null
  publishedAt: number
  wordCount: number
  commentCount: number
  pinned: boolean
  category: Term | null
  author: Term | null
}

/** The columns of a {@link Summary} as one JSON object, of the post aliased `q`. */
export const summaryJson = sql`json_object(
  'id', q.id, 'slug', q.slug, 'title', q.title, 'excerpt', q.excerpt, 'language', q.language,
  'thumbnail', json(q.thumbnail), 'publishedAt', q.live_at, 'wordCount', q.word_count,
  'commentCount', q.comment_count, 'pinned', json(iif(q.pinned, 'true', 'false')),
  'category', (SELECT json_object('id', c.id, 'name', c.name, 'slug', c.slug)
    FROM categories c WHERE c.id = q.category_id),
  'author', (SELECT json_object('id', a.id, 'name', a.name, 'slug', a.slug)
    FROM authors a WHERE a.id = q.author_id))`

/** Enough of a post for a link to it. */
export interface TitleOnly {
  id: number
  slug: string
  title: string
  language: string | null
  publishedAt: number
}

/** The columns of a {@link TitleOnly} as one JSON object, of the post aliased `q`. */
export const titleJson = sql`json_object('id', q.id, 'slug', q.slug, 'title', q.title,
  'language', q.language, 'publishedAt', q.live_at)`
