import { env, exports } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import app from '../../src/app.ts'
import worker from '../../src/index.ts'
import { admin, costOf, get, getFresh, givenPost, origin } from '../site.ts'

describe('a query that nobody asked for', () => {
  it('costs no statement and makes no entry of its own', async () => {
    await givenPost()
    await get('/1.html')

    const response = await get('/1.html?utm_source=x&page=9&q=%00')

    expect(response.headers.get('X-Inkstone-Cache')).toBe('edge')
    expect(costOf(response).statements).toBe(0)
    expect(await response.text()).toBe(await (await get('/1.html')).text())
  })

  it('leads to the page itself where the platform would keep an entry for each', async () => {
    await givenPost()
    const cache = { purge: async () => ({ success: true, errors: [] }) }
    const ctx = { waitUntil: () => {}, cache } as unknown as ExecutionContext
    const request = new Request(`${origin}/1.html?fbclid=1`)

    const response = await worker.fetch(request, { ...env, EDGE_CACHE: 'auto' } as Env, ctx)

    expect(response.status).toBe(302)
    expect(response.headers.get('Location')).toBe('/1.html')
    expect(response.headers.get('Cache-Control')).toBe('private, no-store')
    expect(costOf(response).statements).toBeNaN()
  })
})

describe('a platform cache that nobody purges', () => {
  it('is told to keep nothing', async () => {
    await givenPost()
    const ctx = { waitUntil: () => {} } as unknown as ExecutionContext
    for (const EDGE_CACHE of ['off', 'cache-api']) {
      const bindings = { ...env, EDGE_CACHE, ENVIRONMENT: 'production' } as Env
      const response = await worker.fetch(new Request(`${origin}/1.html`), bindings, ctx)
      expect(response.headers.get('Cloudflare-CDN-Cache-Control')).toBe('no-store')
      expect(response.headers.get('Cache-Control')).toBe('public, max-age=0')
    }
  })

  it('is led to no other host', async () => {
    const cache = { purge: async () => ({ success: true, errors: [] }) }
    const ctx = { waitUntil: () => {}, cache } as unknown as ExecutionContext
    const request = new Request(`${origin}//evil.example?x`)
    const response = await worker.fetch(request, { ...env, EDGE_CACHE: 'auto' } as Env, ctx)
    expect(response.headers.get('Location')).toBe('/evil.example')
  })
})

describe('the host of a request', () => {
  it('enters no page', async () => {
    await givenPost()
    for (const path of ['/', '/1.html', '/feed.xml', '/sitemap.xml', '/robots.txt', '/nothing']) {
      const request = new Request(`https://evil.example${path}`, {
        headers: { 'Cache-Control': 'no-cache', 'X-Forwarded-Host': 'evil.example' },
      })
      const text = await (await exports.default.fetch(request)).text()
      expect(text, path).not.toContain('evil.example')
      expect(text, path).toBe(await (await getFresh(path)).text())
    }
  })
})

describe('methods', () => {
  const send = (method: string, path: string) =>
    exports.default.fetch(new Request(origin + path, { method }))

  it('HEAD answers as GET does, without the page', async () => {
    await givenPost()
    for (const path of ['/', '/1.html', '/feed.xml', '/nothing', '/first-time']) {
      const [head, got] = [await send('HEAD', path), await send('GET', path)]
      expect(head.status, path).toBe(got.status)
      expect(await head.text(), path).toBe('')
      for (const name of ['ETag', 'Cache-Control', 'Cache-Tag', 'Content-Type']) {
        expect(head.headers.get(name), `${path} ${name}`).toBe(got.headers.get(name))
      }
    }
  })

  it('that pages do not have are refused without asking the database', async () => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const response = await send(method, '/1.html')
      expect(response.status, method).toBe(405)
      expect(response.headers.get('Allow')).toBe('GET, HEAD, OPTIONS')
      expect(response.headers.get('Cache-Control')).toBe('private, no-store')
    }
    const options = await send('OPTIONS', '/')
    expect(options.status).toBe(204)
    expect(options.headers.get('Allow')).toBe('GET, HEAD, OPTIONS')
  })

  it('Range is answered with the whole page', async () => {
    await givenPost()
    const response = await get('/1.html', { Range: 'bytes=0-9' })
    expect(response.status).toBe(200)
    expect(await response.text()).toMatch(/<\/html>$/)
  })
})

describe('odd paths', () => {
  it.each([
    ['/%', 404],
    ['/%E0%A4%A', 404],
    ['//', 404],
    ['/1.html/', 301],
    ['/1.HTML', 404],
    ['/page/0/', 404],
    ['/page/1/', 301],
    ['/page/01/', 404],
    ['/page/999999999/', 404],
    ['/archive/0000/', 404],
    ['/archive/2026/13/', 404],
    [`/${'a'.repeat(900)}`, 404],
    [`/${'%E4%BD%A0'.repeat(200)}`, 404],
    [`/${'a'.repeat(5_000)}`, 414],
    ['/9007199254740993.html', 404],
    ["/' OR 1=1 --", 404],
    ['/%00', 404],
    ['/../etc/passwd', 404],
  ])('%s is answered and costs little', async (path, status) => {
    await givenPost()
    const response = await getFresh(path)
    expect(response.status).toBe(status)
    const { statements } = costOf(response)
    expect(status === 414 ? statements : statements <= 5).toBe(status === 414 ? Number.NaN : true)
  })
})

describe('every route', () => {
  const samples: Record<string, string> = {
    id: '1',
    slug: 'nothing',
    page: '2',
    year: '2026',
    month: '01',
    file: '1.md',
    key: 'x.png',
    revision: '1',
  }
  const paths = [
    ...new Set(
      app.routes
        .filter(({ method, path }) => method === 'GET' && path !== '/*')
        .map(({ path }) =>
          path.replace(/:(\w+)(?:\{(?:[^{}]|\{[^}]*\})*\})?/g, (_, name) => samples[name] ?? name),
        ),
    ),
  ]

  it('is either public with tags, or private', async () => {
    await givenPost()
    expect(paths.length).toBeGreaterThan(20)
    for (const path of paths) {
      for (const headers of [
        {},
        { Authorization: 'Bearer test-token' },
        { Authorization: 'Bearer x' },
      ]) {
        const response = await get(path, headers)
        const control = response.headers.get('Cache-Control')
        if (path.startsWith('/api/admin') || path.startsWith('/admin')) {
          expect(control, path).toBe('private, no-store')
        } else if (response.headers.has('Cache-Tag')) {
          expect(control, path).toBe('public, max-age=0')
          expect(response.headers.get('Cache-Tag'), path).toMatch(/\bsite\b/)
          expect(response.headers.has('Set-Cookie'), path).toBe(false)
          expect(response.headers.has('Vary'), path).toBe(false)
        } else {
          expect(control, path).toBe('private, no-store')
        }
      }
    }
  })

  it('of editors is private when it writes, too', async () => {
    for (const response of [
      await admin('POST', '/posts', { title: 'x' }),
      await admin('PATCH', '/posts/9', {}),
      await admin('DELETE', '/posts/9'),
      await admin('POST', '/nothing'),
    ]) {
      expect(response.headers.get('Cache-Control')).toBe('private, no-store')
    }
  })
})
