import { type EdgeCache, off, workersCache } from './edge.ts'
import { memoryCache } from './memory.ts'

/** One store for the isolate: requests, cron and tests of one Worker share it. */
export const localEdge = memoryCache()

/**
 * The edge driver of this invocation: `EDGE_CACHE` names one, `auto` takes the platform's where it
 * exists. Local workerd has none (its `ctx.cache` is undefined), so it gets the one in memory.
 */
export function chooseEdge(env: Env, ctx: object): EdgeCache {
  const wanted = env.EDGE_CACHE || 'auto'
  if (wanted === 'off') return off
  if (wanted === 'memory') return localEdge
  const { cache } = ctx as { cache?: CacheContext }
  if (cache) return workersCache(cache)
  return env.ENVIRONMENT === 'local' ? localEdge : off
}
