import * as runtime from 'cloudflare:workers'
import { cacheApi } from './cache-api.ts'
import { type EdgeCache, off } from './edge.ts'
import { memoryCache } from './memory.ts'
import { workersCache } from './workers-cache.ts'

/** One store for the isolate: requests, cron and tests of one Worker share it. */
export const localEdge = memoryCache()

/**
 * The edge driver of this invocation. `EDGE_CACHE` names one: `auto` takes the platform's where it
 * exists; local workerd has none (its `ctx.cache` is undefined), so it gets the one in memory. A
 * driver that could not purge would show old pages, so without a zone to purge `cache-api` is `off`.
 */
export function chooseEdge(env: Env, ctx: object): EdgeCache {
  const wanted = env.EDGE_CACHE || 'auto'
  if (wanted === 'off') return off
  if (wanted === 'memory') return localEdge
  if (wanted === 'cache-api') {
    const zone = { id: env.PURGE_ZONE_ID, token: env.PURGE_TOKEN ?? '' }
    if (!zone.id || !zone.token || !env.SITE_URL) return off
    const origin = new URL(env.SITE_URL).origin
    // Node's types, which tests need, have a CacheStorage without it.
    const { default: cache } = caches as unknown as { default: Cache }
    return cacheApi(cache, { origin, version: env.VERSION.id, zone })
  }
  const cache = purgeable(ctx) ?? purgeable(runtime)
  if (cache) return workersCache(cache)
  return env.ENVIRONMENT === 'local' ? localEdge : off
}

/** The platform's cache, if there is one: local workerd has an empty shell of it. */
function purgeable(holder: object): CacheContext | undefined {
  const { cache } = holder as { cache?: CacheContext }
  return typeof cache?.purge === 'function' ? cache : undefined
}
