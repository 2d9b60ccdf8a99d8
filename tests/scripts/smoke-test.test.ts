import { createServer, type Server } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { smokeTest } from '../../scripts/deploy/smoke-test.ts'

let server: Server

afterEach(() => {
  server?.close()
})

/** A deployment whose cache keeps the home page if `caching`, and forgets it if `purging`. */
async function deployed({
  caching = true,
  purging = true,
  healthy = true,
  driver = 'workers-cache',
}) {
  let kept = false
  server = createServer((request, response) => {
    if (request.url === '/healthz') response.writeHead(healthy ? 200 : 503).end()
    else if (request.url === '/api/admin/cache/purge') {
      const allowed = request.headers.authorization === 'Bearer right'
      if (allowed && purging) kept = false
      response
        .writeHead(allowed ? 200 : 401)
        .end(JSON.stringify({ edgeCache: driver, purged: true }))
    } else {
      response.setHeader('CF-Cache-Status', kept ? 'HIT' : 'MISS').end('home')
      kept = caching
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
}

describe('smokeTest()', () => {
  it('passes a deployment that misses, hits, and misses again once purged', async () => {
    const { ok, lines } = await smokeTest(await deployed({}), 'right', 1)

    expect(lines).toEqual([
      expect.stringMatching(/^ok .*healthz answers 200/),
      'ok   purging through the admin API: workers-cache',
      'ok   the home page after a purge: MISS',
      'ok   the home page again: HIT',
      'ok   the home page after another purge: MISS',
    ])
    expect(ok).toBe(true)
  })

  it('says plainly that the edge cache is inactive', async () => {
    const { ok, lines } = await smokeTest(await deployed({ caching: false }), 'right', 1)

    expect(ok).toBe(false)
    expect(lines.at(-1)).toBe('FAIL edge cache inactive: always MISS')
  })

  it('fails a deployment whose purges do nothing', async () => {
    const { ok, lines } = await smokeTest(await deployed({ purging: false }), 'right', 1)

    expect(ok).toBe(false)
    expect(lines.at(-1)).toBe('FAIL the home page after another purge: HIT')
  })

  it('takes an owner at their word who turned the cache off', async () => {
    const { ok, lines } = await smokeTest(await deployed({ driver: 'off' }), 'right', 1)

    expect(ok).toBe(true)
    expect(lines.at(-1)).toContain('edge cache inactive')
  })

  it('fails a deployment that does not answer from its database', async () => {
    const { ok, lines } = await smokeTest(await deployed({ healthy: false }), undefined, 1)

    expect(ok).toBe(false)
    expect(lines).toHaveLength(1)
  })
})
