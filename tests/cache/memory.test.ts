import { describe, expect, it } from 'vitest'
import type { StoredPage } from '../../src/cache/edge.ts'
import { memoryCache } from '../../src/cache/memory.ts'
import { costOf, get, givenPost } from '../site.ts'

const second = 1_000

function page(body: string, tags = 'site', policy = 'max-age=10'): StoredPage {
  const headers: [string, string][] = [
    ['Cloudflare-CDN-Cache-Control', policy],
    ['Cache-Tag', tags],
  ]
  return { status: 200, headers, body }
}

/** Stores a page as a request would, at the time 0. */
async function given(cache: ReturnType<typeof memoryCache>, stored: StoredPage, key = '/') {
  const begun = cache.begin(key)
  await cache.store(key, stored, 0, begun)
  cache.end(key, begun)
}

describe('memoryCache()', () => {
  it('keeps a page as long as its headers allow, and no page without them', async () => {
    const cache = memoryCache()
    await given(cache, page('x'))
    await given(cache, page('y', 'site', 'no-store'), '/y')

    expect((await cache.match('/', 9 * second))?.state).toBe('fresh')
    expect(await cache.match('/', 10 * second)).toBeUndefined()
    expect(await cache.match('/y', 0)).toBeUndefined()
  })

  it('shows a stale page to all, and has one of them make a new one', async () => {
    const cache = memoryCache()
    await given(cache, page('x', 'site', 'max-age=10, stale-while-revalidate=60'))

    const first = await cache.match('/', 20 * second)
    const next = await cache.match('/', 20 * second)

    expect([first?.state, first?.refresh]).toEqual(['stale', true])
    expect([next?.state, next?.refresh]).toEqual(['stale', false])
  })

  it('keeps an expired page for when making a new one fails', async () => {
    const cache = memoryCache()
    await given(cache, page('x', 'site', 'max-age=10, stale-if-error=60'))

    expect((await cache.match('/', 20 * second))?.state).toBe('expired')
    expect(await cache.match('/', 71 * second)).toBeUndefined()
  })

  it('removes by tag, and refuses a render that began before the purge', async () => {
    const cache = memoryCache()
    await given(cache, page('x', 'site,p1'))
    await given(cache, page('y', 'site,p2'), '/y')
    const begun = cache.begin('/z')
    await cache.purge(['p1'])
    await cache.store('/z', page('old', 'site,p1'), 0, begun)
    await cache.store('/w', page('other', 'site,p3'), 0, begun)

    expect(await cache.match('/', 0)).toBeUndefined()
    expect((await cache.match('/y', 0))?.page.body).toBe('y')
    expect(await cache.match('/z', 0)).toBeUndefined()
    expect((await cache.match('/w', 0))?.page.body).toBe('other')
  })

  it('makes an invalidated page stale', async () => {
    const cache = memoryCache()
    await given(cache, page('x', 'side', 'max-age=10, stale-while-revalidate=60'))
    await cache.invalidate(['side'])

    expect((await cache.match('/', second))?.state).toBe('stale')
  })

  it('waits for a render of the same page, unless it began before a purge', async () => {
    const cache = memoryCache()
    const begun = cache.begin('/')
    const waiting = cache.match('/', 0)
    await cache.store('/', page('x'), 0, begun)
    cache.end('/', begun)
    expect((await waiting)?.page.body).toBe('x')

    const old = cache.begin('/y')
    await cache.purge(['p9'])
    expect(await cache.match('/y', 0)).toBeUndefined()
    cache.end('/y', old)
  })

  it('forgets the oldest pages when it is full', async () => {
    const cache = memoryCache(10)
    for (const key of ['/a', '/b', '/c']) await given(cache, page('12345'), key)

    expect(await cache.match('/a', 0)).toBeUndefined()
    expect((await cache.match('/c', 0))?.page.body).toBe('12345')
  })
})

describe('twenty readers of a page that is nowhere yet', () => {
  it('cost one render between them', async () => {
    await givenPost()

    const responses = await Promise.all(Array.from({ length: 20 }, () => get('/1.html')))

    const bodies = await Promise.all(responses.map((response) => response.text()))
    expect(new Set(bodies).size).toBe(1)
    const asked = responses.filter((response) => costOf(response).statements > 0)
    expect(asked).toHaveLength(1)
  })
})
