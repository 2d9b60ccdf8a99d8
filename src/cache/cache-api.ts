import { type EdgeCache, inCalls, off, type StoredPage, settleTime } from './edge.ts'
import { type Deadlines, deadlinesOf, stateAt } from './lifetimes.ts'

/** Where a deployment that does without Workers Cache has its entries purged. */
export interface PurgeZone {
  id: string
  /** An API token that may purge the zone's cache. */
  token: string
}

const endpoint = 'https://api.cloudflare.com/client/v4/zones'
const deadlinesHeader = 'X-Inkstone-Deadlines'
const policyHeader = 'X-Inkstone-Policy'

/**
 * The Cache API, for owners who keep static assets free of charge: Workers Cache off, entries of
 * each data centre kept by the Worker itself, purged everywhere through the zone's purge API. It
 * knows neither stale-while-revalidate nor stale-if-error, so the deadlines go with the entry.
 * https://developers.cloudflare.com/workers/runtime-apis/cache/
 */
export function cacheApi(
  cache: Cache,
  { origin, version, zone }: { origin: string; version: string; zone: PurgeZone },
): EdgeCache {
  /** A new deployment renders anew: its entries have addresses of their own. */
  const address = (key: string) => `${origin}${key}?v=${encodeURIComponent(version)}`

  return {
    ...off,
    name: 'cache-api',
    settleTime,
    async match(key, now) {
      const response = await cache.match(address(key))
      if (!response) return undefined
      const deadlines: Deadlines = JSON.parse(response.headers.get(deadlinesHeader) ?? '{}')
      const state = stateAt(deadlines, now)
      return state && { page: await pageFrom(response), state, refresh: state === 'stale' }
    },
    async store(key, page, now) {
      const deadlines = deadlinesOf(new Headers(page.headers), now)
      if (deadlines) await cache.put(address(key), responseFor(page, deadlines, now))
    },
    purge: (all) => inCalls(all, (tags) => ask(zone, 'purge_cache', tags)),
    invalidate: (all) => inCalls(all, (tags) => ask(zone, 'invalidate_cache', tags)),
  }
}

/** The Cache API keeps an entry as long as `Cache-Control` says, and drops one without a lifetime. */
function responseFor({ status, headers, body }: StoredPage, deadlines: Deadlines, now: number) {
  const response = new Response(body, { status, headers })
  const last = Math.max(deadlines.stale, deadlines.error)
  const policy = headers.filter(([name]) => /^(?:cloudflare-cdn-)?cache-control$/i.test(name))
  response.headers.set(policyHeader, JSON.stringify(policy))
  response.headers.set(deadlinesHeader, JSON.stringify(deadlines))
  response.headers.delete('Cloudflare-CDN-Cache-Control')
  response.headers.set('Cache-Control', `public, max-age=${Math.ceil((last - now) / 1000)}`)
  return response
}

async function pageFrom(response: Response): Promise<StoredPage> {
  const headers = new Headers(response.headers)
  const policy: [string, string][] = JSON.parse(headers.get(policyHeader) ?? '[]')
  for (const name of [policyHeader, deadlinesHeader, 'CF-Cache-Status', 'Age']) headers.delete(name)
  for (const [name, value] of policy) headers.set(name, value)
  return { status: response.status, headers: [...headers], body: await response.text() }
}

/** One call of the zone's purge API; it answers `{success, errors}`. */
async function ask(zone: PurgeZone, action: string, tags: string[]): Promise<boolean> {
  const response = await fetch(`${endpoint}/${zone.id}/${action}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${zone.token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ tags }),
  })
  const answer: { success?: boolean } = await response.json()
  return response.ok && answer.success === true
}
