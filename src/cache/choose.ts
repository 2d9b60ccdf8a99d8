import * as runtime from 'cloudflare:workers'
import { settingsReadLast } from '../db/site.ts'
import { cacheApi } from './cache-api.ts'
import { type EdgeCache, off } from './edge.ts'
import { memoryCache } from './memory.ts'
import { workersCache } from './workers-cache.ts'

/** One store for the isolate: requests, cron and tests of one Worker share it. */
export const localEdge = memoryCache()

/** The drivers that a deployment has. `auto` is the one that the setting of that name stands for. */
export type EdgeDrivers = { auto: EdgeCache; off: EdgeCache } & {
  [name in 'workers-cache' | 'cache-api']: EdgeCache | undefined
}

/**
 * The drivers of this invocation. `EDGE_CACHE` names what `auto` is: if it says `auto` too, the
 * platform's cache where it exists; local workerd has none (its `ctx.cache` is undefined), so it
 * gets the one in memory. A driver that could not purge would show old pages, so there is no
 * `cache-api` without a zone to purge.
 */
export function edgeDrivers(env: Env, ctx: object): EdgeDrivers {
  const platform = purgeable(ctx) ?? purgeable(runtime)
  const drivers = {
    off,
    memory: localEdge,
    'workers-cache': platform && workersCache(platform),
    'cache-api': zoneCache(env),
  }
  const local = env.ENVIRONMENT === 'local' ? localEdge : off
  const wanted = env.EDGE_CACHE || 'auto'
  const known = wanted === 'off' || wanted === 'memory' || wanted === 'cache-api'
  const auto = known ? (drivers[wanted] ?? off) : (drivers['workers-cache'] ?? local)
  return { ...drivers, auto }
}

/**
 * The edge cache by the owner's choice: the setting `edgeCache`, as this isolate read it last. A
 * cached page costs no statement, so the setting may have changed since; that does no harm, for
 * purges reach every driver that may hold a page, and a purge follows the change of a setting.
 */
export function chooseEdge(env: Env, ctx: object): EdgeCache {
  const drivers = edgeDrivers(env, ctx)
  const { auto } = drivers
  const others = [drivers['workers-cache'], drivers['cache-api']]
  const all = [
    auto,
    ...others.filter((driver) => driver && driver.name !== auto.name),
  ] as EdgeCache[]
  const chosen = () => drivers[settingsReadLast()?.edgeCache ?? 'auto'] ?? off
  const ofAll = async (act: (driver: EdgeCache) => Promise<boolean>) =>
    (await Promise.all(all.map(act))).every(Boolean)
  return {
    get name() {
      return chosen().name
    },
    get isShared() {
      return chosen().isShared
    },
    get keepsQuery() {
      return chosen().keepsQuery
    },
    settleTime: Math.max(...all.map((driver) => driver.settleTime)),
    match: (key, now) => chosen().match(key, now),
    // Only the driver in memory, which is never chosen by the setting, follows renders.
    begin: auto.begin,
    end: auto.end,
    store: (key, page, now, begun) => chosen().store(key, page, now, begun),
    purge: (tags) => ofAll((driver) => driver.purge(tags)),
    invalidate: (tags) => ofAll((driver) => driver.invalidate(tags)),
  }
}

function zoneCache(env: Env): EdgeCache | undefined {
  const zone = { id: env.PURGE_ZONE_ID, token: env.PURGE_TOKEN ?? '' }
  if (!zone.id || !zone.token || !env.SITE_URL) return undefined
  const origin = new URL(env.SITE_URL).origin
  // Node's types, which tests need, have a CacheStorage without it.
  const { default: cache } = caches as unknown as { default: Cache }
  return cacheApi(cache, { origin, version: env.VERSION.id, zone })
}

/** The platform's cache, if there is one: local workerd has an empty shell of it. */
function purgeable(holder: object): CacheContext | undefined {
  const { cache } = holder as { cache?: CacheContext }
  return typeof cache?.purge === 'function' ? cache : undefined
}
