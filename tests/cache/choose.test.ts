import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createDb } from '../../src/db/client.ts'
import { newMeter } from '../../src/db/meter.ts'
import { loadSite } from '../../src/db/site.ts'
import worker from '../../src/index.ts'
import { FakeWorkersCache } from '../fakes/workers-cache.ts'
import { cacheOfZone, FakeZone } from '../fakes/zone.ts'
import { admin, get, givenPost, origin } from '../site.ts'

const address = `${origin}/1.html?v=${encodeURIComponent(env.VERSION.id)}`
const db = createDb(env.DB, newMeter())
const zone = new FakeZone(() => [address])
const zoneBindings = { PURGE_ZONE_ID: 'zone', PURGE_TOKEN: 'token' }

/** A deployment that has both of the platform's caches: Workers Cache in front, and a zone. */
function deployment(bindings: object = zoneBindings) {
  const front: FakeWorkersCache = new FakeWorkersCache((request, cache) => {
    const ctx = { waitUntil: () => {}, passThroughOnException: () => {}, cache }
    const all = { ...env, EDGE_CACHE: 'auto', ...bindings } as Env
    return Promise.resolve(worker.fetch(request, all, ctx as unknown as ExecutionContext))
  }, Date.now)
  const ask = (path: string, headers: Record<string, string> = {}, init: RequestInit = {}) =>
    front.fetch(new Request(origin + path, { headers, ...init }))
  const send = (method: string, path: string, body: unknown) =>
    ask(
      `/api/admin${path}`,
      { Authorization: 'Bearer test-token', 'Content-Type': 'application/json' },
      { method, body: JSON.stringify(body) },
    )
  return {
    ask,
    send,
    choose: async (edgeCache: string) => (await send('PATCH', '/settings', { edgeCache })).status,
    /** Which cache the page of the post comes from: the front, the Worker's driver, or none. */
    async source() {
      const response = await ask('/1.html')
      await response.text()
      if (response.headers.get('Cf-Cache-Status') === 'HIT') return 'front'
      return response.headers.get('X-Inkstone-Cache') === 'edge' ? 'driver' : 'none'
    },
    inUse: async () =>
      (await (await send('POST', '/cache/purge', { tags: ['none'] })).json()) as object,
  }
}

/** The setting becomes `edgeCache` without a purge, and this isolate knows of it. */
async function isolateReads(edgeCache: string) {
  await env.DB.prepare(`UPDATE site SET settings = json_set(settings, '$.edgeCache', ?)`)
    .bind(edgeCache)
    .run()
  await loadSite(db)
}

beforeEach(() => {
  vi.spyOn(globalThis, 'fetch').mockImplementation(zone.fetch as typeof fetch)
})

afterEach(async () => {
  vi.restoreAllMocks()
  await cacheOfZone().delete(address)
  // The isolate remembers the settings it read last.
  await admin('PATCH', '/settings', { edgeCache: 'auto' })
  await get('/')
})

describe('the setting edgeCache', () => {
  it('chooses where pages are kept, from the next page on', async () => {
    const site = deployment()
    await givenPost()
    expect([await site.source(), await site.source()]).toEqual(['none', 'front'])

    expect(await site.choose('cache-api')).toBe(200)
    expect([await site.source(), await site.source()]).toEqual(['none', 'driver'])
    expect(await site.inUse()).toEqual({ edgeCache: 'cache-api', purged: true })

    expect(await site.choose('off')).toBe(200)
    expect([await site.source(), await site.source()]).toEqual(['none', 'none'])
    expect(await site.inUse()).toEqual({ edgeCache: 'off', purged: true })

    expect(await site.choose('workers-cache')).toBe(200)
    expect([await site.source(), await site.source()]).toEqual(['none', 'front'])
  })

  it('never leads to an old page, however often it changes', async () => {
    const site = deployment()
    await givenPost()
    const choices = ['cache-api', 'off', 'cache-api', 'auto', 'cache-api', 'workers-cache', 'auto']
    for (const [turn, choice] of choices.entries()) {
      await site.choose(choice)
      await site.source()
      await site.source()
      const markdown = `Turn ${turn}`
      expect((await site.send('PATCH', '/posts/1', { markdown })).status).toBe(200)
      for (const visit of ['first', 'second']) {
        const text = await (await site.ask('/1.html')).text()
        expect(text, `${choice}, ${visit} visit`).toContain(`<p>${markdown}</p>`)
      }
    }
  })

  it.each([
    ['cache-api', 'off'],
    ['cache-api', 'workers-cache'],
    ['workers-cache', 'cache-api'],
    ['workers-cache', 'off'],
  ])(
    'leads to no old page where an isolate still knows %s while posts are edited under %s',
    async (known, chosen) => {
      const site = deployment()
      await givenPost()
      await site.choose(chosen)
      await isolateReads(known)
      await site.source()
      expect(await site.source()).not.toBe('none')

      await isolateReads(chosen)
      expect((await site.send('PATCH', '/posts/1', { markdown: 'Edited.' })).status).toBe(200)

      await isolateReads(known)
      expect(await (await site.ask('/1.html')).text()).toContain('<p>Edited.</p>')
    },
  )

  it('costs a cached page of the Cache API no statement', async () => {
    const site = deployment()
    await givenPost()
    await site.choose('cache-api')
    await site.source()
    const response = await site.ask('/1.html')
    expect(response.headers.get('Server-Timing')).toContain('d1;desc="queries=0,rows=0"')
    expect(response.headers.get('Cloudflare-CDN-Cache-Control')).toBe('no-store')
  })

  it('reports a purge that one of the caches refuses, and cron repeats it', async () => {
    const site = deployment()
    await givenPost()
    await site.choose('cache-api')
    zone.refusing = true
    const response = await site.send('PATCH', '/posts/1', { markdown: 'Other words.' })
    zone.refusing = false
    expect(await response.json()).toMatchObject({ receipt: { pending: true } })
  })

  it.each([
    ['cache-api', 'PURGE_ZONE_ID'],
    ['workers-cache', '[cache]'],
  ])('refuses %s where the deployment has none, and says what it takes', async (choice, told) => {
    for (const query of ['', '?check=true']) {
      const response = await admin('PATCH', `/settings${query}`, { edgeCache: choice, title: 'X' })
      expect(response.status).toBe(422)
      const { errors } = await response.json<{ errors: { path: string; message: string }[] }>()
      expect(errors).toEqual([{ path: 'edgeCache', message: expect.stringContaining(told) }])
    }
    const settings = await (await admin('GET', '/settings')).json()
    expect(settings).toMatchObject({ edgeCache: 'auto', title: 'Inkstone' })
  })

  it('that a later deployment cannot follow keeps nothing rather than old pages', async () => {
    await givenPost()
    await deployment().choose('cache-api')
    const later = deployment({})
    expect([await later.source(), await later.source()]).toEqual(['none', 'none'])
    expect(await later.inUse()).toEqual({ edgeCache: 'off', purged: true })
  })
})
