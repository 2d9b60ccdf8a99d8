import type { CacheTag } from './tags.ts'

/** A page as the edge keeps it. */
export interface StoredPage {
  status: number
  headers: [string, string][]
  body: string
}

export interface Match {
  page: StoredPage
  /** False when the entry has expired and may be shown only if rendering fails. */
  fresh: boolean
}

/** The cache in front of the pages: one small port, a driver for each place it runs in. */
export interface EdgeCache {
  readonly name: 'workers-cache' | 'memory' | 'off'
  /** Milliseconds after which a second purge catches renders that were under way; 0 if none can be. */
  readonly settleTime: number
  match(key: string, now: number): Match | undefined
  /** Called before a render begins; the mark it answers goes with the page to {@link store}. */
  begin(): number
  store(key: string, page: StoredPage, now: number, mark: number): void
  /** Removes every entry with one of `tags`; false when the platform refused. */
  purge(tags: CacheTag[]): Promise<boolean>
}

/** Nothing is kept. */
export const off: EdgeCache = {
  name: 'off',
  settleTime: 0,
  match: () => undefined,
  begin: () => 0,
  store: () => {},
  purge: async () => true,
}

/** How many tags one purge call may carry (Cloudflare, "Purge cache" limits). */
export const tagsPerPurge = 100

/**
 * Cloudflare's Workers Cache: it answers before the Worker runs and stores what the headers allow,
 * so only purging is left to do. https://developers.cloudflare.com/workers/cache/
 */
export function workersCache(cache: CacheContext): EdgeCache {
  return {
    ...off,
    name: 'workers-cache',
    settleTime: 8_000,
    async purge(tags) {
      for (let start = 0; start < tags.length; start += tagsPerPurge) {
        const result = await cache.purge({ tags: tags.slice(start, start + tagsPerPurge) })
        if (!result.success) return false
      }
      return true
    },
  }
}
