import { env, exports } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { admin, get, givenPost, origin } from '../site.ts'

/** An image that says it is `width` pixels wide; nobody looks at its dots. */
function png(width: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(64)
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52])
  new DataView(bytes.buffer).setUint32(16, width)
  new DataView(bytes.buffer).setUint32(20, width)
  return bytes
}

async function givenImage(): Promise<string> {
  const form = new FormData()
  form.append('file', new File([png(2_000)], 'photo.png'))
  const headers = { Authorization: 'Bearer test-token' }
  const request = new Request(`${origin}/api/admin/media`, { method: 'POST', headers, body: form })
  const response = await exports.default.fetch(request)
  return (await response.json<{ url: string }>()).url
}

describe('resizeImages', () => {
  it('changes every page at once, and no stored text', async () => {
    const url = await givenImage()
    const post = await givenPost({ markdown: `![photo](${url})`, cover: url })
    const paths = [`/${post.id}.html`, '/', '/search?q=post']
    const sourcesOn = (path: string) =>
      get(path).then(
        async (page) => (await page.text()).match(/ srcset="\/cdn-cgi\/image\//g)?.length ?? 0,
      )
    const stored = () => env.DB.prepare('SELECT html FROM post_bodies').first<string>('html')
    const before = await stored()
    for (const path of paths) expect(await sourcesOn(path), path).toBe(0)

    await admin('PATCH', '/settings', { resizeImages: true })

    expect(await sourcesOn(`/${post.id}.html`)).toBe(2)
    expect(await sourcesOn('/')).toBe(1)
    expect(await sourcesOn('/search?q=post')).toBe(1)
    expect(await stored()).toBe(before)
    expect(await (await get('/feed.xml')).text()).not.toContain('cdn-cgi')

    await admin('PATCH', '/settings', { resizeImages: false })

    for (const path of paths) expect(await sourcesOn(path), path).toBe(0)
  })
})
