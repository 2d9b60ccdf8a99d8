import type { CacheTag } from './tags.ts'

/** The kinds of public page; everything else is private. */
export const pageKinds = [
  ...(['article', 'markdown', 'home', 'category', 'tag', 'author', 'archive'] as const),
  ...([
    'feed',
    'sitemap',
    'robots',
    'redirect',
    'notFound',
    'related',
    'comments',
    'live',
  ] as const),
] as const
export type PageKind = (typeof pageKinds)[number]

/** What a route says of the public page it answers with. */
export interface PublicPage {
  kind: PageKind
  tags: CacheTag[]
  /** When the next scheduled post is due, in ms; null when none is. */
  nextDueAt: number | null
  /** Strong validator, where it is known already; else it is made from the body. */
  etag?: string
}

interface Lifetime {
  /** Seconds an entry is fresh at the edge. */
  fresh: number
  /** Seconds beyond it that the stale page may be shown while a new one is made. */
  revalidate: number
  /** Seconds beyond it that the stale page may be shown when making a new one fails. */
  error: number
}

const hour = 3600
const day = 24 * hour
const lists: Lifetime = { fresh: hour, revalidate: day, error: 7 * day }

const lifetimes: Record<PageKind, Lifetime> = {
  article: lists,
  markdown: lists,
  home: lists,
  category: lists,
  tag: lists,
  author: lists,
  archive: lists,
  feed: lists,
  sitemap: lists,
  related: lists,
  comments: lists,
  live: { fresh: 15, revalidate: 60, error: day },
  robots: { fresh: day, revalidate: day, error: 7 * day },
  redirect: { fresh: hour, revalidate: 0, error: day },
  notFound: { fresh: 60, revalidate: 0, error: 0 },
}

/**
 * How long a page may stay at the edge. No page outlives the moment a scheduled post is due, for
 * from then on it may look different; a page rendered while a due post still waits to be noted
 * (`nextDueAt` is past) is not stored at all. Null means: do not store.
 */
export function lifetimeOf(page: PublicPage, now: number): Lifetime | null {
  const { fresh, revalidate, error } = lifetimes[page.kind]
  if (page.nextDueAt === null) return { fresh, revalidate, error }
  const left = Math.floor((page.nextDueAt - now) / 1000)
  if (left <= 0) return null
  const kept = Math.min(fresh, left)
  return { fresh: kept, revalidate: Math.min(revalidate, left - kept), error }
}

/** Header policy of everything that is not a public page. A bare 200 would be cached for hours. */
export const privatePolicy = 'private, no-store'

/**
 * The caching headers of a public page. Browsers keep it but ask each time (RFC 9111 §4.3); the
 * edge follows `Cloudflare-CDN-Cache-Control`. Never `s-maxage` or `must-revalidate`: on
 * Cloudflare both switch stale-while-revalidate and stale-if-error off.
 */
export function publicHeaders(page: PublicPage, etag: string, now: number): Record<string, string> {
  const lifetime = lifetimeOf(page, now)
  return {
    'Cache-Control': 'public, max-age=0',
    'Cloudflare-CDN-Cache-Control': lifetime
      ? `max-age=${lifetime.fresh}, stale-while-revalidate=${lifetime.revalidate}, stale-if-error=${lifetime.error}`
      : 'no-store',
    'Cache-Tag': [...new Set(page.tags)].join(','),
    ETag: etag,
  }
}
