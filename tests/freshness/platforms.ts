import { env } from 'cloudflare:workers'
import { vi } from 'vitest'
import worker from '../../src/index.ts'
import { FakeKv } from '../fakes/kv.ts'
import { FakeWorkersCache } from '../fakes/workers-cache.ts'
import { cacheOfZone, FakeZone } from '../fakes/zone.ts'
import { origin } from '../site.ts'
import { pass } from './clock.ts'
import { paths, type Site } from './site.ts'

/** A place the site runs in. */
export interface Platform extends Site {
  /** Work that went on after responses is over, second purges included. */
  idle: () => Promise<void>
  /** Whether pages come from the cache at all. */
  isHit: (response: Response) => boolean
  /** Closes what the test opened. */
  close: () => void
}

const second = 1_000

function handler(bindings: Partial<Env>) {
  const waiting: Promise<unknown>[] = []
  const run = (request: Request, cache?: CacheContext) => {
    const ctx = {
      waitUntil: (work: Promise<unknown>) => waiting.push(work),
      passThroughOnException: () => {},
      ...(cache && { cache }),
    } as unknown as ExecutionContext
    return Promise.resolve(worker.fetch(request, { ...env, ...bindings } as Env, ctx))
  }
  const idle = async () => {
    while (waiting.length > 0) {
      const all = waiting.splice(0)
      const settled = Promise.allSettled(all)
      await pass(10 * second)
      await settled
    }
  }
  return { run, idle }
}

function ask(path: string, headers: Record<string, string> = {}) {
  return new Request(origin + path, { headers, redirect: 'manual' })
}

function adminRequest(method: string, path: string, body?: unknown) {
  return new Request(`${origin}/api/admin${path}`, {
    method,
    headers: { Authorization: 'Bearer test-token', 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
}

function fromDriver(response: Response): boolean {
  return response.headers.get('X-Inkstone-Cache') === 'edge'
}

/** Local development: the driver in memory, workerd's own KV. */
export function memory(): Platform {
  const { run, idle } = handler({ EDGE_CACHE: 'memory' })
  return {
    get: (path) => run(ask(path)),
    getFresh: (path) => run(ask(path, { 'Cache-Control': 'no-cache' })),
    send: run,
    admin: (method, path, body) => run(adminRequest(method, path, body)),
    idle,
    isHit: fromDriver,
    close: () => {},
  }
}

/** Workers Cache in front, and a KV that shows what it saw a minute ago. */
export function workersCache(
  dying = () => false,
): Platform & { cache: FakeWorkersCache; kv: FakeKv } {
  const kv = new FakeKv(Date.now)
  const { run, idle } = handler({ EDGE_CACHE: 'workers-cache', PAGES: kv.namespace })
  const cache = new FakeWorkersCache(run, Date.now)
  return {
    cache,
    kv,
    get: (path) => cache.fetch(ask(path)),
    getFresh: (path) => run(ask(path, { 'Cache-Control': 'no-cache' }), cache.context),
    send: (request) => cache.fetch(request),
    admin: (method, path, body) => {
      const ended = new Promise<Response>((resolve) => {
        if (dying()) cache.onPurge = () => resolve(new Response(null, { status: 500 }))
      })
      return Promise.race([ended, cache.fetch(adminRequest(method, path, body))])
    },
    async idle() {
      await Promise.allSettled(cache.background.splice(0))
      await idle()
    },
    isHit: (response) => response.headers.get('Cf-Cache-Status') === 'HIT',
    close: () => {},
  }
}

/** The Cache API of workerd, purged through a zone. */
export function cacheApi(): Platform {
  const version = env.VERSION.id
  const zone = new FakeZone(() =>
    paths.map((path) => `${origin}${encodeURI(path)}?v=${encodeURIComponent(version)}`),
  )
  const { run, idle } = handler({
    EDGE_CACHE: 'cache-api',
    PURGE_ZONE_ID: 'zone',
    PURGE_TOKEN: 'token',
  })
  const spy = vi.spyOn(globalThis, 'fetch').mockImplementation(zone.fetch as typeof fetch)
  return {
    get: (path) => run(ask(path)),
    getFresh: (path) => run(ask(path, { 'Cache-Control': 'no-cache' })),
    send: run,
    admin: (method, path, body) => run(adminRequest(method, path, body)),
    idle,
    isHit: fromDriver,
    async close() {
      spy.mockRestore()
      for (const path of paths) {
        await cacheOfZone().delete(`${origin}${encodeURI(path)}?v=${encodeURIComponent(version)}`)
      }
    },
  }
}
