import type { FeedPost } from '../db/feeds.ts'
import { absolute } from '../urls.ts'

/** What every format of a feed says of itself. */
export interface Feed {
  /** Its own path. */
  path: string
  /** Path of the page it follows. */
  pagePath: string
  title: string
  posts: FeedPost[]
}

/** A name for a post that outlives changes of its slug and of the permalink pattern. */
export function guid(origin: string, id: number): string {
  return `${origin}/#post-${id}`
}

/** When anything in the feed changed last, in ms; 0 for an empty one. */
export function lastChange(posts: FeedPost[]): number {
  return Math.max(0, ...posts.map((post) => Math.max(post.updatedAt, post.publishedAt)))
}

/** The post's picture; absolute. */
export function imageOf(origin: string, post: FeedPost): string | undefined {
  const image = post.cover ?? post.thumbnail?.url
  return image ? absolute(origin, image) : undefined
}

/** Makes the addresses in stored HTML absolute: readers of a feed have no base to resolve them. */
export function absoluteHtml(html: string, url: string): string {
  return html.replace(
    /(<[a-z][^>]*? (?:href|src|poster)=")([^"]*)"/g,
    (_, before: string, address: string) =>
      `${before}${/^[a-z][a-z0-9+.-]*:/i.test(address) ? address : escapeQuote(absolute(url, unescapeAmp(address)))}"`,
  )
}

function unescapeAmp(text: string): string {
  return text.replace(/&#x26;|&amp;/g, '&')
}

function escapeQuote(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;')
}
