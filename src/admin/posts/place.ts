import type { PlacedPost } from '../../cache/writes.ts'
import { calendarDate } from '../../dates.ts'
import {
  authorList,
  categoryList,
  homeList,
  type ListName,
  monthList,
  pinnedList,
  tagList,
  yearList,
} from '../../db/lists.ts'
import type { Category } from '../../db/schema.ts'
import { withAncestors } from '../../db/terms.ts'

type CategoryTree = Pick<Category, 'id' | 'parentId'>[]

/** What of a post decides where it stands and what pages show of it. */
export interface Placeable {
  id: number
  slug: string
  title: string
  liveAt: number | null
  categoryId: number | null
  authorId: number | null
  tags: { id: number }[]
  pinned: boolean
  excerpt: string
  cover: string | null
  thumbnail: unknown
  language: string | null
  wordCount: number
  html: string
  commentsOpen: boolean
}

/**
 * Where a post stands and what pages show of it, for the dependency map; undefined for a post that
 * is neither published nor scheduled.
 */
export function placeOf(
  post: Placeable,
  categories: CategoryTree,
  timeZone: string,
): PlacedPost | undefined {
  if (post.liveAt === null) return undefined
  const { id, slug, title, liveAt, excerpt, thumbnail, language, wordCount } = post
  const tags = post.tags.map((tag) => tag.id)
  return {
    id,
    slug,
    liveAt,
    lists: listsOf(post, liveAt, categories, timeZone),
    summary: JSON.stringify([
      ...[title, slug, liveAt, excerpt, thumbnail, language, wordCount],
      ...[post.categoryId, post.authorId],
    ]),
    body: JSON.stringify([post.html, tags, post.cover, post.commentsOpen]),
  }
}

/** The lists a post stands in while it is published or scheduled. */
export function listsOf(
  post: Pick<Placeable, 'categoryId' | 'authorId' | 'tags' | 'pinned'>,
  liveAt: number,
  categories: CategoryTree,
  timeZone: string,
): ListName[] {
  const date = calendarDate(liveAt, timeZone)
  return [
    homeList,
    ...(post.pinned ? [pinnedList] : []),
    yearList(date.year),
    monthList(date),
    ...withAncestors(categories, post.categoryId).map(categoryList),
    ...post.tags.map((tag) => tagList(tag.id)),
    ...(post.authorId === null ? [] : [authorList(post.authorId)]),
  ].sort()
}
