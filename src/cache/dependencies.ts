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
import { isPlacedAlike, type PlacedPost, type WriteKind, type WriteOf } from './writes.ts'

/** For each kind of page, the tags by which a write makes pages of that kind stale. */
export type Stale = Record<PageKind, CacheTag[]>

/** The dependency map, or what is left of it when a test takes a row away. */
export type DependencyMap = { [K in WriteKind]: (write: WriteOf<K>) => Stale }

const none: CacheTag[] = []
const listsOfPosts = (tags: CacheTag[]) => ({ home: tags, category: tags, tag: tags, author: tags })

/**
 * What every kind of write makes stale. A new kind of write or of page does not compile before it
 * has its rows here, and `tests/freshness` fails on a row that is missing or that nothing needs.
 */
export const dependencies: DependencyMap = {
  post: ({ before, after, id, neighbours, newNames }) => {
    const added = newNames.map(nameTag)
    if (before && after && isPlacedAlike(before, after)) {
      const summary = before.summary === after.summary ? none : [summaryTag(id)]
      return {
        article: [postTag(id), ...summary],
        markdown: [postTag(id)],
        ...listsOfPosts(summary),
        archive: summary,
        feed: [postTag(id)],
        sitemap: [sitemapTag],
        robots: none,
        redirect: none,
        notFound: [...added, ...summary],
        related: [relatedTag(id), ...summary],
        comments: [postTag(id)],
        live: none,
      }
    }
    const places = [before, after].filter((post) => post !== undefined)
    if (places.length === 0) return { ...nothing(), notFound: added }
    const stale = placement(places, neighbours)
    return { ...stale, notFound: [...stale.notFound, ...added] }
  },
  // Nobody could see these posts before, so no page of their own is stale.
  due: ({ posts, neighbours }) => ({
    ...placement(posts, neighbours),
    markdown: none,
    redirect: none,
    comments: none,
    live: none,
  }),
  related: ({ posts }) => ({
    article: posts.map(relatedTag),
    markdown: none,
    ...listsOfPosts(none),
    archive: none,
    feed: none,
    sitemap: none,
    robots: none,
    redirect: none,
    notFound: none,
    related: posts.map(relatedTag),
    comments: none,
    live: none,
  }),
  comment: ({ post }) => ({
    article: [discussionTag(post)],
    markdown: none,
    ...listsOfPosts([sidebarTag]),
    archive: [sidebarTag],
    feed: none,
    sitemap: none,
    robots: none,
    redirect: none,
    notFound: [discussionTag(post)],
    related: none,
    comments: [discussionTag(post)],
    live: [discussionTag(post)],
  }),
  category: ({ id, slugs }) => ({
    article: [categoryTag(id)],
    markdown: none,
    ...listsOfPosts([sidebarTag]),
    archive: [sidebarTag],
    feed: [feedTag],
    sitemap: [sitemapTag],
    robots: none,
    // Redirects from an address a term had before carry the name they lead to.
    redirect: slugs.map(nameTag),
    notFound: slugs.map(nameTag),
    related: none,
    comments: none,
    live: none,
  }),
  tag: ({ id, slugs }) => ({
    article: [tagTag(id)],
    markdown: none,
    ...listsOfPosts([tagTag(id)]),
    archive: [tagTag(id)],
    feed: [feedTag],
    sitemap: [sitemapTag],
    robots: none,
    redirect: slugs.map(nameTag),
    notFound: slugs.map(nameTag),
    related: none,
    comments: none,
    live: none,
  }),
  author: ({ id, slugs }) => ({
    article: [authorTag(id)],
    markdown: none,
    home: none,
    category: none,
    tag: none,
    author: [authorTag(id)],
    archive: none,
    feed: [feedTag],
    sitemap: [sitemapTag],
    robots: none,
    redirect: slugs.map(nameTag),
    notFound: slugs.map(nameTag),
    related: none,
    comments: none,
    live: none,
  }),
  popularity: () => ({
    article: none,
    markdown: none,
    ...listsOfPosts([sidebarTag]),
    archive: [sidebarTag],
    feed: none,
    sitemap: none,
    robots: none,
    redirect: none,
    notFound: none,
    related: none,
    comments: none,
    live: none,
  }),
  link: () => ({
    article: none,
    markdown: none,
    ...listsOfPosts([sidebarTag]),
    archive: [sidebarTag],
    feed: none,
    sitemap: none,
    robots: none,
    redirect: none,
    notFound: none,
    related: none,
    comments: none,
    live: none,
  }),
  redirect: ({ names }) => ({
    article: none,
    markdown: none,
    ...listsOfPosts(none),
    archive: none,
    feed: none,
    sitemap: none,
    robots: none,
    redirect: names.map(nameTag),
    notFound: names.map(nameTag),
    related: none,
    comments: none,
    live: none,
  }),
  settings: () => ({ ...everything([siteTag]), live: none }),
}

/** The tags that `write` makes stale, each once. */
export function staleTags<K extends WriteKind>(write: WriteOf<K>): CacheTag[] {
  return [...new Set(Object.values(staleBy(dependencies, write)).flat())]
}

/** The same by kind of page. */
export function staleBy<K extends WriteKind>(map: DependencyMap, write: WriteOf<K>): Stale {
  return map[write.kind as K](write)
}

/** Posts that come, go or move: their pages, every list they stand in, what counts or sorts posts. */
function placement(posts: PlacedPost[], neighbours: number[]): Stale {
  const lists = [...new Set(posts.flatMap((post) => post.lists))].map(listTag)
  const own = posts.map(({ id }) => summaryTag(id))
  return {
    article: [...own, ...neighbours.map(adjacentTag)],
    markdown: posts.map(({ id }) => postTag(id)),
    ...listsOfPosts([sidebarTag]),
    archive: [sidebarTag, archiveTag],
    feed: lists,
    sitemap: [sitemapTag],
    robots: none,
    redirect: [...own, ...posts.flatMap(namesOf)],
    // Every page that has nothing names the newest posts, and so stands on the home list's tag.
    notFound: lists,
    related: own,
    comments: own,
    live: own,
  }
}

/** The names of a post: another one's old address may lead elsewhere until now. */
function namesOf({ id, slug }: PlacedPost): CacheTag[] {
  return [nameTag(slug), nameTag(String(id))]
}

function nothing(): Stale {
  return everything(none)
}

function everything(tags: CacheTag[]): Stale {
  return {
    article: tags,
    markdown: tags,
    ...listsOfPosts(tags),
    archive: tags,
    feed: tags,
    sitemap: tags,
    robots: tags,
    redirect: tags,
    notFound: tags,
    related: tags,
    comments: tags,
    live: tags,
  }
}
