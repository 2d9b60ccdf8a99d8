import * as z from 'zod'
import type { EditablePost } from '../../db/editable-posts.ts'
import { originOf, type Site } from '../../db/site.ts'
import { absolute, postPath } from '../../urls.ts'

const time = z.iso.datetime()

export const receiptSchema = z.object({
  purged: z.array(z.string()).describe('Cache tags whose pages were purged'),
  pending: z.boolean().describe('True while the purge still waits for the scheduled handler'),
  urls: z.array(z.string()).describe('Public addresses that show the change'),
  duplicates: z.array(z.object({ id: z.int(), title: z.string(), score: z.number() })),
})

export const postSchema = z.object({
  id: z.int(),
  slug: z.string(),
  title: z.string(),
  markdown: z.string(),
  html: z.string(),
  excerpt: z.string(),
  summary: z.string().nullable().describe('The excerpt as an editor wrote it; null where none did'),
  cover: z.string().nullable(),
  canonical: z.string().nullable(),
  category: z.string().nullable(),
  tags: z.array(z.string()),
  author: z.string().nullable(),
  language: z.string().nullable(),
  status: z.enum(['draft', 'scheduled', 'published', 'trashed']),
  publishedAt: time.nullable(),
  createdAt: time,
  updatedAt: time,
  revision: z.int(),
  pinned: z.boolean(),
  commentsOpen: z.boolean(),
  commentCount: z.int(),
  views: z.int(),
  wordCount: z.int(),
  externalId: z.string().nullable(),
  url: z.string(),
  related: z.object({ pinned: z.array(z.int()), blocked: z.array(z.int()) }),
})

export const postWithReceipt = postSchema.extend({ receipt: receiptSchema })

/** A post as the API shows it. */
export function presentPost(
  post: EditablePost,
  { settings }: Site,
  env: { SITE_URL: string },
  now: number,
): z.infer<typeof postSchema> {
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
