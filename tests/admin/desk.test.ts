import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { roles } from '../../src/admin/auth/identity.ts'
import { rooms } from '../../src/admin/ui/rooms.ts'
import { createDb } from '../../src/db/client.ts'
import { newMeter } from '../../src/db/meter.ts'
import { storeViews } from '../../src/db/views.ts'
import { admin, get, givenPost, origin } from '../site.ts'
import { ask } from './ask.ts'
import { givenPerson } from './people.ts'

describe.each(rooms)('GET $path', (room) => {
  it.each(roles)(
    'is shown to the role of %s exactly where the navigation names it',
    async (role) => {
      const { headers } = await givenPerson(role)

      const response = await ask('GET', room.path, undefined, headers)

      const named = roles.indexOf(role) >= roles.indexOf(room.role)
      const readable = ['categories', 'tags', 'authors', 'links', 'redirects']
      // What anybody may read is shown to anybody; its forms are refused by the API.
      const status = named || readable.includes(room.path.slice('/admin/'.length)) ? 200 : 403
      expect(response.status).toBe(status)
      expect(response.headers.get('Cache-Control')).toBe('private, no-store')
      expect(response.headers.get('Content-Security-Policy')).toContain(
        "script-src 'self' 'sha256-",
      )
    },
  )

  it('sends strangers to sign in, and back', async () => {
    const response = await get(room.path)

    expect(response.status).toBe(302)
    expect(response.headers.get('Location')).toBe(
      `/admin/sign-in?next=${encodeURIComponent(room.path)}`,
    )
  })
})

describe('GET /admin/sign-in', () => {
  it.each(['https://evil.example', '//evil.example', '/admin/../evil', 'javascript:alert(1)'])(
    'leads nowhere outside for next=%s',
    async (next) => {
      const page = await (await get(`/admin/sign-in?next=${encodeURIComponent(next)}`)).text()

      expect(page).toContain('data-then="/admin/posts"')
      expect(page).not.toContain('evil')
    },
  )
})

describe('drafts', () => {
  async function keep(headers: Record<string, string>, postId: number | null, title: string) {
    const response = await ask('POST', '/api/admin/drafts', { postId, fields: { title } }, headers)
    return response.json<{ id: number; version: number; others: { name: string }[] }>()
  }

  it('are seen by nobody but who typed them', async () => {
    const [one, two] = [await givenPerson('editor'), await givenPerson('owner')]
    const post = await givenPost()
    const { id } = await keep(one.headers, post.id, 'Secret title')

    const other = await ask('GET', `/api/admin/drafts/${id}`, undefined, two.headers)
    const list = await ask('GET', '/api/admin/drafts', undefined, two.headers)

    expect(other.status).toBe(404)
    expect(await list.json()).toEqual({ items: [] })
    for (const path of ['/', `/${post.id}.html`, '/feed.xml']) {
      expect(await (await get(path)).text()).not.toContain('Secret title')
    }
  })

  it('are written by one window only', async () => {
    const { headers } = await givenPerson('editor')
    const { id } = await keep(headers, null, 'a')
    const again = (version: number, title: string) =>
      ask(
        'PATCH',
        `/api/admin/drafts/${id}`,
        { version, baseRevision: 0, fields: { title } },
        headers,
      )

    const answers = await Promise.all([again(1, 'b'), again(1, 'c')])

    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409])
  })

  it('tell who else is at work, and which revision the post is at', async () => {
    const [one, two] = [await givenPerson('editor'), await givenPerson('editor')]
    const post = await givenPost()
    await keep(one.headers, post.id, 'a')
    await admin('PATCH', `/posts/${post.id}`, { title: 'Moved on' })

    const activity = await keep(two.headers, post.id, 'b')

    expect(activity).toMatchObject({ revision: 2, others: [{ name: one.name }] })
  })

  it('are closed to authors where the post is', async () => {
    const author = await givenPerson('author')
    const post = await givenPost({ author: 'Somebody Else' })

    const response = await ask(
      'POST',
      '/api/admin/drafts',
      { postId: post.id, fields: {} },
      author.headers,
    )

    expect(response.status).toBe(403)
  })
})

describe('POST /api/admin/preview', () => {
  it('gives the page the post gets when it is published', async () => {
    const markdown = '# 一\n\n## 二\n\n**x** <script>alert(1)</script>\n\n- [ ] y'
    const { html } = await (await admin('POST', '/preview', { title: '预览', markdown })).json<{
      html: string
    }>()
    const post = await givenPost({ title: '预览', markdown })
    const published = await (await get(`/${post.id}.html`)).text()

    const bodyOf = (page: string) => /<div class="body">[\s\S]*?<\/article>/.exec(page)?.[0]
    expect(bodyOf(html)).toBe(bodyOf(published))
    expect(html).not.toContain('alert(1)')
  })
})

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

