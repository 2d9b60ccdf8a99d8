import type { EdgeCache, StoredPage } from './edge.ts'
import { type Deadlines, deadlinesOf, stateAt } from './lifetimes.ts'
import type { CacheTag } from './tags.ts'

interface Entry {
  page: StoredPage
  tags: CacheTag[]
  deadlines: Deadlines
  /** Somebody is making a new one. */
  refreshing: boolean
}

interface Render {
  /** The number of purges when it began. */
  begun: number
  ended: Promise<void>
  end: () => void
}

/** How long (ms) a request waits for another one's render of the same page before making its own. */
const patience = 3_000
/** Beyond this many purged tags, every render that began before now is refused instead. */
const tagsRemembered = 20_000

/**
 * An edge cache in the Worker's own memory, for local development and tests. It follows the same
 * headers as the platform's (`Cloudflare-CDN-Cache-Control`, `Cache-Tag`), shows stale pages while
 * a new one is made, and lets requests for one page wait for one render. One store per isolate,
 * bounded by `capacity` (characters), oldest out first.
 *
 * It is stricter than the platform in one point: a render that began before a purge is neither
 * stored nor waited for afterwards, so it needs no second purge.
 */
export function memoryCache(capacity = 32_000_000): EdgeCache & { clear(): void } {
  const entries = new Map<string, Entry>()
  const byTag = new Map<CacheTag, Set<string>>()
  const purgedAt = new Map<CacheTag, number>()
  let forgotten = 0
  let size = 0
  const renders = new Map<string, Render>()
  let purges = 0

  return {
    name: 'memory',
    settleTime: 0,
    isShared: true,
    keepsQuery: false,
    async match(key, now) {
      const found = lookUp(key, now)
      const render = renders.get(key)
      if ((found && found.state !== 'expired') || render?.begun !== purges) return found
      await Promise.race([render.ended, sleep(patience)])
      return lookUp(key, now)
    },
    begin(key) {
      const { promise: ended, resolve: end } = Promise.withResolvers<void>()
      if (renders.get(key)?.begun !== purges) renders.set(key, { begun: purges, ended, end })
      return purges
    },
    async store(key, page, now, begun) {
      const headers = new Headers(page.headers)
      const deadlines = deadlinesOf(headers, now)
      const tags = (headers.get('Cache-Tag') ?? '').split(',')
      if (!deadlines || tags.some((tag) => (purgedAt.get(tag) ?? forgotten) > begun)) return
      remove(key)
      size += page.body.length
      entries.set(key, { page, tags, deadlines, refreshing: false })
      for (const tag of tags) byTag.set(tag, (byTag.get(tag) ?? new Set()).add(key))
      for (const oldest of entries.keys()) {
        if (size <= capacity) break
        remove(oldest)
      }
    },
    end(key, begun) {
      const render = renders.get(key)
      if (render?.begun !== begun) return
      renders.delete(key)
      render.end()
      const entry = entries.get(key)
      if (entry) entry.refreshing = false
    },
    async purge(tags) {
      purges++
      if (purgedAt.size > tagsRemembered) {
        purgedAt.clear()
        forgotten = purges
      }
      for (const tag of tags) {
        purgedAt.set(tag, purges)
        for (const key of byTag.get(tag) ?? []) remove(key)
      }
      return true
    },
    async invalidate(tags) {
      for (const key of tags.flatMap((tag) => [...(byTag.get(tag) ?? [])])) {
        const entry = entries.get(key)
        if (entry) entry.deadlines = { ...entry.deadlines, fresh: 0 }
      }
      return true
    },
    clear() {
      purges++
      entries.clear()
      byTag.clear()
      size = 0
    },
  }

  function lookUp(key: string, now: number) {
    const entry = entries.get(key)
    if (!entry) return undefined
    const state = stateAt(entry.deadlines, now)
    if (!state) {
      remove(key)
      return undefined
    }
    const refresh = state === 'stale' && !entry.refreshing
    if (refresh) entry.refreshing = true
    return { page: entry.page, state, refresh }
  }

  function remove(key: string) {
    const entry = entries.get(key)
    if (!entry) return
    size -= entry.page.body.length
    for (const tag of entry.tags) {
      const keys = byTag.get(tag)
      keys?.delete(key)
      if (keys?.size === 0) byTag.delete(tag)
    }
    entries.delete(key)
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
