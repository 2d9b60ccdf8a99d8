import type { EditablePost } from '../../db/editable-posts.ts'
import type { Snapshot } from '../../db/schema.ts'
import type { PostChange } from './change.ts'

/** A reason why a change cannot be made, in words for the editor. */
export interface Refusal {
  status: 403 | 404 | 409 | 412 | 422
  detail: string
  errors?: { path: string; message: string }[]
}

/**
 * The snapshot that results when `change` is applied to `current` (undefined for a new post) at
 * `now`. Pure: names are not resolved yet.
 */
export function applyChange(
  current: EditablePost | undefined,
  change: PostChange,
  { now, mayPlace }: { now: number; mayPlace: boolean },
): Snapshot | Refusal {
  const base: Snapshot = current?.snapshot ?? {
    title: '',
    slug: '',
    markdown: '',
    summary: null,
    cover: null,
    canonical: null,
    category: null,
    tags: [],
    author: null,
    language: null,
    status: 'draft',
    publishedAt: null,
    pinned: false,
    commentsOpen: true,
    relatedPinned: [],
    relatedBlocked: [],
  }
  if (current?.status === 'trashed') {
    return {
      status: 409,
      detail: 'This post is in the trash. Restore it before changing it',
    }
  }
  const pinned = change.pinned ?? base.pinned
  const path = change.views ? 'views' : pinned !== base.pinned && 'pinned'
  if (path && !mayPlace) {
    const message = 'Only editors pin posts, and say how often they were read'
    return { status: 403, detail: message, errors: [{ path, message }] }
  }
  const placed = placeInTime(base, change, now)
  if ('detail' in placed) return placed
  return {
    title: change.title ?? base.title,
    slug: change.slug ?? base.slug,
    markdown: change.markdown ?? base.markdown,
    summary: change.excerpt === undefined ? base.summary : change.excerpt || null,
    cover: change.cover === undefined ? base.cover : change.cover || null,
    canonical: canonicalAfter(base, change),
    category: change.category === undefined ? base.category : change.category,
    tags: change.tags ?? base.tags,
    author: change.author === undefined ? base.author : change.author,
    language: change.language === undefined ? base.language : change.language,
    pinned,
    commentsOpen: change.commentsOpen ?? base.commentsOpen,
    relatedPinned: change.related?.pinned ?? base.relatedPinned,
    relatedBlocked: change.related?.blocked ?? base.relatedBlocked,
    ...placed,
  }
}

/** Revisions that were written before posts had this field are without it. */
function canonicalAfter(base: Snapshot, { canonical }: PostChange): string | null {
  return canonical === undefined ? (base.canonical ?? null) : canonical || null
}

/** Status and time belong together: published is past or now, scheduled is to come. */
function placeInTime(
  base: Snapshot,
  change: PostChange,
  now: number,
): Pick<Snapshot, 'status' | 'publishedAt'> | Refusal {
  const status = change.status ?? base.status
  const publishedAt = change.publishedAt === undefined ? base.publishedAt : change.publishedAt
  if (status === 'draft') return { status, publishedAt }
  if (publishedAt === null) {
    if (status === 'scheduled') {
      const message = 'A scheduled post needs the time at which it is to appear'
      return { status: 422, detail: message, errors: [{ path: 'publishedAt', message }] }
    }
    return { status: 'published', publishedAt: now }
  }
  return { status: publishedAt > now ? 'scheduled' : 'published', publishedAt }
}
