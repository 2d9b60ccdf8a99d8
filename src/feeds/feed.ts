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
      `${before}${/^[a-z][a-z0-9+.-]*:/i.test(address) ? address : escapeQuote(absolute(url, decoded(address)))}"`,
  )
}

const references: Record<string, string> = {
  ...{ '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&', '&#x22;': '"', '&#x26;': '&' },
}

/** The text of an attribute, of stored HTML old and new. */
function decoded(text: string): string {
  return text.replace(/&(?:lt|gt|quot|amp|#x2[26]);/g, (reference) => references[reference] ?? '')
}

function escapeQuote(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;')
}
