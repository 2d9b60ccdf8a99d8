import { createHash } from 'node:crypto'
import type { ListName } from '../db/lists.ts'

/**
 * Cache tags: what a page shows, and by what a purge reaches it. ASCII without spaces, and ids
 * only, for the platform silently drops anything else. docs/storage.md lists them.
 */
export type CacheTag = string

/** Every page. */
export const siteTag: CacheTag = 'site'
/** Pages with the sidebar. */
export const sidebarTag: CacheTag = 'side'
export const feedTag: CacheTag = 'feed'
export const sitemapTag: CacheTag = 'sitemap'
export const archiveTag: CacheTag = 'archive'
/** Pages that show the post's whole text. */
export const postTag = (id: number): CacheTag => `p${id}`
/** Pages that show the post's title, excerpt or address. */
export const summaryTag = (id: number): CacheTag => `s${id}`
/** The page with the post's comments. */
export const discussionTag = (id: number): CacheTag => `d${id}`
/** The page with the post's related list. */
export const relatedTag = (id: number): CacheTag => `r${id}`
/** The page with links to the posts before and after the post. */
export const adjacentTag = (id: number): CacheTag => `x${id}`
/** Pages that name the category, tag or author. */
export const categoryTag = (id: number): CacheTag => `c${id}`
export const tagTag = (id: number): CacheTag => `t${id}`
export const authorTag = (id: number): CacheTag => `a${id}`
/** An uploaded file: purged when it is removed. */
export const mediaTag = (key: string): CacheTag => `m-${key}`
/** The pages of a list. */
export const listTag = (list: ListName): CacheTag => `l-${list}`

/**
 * "Nothing here" pages and redirects at any path whose last segment is `name` (a slug or an id):
 * one tag for all the forms an address can have.
 */
export function nameTag(name: string): CacheTag {
  return `n-${createHash('sha256').update(name).digest('hex').slice(0, 12)}`
}
