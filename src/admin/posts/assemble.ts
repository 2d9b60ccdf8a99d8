import { type Rendered, withinSite } from '../../content/render.ts'
import { slugify, slugStem } from '../../content/slug.ts'
import type { EditablePost } from '../../db/editable-posts.ts'
import type { StoredPost } from '../../db/save-post.ts'
import type { Heading, Picture, Snapshot } from '../../db/schema.ts'
import { freeSlug, type TakenSlug } from '../../db/slugs.ts'
import { reservedSegments } from '../../urls.ts'
import type { PostChange } from './change.ts'
import type { Refusal } from './draft.ts'
import type { Resolved } from './resolve.ts'

/**
 * The given slug, or a free one made from the title; a given one that is taken is refused, and so is
 * one at whose address something else may stand.
 */
export function chooseSlug(
  id: number,
  current: EditablePost | undefined,
  snapshot: Snapshot,
  names: Resolved,
  attempt = 1,
): string | Refusal {
  if (current && current.slug === snapshot.slug) return current.slug
  const { slug } = snapshot
  const wanted = wantedSlug(snapshot)
  const others = names.slugs.filter(({ postId }) => postId !== id)
  const free = freeOf(wanted, others)
  // When others keep taking the next free one, the id tells this post apart for sure.
  if (!slug) {
    return attempt > 2 && free !== wanted ? freeOf(`${slugStem(wanted)}-${id}`, others) : free
  }
  if (wanted !== slug || reservedSegments.has(slug)) {
    return refuse(422, `"${slug}" may be the address of something else; "${free}" is free`)
  }
  const owner = others.find((other) => other.slug === slug && !other.old)
  if (!owner) return slug
  return refuse(409, `"${slug}" is the slug of post ${owner.postId}; "${free}" is free`)
}

/** The slug that a post asks for: the given one, or its title's. A bare number reads as an id. */
export function wantedSlug({ slug, title }: Pick<Snapshot, 'slug' | 'title'>): string {
  const wanted = slug || slugify(title) || 'post'
  return /^\d+$/.test(wanted) ? `post-${wanted}` : wanted
}

/** `wanted`, or the next like it that is neither one of `others` nor the site's own. */
export function freeOf(wanted: string, others: TakenSlug[]): string {
  return freeSlug(wanted, [...others.map(({ slug }) => slug), ...reservedSegments])
}

function refuse(status: 409 | 422, message: string): Refusal {
  return { status, detail: message, errors: [{ path: 'slug', message }] }
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
