import { type Rendered, withinSite } from '../../content/render.ts'
import { slugify } from '../../content/slug.ts'
import type { EditablePost } from '../../db/editable-posts.ts'
import type { StoredPost } from '../../db/save-post.ts'
import type { Heading, Picture, Snapshot } from '../../db/schema.ts'
import { freeSlug } from '../../db/slugs.ts'
import type { PostChange } from './change.ts'
import type { Refusal } from './draft.ts'
import type { Resolved } from './resolve.ts'

/** The given slug, or a free one made from the title; a given one that is taken is refused. */
export function chooseSlug(
  id: number,
  current: EditablePost | undefined,
  snapshot: Snapshot,
  names: Resolved,
  attempt = 1,
): string | Refusal {
  if (current && current.slug === snapshot.slug) return current.slug
  const wanted = snapshot.slug || slugify(snapshot.title) || 'post'
  const owner = names.slugs.get(wanted)
  if (owner === undefined || owner === id) return wanted
  // When others keep taking the next free one, the id tells this post apart for sure.
  if (!snapshot.slug) return attempt > 2 ? `${wanted}-${id}` : freeSlug(wanted, names.slugs)
  const message = `"${wanted}" is the slug of post ${owner}; "${freeSlug(wanted, names.slugs)}" is free`
  return { status: 409, detail: message, errors: [{ path: 'slug', message }] }
}

/** A post as its tables will hold it. */
export function assemble(parts: {
  id: number
  slug: string
  url: string
  now: number
  current: EditablePost | undefined
  snapshot: Snapshot
  names: Resolved
  rendered: Rendered
  change: PostChange
}): StoredPost {
  const { id, slug, url, now, current, snapshot, names, rendered, change } = parts
  const placed = snapshot.status === 'published' || snapshot.status === 'scheduled'
  const updatedAt = change.updatedAt ?? now
  return {
    row: {
      id,
      slug,
      title: snapshot.title,
      status: snapshot.status,
      publishedAt: snapshot.publishedAt,
      liveAt: placed ? snapshot.publishedAt : null,
      createdAt: change.createdAt ?? current?.createdAt ?? now,
      updatedAt,
      revision: (current?.revision ?? 0) + 1,
      categoryId: names.category?.id ?? null,
      authorId: names.author?.id ?? null,
      language: snapshot.language,
      pinned: snapshot.pinned,
      commentsOpen: snapshot.commentsOpen,
      excerpt: snapshot.summary ?? rendered.excerpt,
      cover: snapshot.cover,
      canonical: snapshot.canonical ?? null,
      thumbnail: thumbnailOf(snapshot.cover, url, rendered, names) ?? null,
      wordCount: rendered.wordCount,
      externalId:
        change.externalId === undefined ? (current?.externalId ?? null) : change.externalId,
      statusBeforeTrash: snapshot.status === 'trashed' ? (current?.status ?? null) : null,
      relatedPinned: snapshot.relatedPinned,
      relatedBlocked: snapshot.relatedBlocked,
    },
    body: { html: rendered.html, contents: contentsOf(rendered), text: rendered.text },
    snapshot: { ...snapshot, slug, author: names.author?.name ?? null },
    tagIds: names.tags.map((tag) => tag.id),
  }
}

function thumbnailOf(
  cover: string | null,
  url: string,
  rendered: Rendered,
  names: Resolved,
): Picture | undefined {
  if (!cover) return rendered.firstImage
  return { url: cover, ...names.sizes.get(withinSite(cover, url)) }
}

/** The two upper levels of headings; deeper ones do not help anybody find their way. */
function contentsOf({ contents }: Rendered): Heading[] {
  const top = Math.min(...contents.map((heading) => heading.level))
  return contents.filter((heading) => heading.level <= top + 1)
}
