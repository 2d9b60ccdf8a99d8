import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { roles } from '../../src/admin/auth/identity.ts'
import { rooms } from '../../src/admin/ui/rooms.ts'
import { createDb } from '../../src/db/client.ts'
import { newMeter } from '../../src/db/meter.ts'
import { storeViews } from '../../src/db/views.ts'
import { admin, get, givenPost } from '../site.ts'
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
      expect(response.headers.get('Referrer-Policy')).toBe('same-origin')
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

describe('PATCH /api/admin/settings?check=true', () => {
  it('says what would be wrong and changes nothing', async () => {
    const wrong = await admin('PATCH', '/settings?check=true', { permalink: '/admin/{id}' })
    expect(wrong.status).toBe(422)
    const right = await admin('PATCH', '/settings?check=true', { title: 'Another name' })
    expect(right.status).toBe(200)

    expect(await (await admin('GET', '/settings')).json()).toMatchObject({ title: 'Inkstone' })
  })
})
