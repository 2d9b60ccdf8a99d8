import { describe, expect, it } from 'vitest'
import { admin, get, givenPost, origin } from '../site.ts'

describe('media', () => {
  const pixel = Uint8Array.fromBase64(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  )

  async function upload(bytes: BlobPart, name: string) {
    const form = new FormData()
    form.append('file', new File([bytes], name))
    const request = new Request(`${origin}/api/admin/media`, {
      method: 'POST',
      headers: { Authorization: 'Bearer test-token' },
      body: form,
    })
    const { exports } = await import('cloudflare:workers')
    const response = await exports.default.fetch(request)
    return { status: response.status, body: await response.json<{ key: string; url: string }>() }
  }

  it.each([
    ['HTML under the name of a picture', '<html><script>alert(1)</script>', 'cat.png'],
    ['a script', 'alert(1)', 'x.svg'],
    ['nothing', '', 'empty.png'],
    ['half a signature', '\x89PNG', 'half.png'],
  ])('refuses %s', async (_name, content, name) => {
    expect((await upload(content, name)).status).toBe(415)
  })

  it('serves a hostile SVG so that it runs nothing', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="alert(1)"><script>alert(1)</script></svg>'
    const { body } = await upload(svg, '"><img src=x onerror=alert(1)>.svg')
    const response = await get(body.url)

    expect(body.key).toMatch(/^[0-9a-f]{24}\.svg$/)
    expect(response.headers.get('Content-Type')).toBe('image/svg+xml')
    expect(response.headers.get('Content-Security-Policy')).toMatch(/default-src 'none'.*sandbox/)
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff')
  })

  it('answers ranges, and says so where one is beyond the end', async () => {
    const { body } = await upload(pixel, 'pixel.png')
    const all = new Uint8Array(await (await get(body.url)).arrayBuffer())
    const cases: [string, number, string | null, Uint8Array][] = [
      ['bytes=0-3', 206, `bytes 0-3/${all.length}`, all.slice(0, 4)],
      ['bytes=10-', 206, `bytes 10-${all.length - 1}/${all.length}`, all.slice(10)],
      ['bytes=-5', 206, `bytes ${all.length - 5}-${all.length - 1}/${all.length}`, all.slice(-5)],
      ['bytes=0-1,4-5', 200, null, all],
      ['lines=1-2', 200, null, all],
    ]
    for (const [range, status, extent, bytes] of cases) {
      const response = await get(body.url, { Range: range })
      expect([response.status, response.headers.get('Content-Range')], range).toEqual([
        status,
        extent,
      ])
      expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes)
    }
    expect((await get(body.url, { Range: 'bytes=9999-' })).status).toBe(416)
    const etag = (await get(body.url)).headers.get('ETag') ?? ''
    expect((await get(body.url, { 'If-None-Match': etag })).status).toBe(304)
  })

  it('is found, described, and removed only when told that posts show it', async () => {
    const { body } = await upload(pixel, 'Teapot.png')
    const post = await givenPost({ title: 'Shows it', markdown: `![](${body.url})` })
    await admin('PATCH', `/media/${body.key}`, { alt: 'A teapot' })

    const found = await (await admin('GET', '/media?q=TEAPOT')).json<{ items: unknown[] }>()
    const file = await (await admin('GET', `/media/${body.key}`)).json()
    const refused = await admin('DELETE', `/media/${body.key}`)

    expect(found.items).toMatchObject([{ key: body.key, alt: 'A teapot', width: 1, height: 1 }])
    expect(file).toMatchObject({ usedBy: [{ id: post.id, title: 'Shows it' }] })
    expect(refused.status).toBe(409)
    expect((await admin('DELETE', `/media/${body.key}?force=true`)).status).toBe(204)
    expect((await get(body.url)).status).toBe(404)
  })

  it('pages by key, each file once', async () => {
    for (const name of ['a', 'b', 'c']) {
      await upload(
        `<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><!--${name}--></svg>`,
        name,
      )
    }
    const seen: string[] = []
    let cursor = ''
    do {
      const page = await (await admin('GET', `/media?limit=1${cursor}`)).json<{
        items: { key: string }[]
        nextCursor: string | null
      }>()
      seen.push(...page.items.map((item) => item.key))
      cursor = page.nextCursor ? `&cursor=${page.nextCursor}` : ''
    } while (cursor)
    expect(new Set(seen).size).toBe(3)
    expect(seen.length).toBe(3)
  })
})
