import type { CacheTag } from './tags.ts'

/** A page as the edge keeps it. */
export interface StoredPage {
  status: number
  headers: [string, string][]
  body: string
}

export interface Match {
  page: StoredPage
  /**
   * `fresh`: show it. `stale`: show it while somebody makes a new one. `expired`: show it only if
   * making a new one fails (RFC 5861).
   */
  state: 'fresh' | 'stale' | 'expired'
  /** Of a stale page: whether this reader's request is the one to make a new one. */
  refresh: boolean
}

/** The cache in front of the pages: one small port, a driver for each place it runs in. */
export interface EdgeCache {
  readonly name: 'workers-cache' | 'cache-api' | 'memory' | 'off'
  /** Milliseconds after which a second purge catches renders that were under way; 0 if none can be. */
  readonly settleTime: number
  /** A cache of the platform's may follow our headers, because its entries can be purged. */
  readonly isShared: boolean
  /** The platform stores whatever URL was asked for, its query included. */
  readonly keepsQuery: boolean
  match(key: string, now: number): Promise<Match | undefined>
  /** Called before a render begins; what it answers goes with the page to {@link store}. */
  begin(key: string): number
  store(key: string, page: StoredPage, now: number, begun: number): Promise<void>
  /** Called after a render, whether it was stored or not. */
  end(key: string, begun: number): void
  /** Removes every entry with one of `tags`; false when the platform refused. */
  purge(tags: CacheTag[]): Promise<boolean>
  /**
   * Makes every entry with one of `tags` stale: it may be shown once more while a new one is made.
   * For changes that nobody waits for. False when the platform refused.
   */
  invalidate(tags: CacheTag[]): Promise<boolean>
}

/** Nothing is kept. */
export const off: EdgeCache = {
  name: 'off',
  settleTime: 0,
  isShared: false,
  keepsQuery: false,
  match: async () => undefined,
  begin: () => 0,
  store: async () => {},
  end: () => {},
  purge: async () => true,
  invalidate: async () => true,
}

/** How many tags one purge call may carry (Cloudflare, "Purge cache" limits). */
export const tagsPerPurge = 100

/**
 * Milliseconds after which a second purge follows, where renders cannot be told apart: what began
 * before the first purge and took longer than this would be a request that D1 has given up on.
 */
export const settleTime = 8_000

/** Sends `tags` in as few calls as the platform takes; stops at the first that it refuses. */
export async function inCalls(
  tags: CacheTag[],
  call: (tags: CacheTag[]) => Promise<boolean>,
): Promise<boolean> {
  for (let start = 0; start < tags.length; start += tagsPerPurge) {
    if (!(await call(tags.slice(start, start + tagsPerPurge)))) return false
  }
  return true
}
