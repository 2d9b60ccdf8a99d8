import type { EditablePost } from '../../db/editable-posts.ts'
import type { Snapshot } from '../../db/schema.ts'
import type { Refusal } from './draft.ts'

/** A post on its way to the trash; nothing of it is lost. */
export function trashed(post: EditablePost): Snapshot | Refusal {
  if (post.status === 'trashed') {
    return {
      status: 409,
      detail: 'The post is in the trash already; DELETE with ?permanent=true removes it for good',
    }
  }
  return { ...post.snapshot, status: 'trashed' }
}

/** A post on its way back: what was published is again, unless its time is still to come. */
export function restored(post: EditablePost, now: number): Snapshot | Refusal {
  if (post.status !== 'trashed') return { status: 409, detail: 'The post is not in the trash' }
  const before = post.statusBeforeTrash ?? 'draft'
  if (before === 'draft' || before === 'trashed') return { ...post.snapshot, status: 'draft' }
  const due = post.snapshot.publishedAt ?? now
  return { ...post.snapshot, publishedAt: due, status: due > now ? 'scheduled' : 'published' }
}

/**
 * A post with the words of an old revision; when and where it stands does not change. What it stands
 * under may have been renamed, merged or removed since: the old names would make it anew.
 */
export function reverted(post: EditablePost, old: Snapshot): Snapshot | Refusal {
  if (post.status === 'trashed') {
    return { status: 409, detail: 'This post is in the trash. Restore it before changing it' }
  }
  const { status, publishedAt, slug, pinned, category, tags, author } = post.snapshot
  return { ...old, status, publishedAt, slug, pinned, category, tags, author }
}
