import * as v from 'valibot'
import type { EditablePost } from '../../db/editable-posts.ts'
import { originOf, type Site } from '../../db/site.ts'
import { integer, timestamp } from '../../schemas.ts'
import { absolute, postPath } from '../../urls.ts'

const time = timestamp

export const receiptSchema = v.object({
  purged: v.pipe(v.array(v.string()), v.description('Cache tags whose pages were purged')),
  pending: v.pipe(
    v.boolean(),
    v.description('True while the purge still waits for the scheduled handler'),
  ),
  urls: v.pipe(v.array(v.string()), v.description('Public addresses that show the change')),
  duplicates: v.array(v.object({ id: integer, title: v.string(), score: v.number() })),
  cronAt: v.pipe(v.nullable(time), v.description('When cron last noted posts that were due')),
})

export const postSchema = v.object({
  id: integer,
  slug: v.string(),
  title: v.string(),
  markdown: v.string(),
  html: v.string(),
  excerpt: v.string(),
  summary: v.pipe(
    v.nullable(v.string()),
    v.description('The excerpt as an editor wrote it; null where none did'),
  ),
  cover: v.nullable(v.string()),
  canonical: v.nullable(v.string()),
  category: v.nullable(v.string()),
  tags: v.array(v.string()),
  author: v.nullable(v.string()),
  language: v.nullable(v.string()),
  status: v.picklist(['draft', 'scheduled', 'published', 'trashed']),
  publishedAt: v.nullable(time),
  createdAt: time,
  updatedAt: time,
  revision: integer,
  pinned: v.boolean(),
  commentsOpen: v.boolean(),
  commentCount: integer,
  views: integer,
  wordCount: integer,
  externalId: v.nullable(v.string()),
  url: v.string(),
  related: v.object({ pinned: v.array(integer), blocked: v.array(integer) }),
})

export const postWithReceipt = v.object({ ...postSchema.entries, receipt: receiptSchema })

/** A post as the API shows it. */
export function presentPost(
  post: EditablePost,
  { settings }: Site,
  env: { SITE_URL: string },
  now: number,
): v.InferOutput<typeof postSchema> {
  const overdue = post.status === 'scheduled' && post.liveAt !== null && post.liveAt <= now
  return {
    id: post.id,
    slug: post.slug,
    title: post.title,
    markdown: post.snapshot.markdown,
    html: post.html,
    excerpt: post.excerpt,
    summary: post.snapshot.summary,
    cover: post.cover,
    canonical: post.canonical,
    category: post.category,
    tags: post.tags.map((tag) => tag.name),
    author: post.author,
    language: post.language,
    status: overdue ? 'published' : post.status,
    publishedAt: isoTime(post.publishedAt),
    createdAt: new Date(post.createdAt).toISOString(),
    updatedAt: new Date(post.updatedAt).toISOString(),
    revision: post.revision,
    pinned: post.pinned,
    commentsOpen: post.commentsOpen,
    commentCount: post.commentCount,
    views: post.views,
    wordCount: post.wordCount,
    externalId: post.externalId,
    url: absolute(originOf(settings, env), postPath(post, settings)),
    related: { pinned: post.relatedPinned, blocked: post.relatedBlocked },
  }
}

export function isoTime(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString()
}
