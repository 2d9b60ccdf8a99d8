import type { FeedPost } from '../db/feeds.ts'
import { absolute } from '../urls.ts'

/** What every format of a feed says of itself. */
export interface Feed {
  /** Its own path. */
  path: string
  /** Path of the page it follows. */
  pagePath: string
  /** A path that names it for good, whatever its address comes to be (RFC 4287 §4.2.6). */
  id: string
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

/**
 * Stored HTML for readers of a feed, who have no base to resolve addresses: all are absolute, and
 * headings lead nowhere.
 */
export function absoluteHtml(html: string, url: string): string {
  const whole = (address: string) =>
    /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : absolute(url, address)
  return html
    .replace(/<a class="anchor"(?: [\w-]+="[^"]*")*>#<\/a>/g, '')
    .replace(/<[a-z]\w*(?: [\w-]+(?:="[^"]*")?)+>/g, (tag) =>
      tag.replace(/ ([\w-]+)="([^"]*)"/g, (attribute, name: string, value: string) => {
        if (!/^(?:href|src|srcset|poster|cite)$/.test(name)) return attribute
        const text = decoded(value)
        if (name !== 'srcset') return ` ${name}="${escapeQuote(whole(text))}"`
        const all = text.replace(candidate, (_, address, size) => whole(address) + size)
        return ` ${name}="${escapeQuote(all)}"`
      }),
    )
}

/** An image in `srcset`: its address, then its width or density. */
const candidate = /([^\s,](?:\S*[^\s,])?)([^,]*)/g

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