describe('redirects', () => {
  it('lead on from where the site has nothing, and can be taken back', async () => {
    expect((await get('/old-page')).status).toBe(404)
    const made = await (
      await admin('POST', '/redirects', { path: '/old-page', target: '/archive/' })
    ).json<{ id: number }>()

    expect((await get('/old-page')).headers.get('Location')).toBe('/archive/')
    await admin('DELETE', `/redirects/${made.id}`)
    expect((await get('/old-page')).status).toBe(404)
  })

  it.each([
    ['another site as path', { path: '//evil.example', target: '/' }],
    ['a script as target', { path: '/x', target: 'javascript:alert(1)' }],
    ['a target of another site without its scheme', { path: '/x', target: '//evil.example' }],
    ['a backslash', { path: '/\\evil.example', target: '/' }],
    ['itself', { path: '/x', target: '/x' }],
  ])('refuse %s', async (_name, body) => {
    expect((await admin('POST', '/redirects', body)).status).toBe(422)
  })

  it('are left behind by a renamed and by a merged tag', async () => {
    await givenPost({ tags: ['green', '绿茶'] })
    await givenPost({ tags: ['绿茶'] })
    await get('/tag/green/')
    await admin('PATCH', '/tags/1', { slug: 'verde' })
    expect((await get('/tag/green/')).headers.get('Location')).toBe('/tag/verde/')

    await admin('POST', '/tags/2/merge', { into: 1 })

    const merged = await get(`/tag/${encodeURIComponent('绿茶')}/`)
    expect([merged.status, merged.headers.get('Location')]).toEqual([301, '/tag/verde/'])
    const { items } = await (await admin('GET', '/tags')).json<{ items: unknown[] }>()
    expect(items).toMatchObject([{ id: 1, count: 2 }])
    expect((await (await get('/tag/verde/')).text()).match(/<h2>/g)?.length).toBeGreaterThan(1)
  })
})

describe('GET /api/admin/statistics', () => {
  it('counts views by day, each flush once', async () => {
    const post = await givenPost({ title: 'Read' })
    const db = createDb(env.DB, newMeter())
    const now = Date.now()
    const flush = { flush: 1, views: [[post.id, 3]] as [number, number][] }
    await storeViews(db, 'a', flush, now)
    await storeViews(db, 'a', flush, now)
    await storeViews(db, 'a', { flush: 2, views: [[post.id, 2]] }, now - 86_400_000)
    for (const query of ['  熊猫 ', '熊猫']) await get(`/api/search?q=${encodeURIComponent(query)}`)

    const data = await (await admin('GET', '/statistics?days=7')).json<{
      days: { views: number }[]
    }>()

    expect(data.days.map((day) => day.views)).toEqual([0, 0, 0, 0, 0, 2, 3])
    expect(data).toMatchObject({
      posts: [{ id: post.id, title: 'Read', views: 5 }],
      missedSearches: [{ query: '熊猫', searches: 2 }],
    })
  })
})

describe('GET /api/admin/slugs/{slug}', () => {
  it('tells what is free, taken or would be changed', async () => {
    const post = await givenPost({ slug: 'tea' })
    const check = async (path: string) => (await admin('GET', `/slugs/${path}`)).json()

    expect(await check('coffee')).toMatchObject({ valid: true, takenBy: null })
    expect(await check('tea')).toMatchObject({ takenBy: post.id, suggestion: 'tea-2' })
    expect(await check(`tea?post=${post.id}`)).toMatchObject({ takenBy: null })
    expect(await check(encodeURIComponent('../<b>Tea!'))).toMatchObject({
      valid: false,
      slug: 'b-tea',
    })
  })
})

describe('GET /api/admin/posts/{id}/edge', () => {
  it('names the validator that the public page has', async () => {
    const post = await givenPost()
    const { etag } = await (await admin('GET', `/posts/${post.id}/edge`)).json<{ etag: string }>()

    expect((await get(`/${post.id}.html`)).headers.get('ETag')).toBe(etag)
    await admin('PATCH', `/posts/${post.id}`, { status: 'draft' })
    expect(await (await admin('GET', `/posts/${post.id}/edge`)).json()).toMatchObject({
      etag: null,
    })
  })
})

describe('PATCH /api/admin/settings?check=true', () => {
  it('says what would be wrong and changes nothing', async () => {
    const wrong = await admin('PATCH', '/settings?check=true', { permalink: '/admin/{id}' })
    expect(wrong.status).toBe(422)
    const right = await admin('PATCH', '/settings?check=true', { title: 'Another name' })
    expect(right.status).toBe(200)

    expect(await (await admin('GET', '/settings')).json()).toMatchObject({ title: 'Inkstone' })
  })
})
