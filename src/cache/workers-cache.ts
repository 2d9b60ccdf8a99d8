import { type EdgeCache, inCalls, off, settleTime } from './edge.ts'

/**
 * Cloudflare's Workers Cache: it answers before the Worker runs and stores what the headers allow,
 * so only purging is left to do. https://developers.cloudflare.com/workers/cache/
 */
export function workersCache(cache: CacheContext): EdgeCache {
  return {
    ...off,
    name: 'workers-cache',
    settleTime,
    isShared: true,
    keepsQuery: true,
    purge: (all) => inCalls(all, async (tags) => (await cache.purge({ tags })).success),
    invalidate: (all) => inCalls(all, async (tags) => (await cache.invalidate({ tags })).success),
  }
}
