import { type ListName, pinnedList } from '../db/lists.ts'
import type { PageKind } from './policy.ts'
import {
  adjacentTag,
  archiveTag,
  authorTag,
  type CacheTag,
  categoryTag,
  discussionTag,
  feedTag,
  listTag,
  nameTag,
  postTag,
  relatedTag,
  sidebarTag,
  sitemapTag,
  siteTag,
  summaryTag,
  tagTag,
} from './tags.ts'

/** What pages show of a post that has a place in time: published, or scheduled to be. */
export interface PlacedPost {
  id: number
  slug: string
  liveAt: number
  /** The lists it stands in. */
  lists: ListName[]
  /** Everything lists show of it, as one comparable string. */
  summary: string
  /** Everything only its own page and full-text feeds show. */
  body: string
}

/** Every kind of write there is, with what it changed. */
export type Write =
  | {
      kind: 'post'
      id: number
      before: PlacedPost | undefined
      after: PlacedPost | undefined
      /** The posts before and after it in time, at its old and its new place. */
      neighbours: number[]
      /** Slugs of categories, tags and authors that the write adds. */
      newNames: string[]
      /** It was public before, so stored related lists may still name it. */
      returning: boolean
    }
  /** A scheduled post's time has come. */
  | { kind: 'due'; posts: PlacedPost[]; neighbours: number[] }
  | { kind: 'related'; posts: number[] }
  | { kind: 'comment'; post: number }
  | { kind: 'category'; id: number; slugs: string[] }
  | { kind: 'tag'; id: number; slugs: string[] }
  | { kind: 'author'; id: number; slugs: string[] }
  | { kind: 'link' }
  | { kind: 'redirect'; names: string[] }
  | { kind: 'settings' }

export type WriteKind = Write['kind']
type WriteOf<K extends WriteKind> = Extract<Write, { kind: K }>

/** For each kind of page, the tags by which a write makes pages of that kind stale. */
type Stale = Record<PageKind, CacheTag[]>

const nothing: Stale = {
  article: [],
  markdown: [],
  home: [],
  category: [],
  tag: [],
  author: [],
  archive: [],
  feed: [],
  sitemap: [],
  robots: [],
  redirect: [],
  notFound: [],
  related: [],
}

/**
 * The dependency map: what every kind of write makes stale. A new kind of write or of page does not
 * compile before it has its row here.
 */
const map: { [K in WriteKind]: (write: WriteOf<K>) => Stale } = {
  post: ({ before, after, id, neighbours, newNames }) => {
    const added = newNames.map(nameTag)
    if (!before && !after) return { ...nothing, notFound: added }
    if (before && after && isPlacedAlike(before, after)) {
      const summary = before.summary === after.summary ? [] : [summaryTag(id)]
      return {
        ...nothing,
        article: [postTag(id), ...summary],
        markdown: [postTag(id)],
        home: summary,
        category: summary,
        tag: summary,
        author: summary,
        archive: summary,
        feed: [postTag(id)],
        sitemap: [sitemapTag],
        redirect: summary,
        notFound: added,
        related: [relatedTag(id), ...summary],
      }
    }
    const places = [before, after].filter((post) => post !== undefined)
    const stale = placement(places, neighbours)
    return { ...stale, notFound: [...stale.notFound, ...added] }
  },
  due: ({ posts, neighbours }) => placement(posts, neighbours),
  related: ({ posts }) => ({
    ...nothing,
    article: posts.map(relatedTag),
    related: posts.map(relatedTag),
  }),
  comment: ({ post }) => ({
    ...nothing,
    article: [discussionTag(post)],
    home: [sidebarTag, summaryTag(post)],
    category: [sidebarTag, summaryTag(post)],
    tag: [sidebarTag, summaryTag(post)],
    author: [sidebarTag, summaryTag(post)],
    archive: [sidebarTag],
  }),
  category: ({ id, slugs }) => term(categoryTag(id), slugs),
  tag: ({ id, slugs }) => term(tagTag(id), slugs),
  author: ({ id, slugs }) => term(authorTag(id), slugs),
  link: () => ({
    ...nothing,
    home: [sidebarTag],
    category: [sidebarTag],
    tag: [sidebarTag],
    author: [sidebarTag],
    archive: [sidebarTag],
  }),
  redirect: ({ names }) => ({
    ...nothing,
    redirect: names.map(nameTag),
    notFound: names.map(nameTag),
  }),
  settings: () =>
    Object.fromEntries(Object.keys(nothing).map((kind) => [kind, [siteTag]])) as Stale,
}

/** The tags that `write` makes stale, each once. */
export function staleTags<K extends WriteKind>(write: WriteOf<K>): CacheTag[] {
  const stale = map[write.kind as K](write)
  return [...new Set(Object.values(stale).flat())]
}

/** Whether stored pages other than those the write names by id show something it changed. */
export function touchesOtherPages(write: Write): boolean {
  switch (write.kind) {
    case 'post': {
      const { before, after, returning } = write
      return before ? before.summary !== after?.summary : after !== undefined && returning
    }
    case 'category':
    case 'tag':
    case 'author':
    case 'settings':
      return true
    case 'due':
    case 'related':
    case 'comment':
    case 'link':
    case 'redirect':
      return false
  }
}

/** The posts whose own stored page shows something `write` changed. */
export function touchedPosts(write: Write): number[] {
  switch (write.kind) {
    case 'post':
      return [write.id, ...write.neighbours]
    case 'due':
      return [...write.posts.map((post) => post.id), ...write.neighbours]
    case 'related':
      return write.posts
    case 'comment':
      return [write.post]
    default:
      return []
  }
}

function isPlacedAlike(before: PlacedPost, after: PlacedPost): boolean {
  return (
    before.liveAt === after.liveAt &&
    before.slug === after.slug &&
    before.lists.join() === after.lists.join()
  )
}

/** Posts that come, go or move: their pages, every list they stand in, what counts or sorts posts. */
function placement(posts: PlacedPost[], neighbours: number[]): Stale {
  const own = posts.flatMap(({ id }) => [postTag(id), summaryTag(id)])
  const lists = [...new Set(posts.flatMap((post) => post.lists))]
  const listing = [...lists.map(listTag), sidebarTag]
  return {
    article: [...own, ...neighbours.map(adjacentTag)],
    markdown: own,
    home: [...listing, ...(lists.includes(pinnedList) ? [listTag('home')] : [])],
    category: listing,
    tag: listing,
    author: listing,
    archive: [...listing, archiveTag],
    feed: [feedTag],
    sitemap: [sitemapTag],
    robots: [],
    redirect: own,
    notFound: posts.flatMap(namesOf),
    related: own,
  }
}

/** A named thing that changed: where its name or address shows, and what was said to be nowhere. */
function term(tag: CacheTag, slugs: string[]): Stale {
  const shown = [tag, sidebarTag]
  return {
    ...nothing,
    article: [tag],
    markdown: [tag],
    home: shown,
    category: shown,
    tag: shown,
    author: shown,
    archive: shown,
    feed: [feedTag],
    sitemap: [sitemapTag],
    notFound: slugs.map(nameTag),
  }
}

function namesOf(post: PlacedPost): CacheTag[] {
  return [nameTag(String(post.id)), nameTag(post.slug)]
}
