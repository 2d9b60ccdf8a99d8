import type { EdgeCache, StoredPage } from './edge.ts'
import type { CacheTag } from './tags.ts'

interface Entry {
  page: StoredPage
  tags: CacheTag[]
  freshUntil: number
  errorUntil: number
}

/**
 * An edge cache in the Worker's own memory, for local development and tests: it follows the same
 * headers as the platform's (`Cloudflare-CDN-Cache-Control`, `Cache-Tag`). One store per isolate,
 * bounded by `capacity` entries, oldest out first.
 *
 * A purge also refuses pages whose render began before it, so it needs no second purge.
 */
export function memoryCache(capacity = 2_000): EdgeCache & { clear(): void } {
  const entries = new Map<string, Entry>()
  const byTag = new Map<CacheTag, Set<string>>()
  const purgedAt = new Map<CacheTag, number>()
  let clock = 0

  return {
    name: 'memory',
    settleTime: 0,
    begin: () => clock,
    match(key, now) {
      const entry = entries.get(key)
      if (!entry) return undefined
      if (now < entry.freshUntil) return { page: entry.page, fresh: true }
      if (now < entry.errorUntil) return { page: entry.page, fresh: false }
      remove(key)
      return undefined
    },
    store(key, page, now, mark) {
      const headers = new Headers(page.headers)
      const seconds = directives(headers.get('Cloudflare-CDN-Cache-Control') ?? '')
      const fresh = seconds.get('max-age')
      if (!fresh) return
      const tags = (headers.get('Cache-Tag') ?? '').split(',')
      if (tags.some((tag) => (purgedAt.get(tag) ?? 0) > mark)) return
      remove(key)
      const freshUntil = now + fresh * 1000
      const errorUntil = freshUntil + (seconds.get('stale-if-error') ?? 0) * 1000
      entries.set(key, { page, tags, freshUntil, errorUntil })
      for (const tag of tags) {
        const keys = byTag.get(tag) ?? new Set()
        byTag.set(tag, keys.add(key))
      }
      const oldest = entries.keys().next().value
      if (entries.size > capacity && oldest !== undefined) remove(oldest)
    },
    async purge(tags) {
      clock++
      for (const tag of tags) {
        purgedAt.set(tag, clock)
        for (const key of byTag.get(tag) ?? []) remove(key)
      }
      return true
    },
    clear() {
      clock++
      entries.clear()
      byTag.clear()
    },
  }

  function remove(key: string) {
    for (const tag of entries.get(key)?.tags ?? []) {
      const keys = byTag.get(tag)
      keys?.delete(key)
      if (keys?.size === 0) byTag.delete(tag)
    }
    entries.delete(key)
  }
}

function directives(header: string): Map<string, number> {
  const pairs = header.split(',').map((part) => part.trim().split('='))
  return new Map(pairs.map(([name, value]) => [name ?? '', Number(value)]))
}
