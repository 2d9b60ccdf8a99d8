import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Role, roles, type Scope, scopes } from '../../src/admin/auth/identity.ts'
import { rooms } from '../../src/admin/ui/rooms.ts'
import { givenPost } from '../site.ts'
import { ask } from './ask.ts'
import { givenPerson, givenToken } from './people.ts'
import { adminRoutes, strangers } from './routes.ts'

interface Row {
  /** An address of the route; the route itself where nothing is said. */
  at?: string
  /** The least role it answers. */
  role: Role
  /** The scopes each of which opens it by itself to a token. */
  scopes?: readonly Scope[]
}

/** What the tests of files ask for. */
const key = `${'a'.repeat(24)}.png`

/** Every page of the desk with who may see it; post, category and file are somebody else's. */
const pages: Record<string, Row> = {
  'GET /admin/posts': { role: 'author' },
  'GET /admin/posts/new': { role: 'author', scopes: ['posts'] },
  'GET /admin/posts/:id{[0-9]+}': { at: '/admin/posts/1', role: 'editor' },
  'GET /admin/posts/:id{[0-9]+}/history': {
    ...{ at: '/admin/posts/1/history', role: 'editor', scopes: ['read'] },
  },
  'GET /admin/comments': { role: 'editor', scopes: ['comments'] },
  'GET /admin/media': { role: 'author', scopes: ['read'] },
  'GET /admin/media/:key{[\\w-]+\\.\\w+}': {
    ...{ at: `/admin/media/${key}`, role: 'author', scopes: ['read'] },
  },
  'GET /admin/:kind{(?:categories|tags|authors)}': {
    ...{ at: '/admin/categories', role: 'author', scopes: ['read'] },
  },
  'GET /admin/:kind{(?:categories|tags|authors)}/:id{[0-9]+}': {
    ...{ at: '/admin/categories/1', role: 'author', scopes: ['read'] },
  },
  'GET /admin/links': { role: 'author', scopes: ['read'] },
  'GET /admin/redirects': { role: 'author', scopes: ['read'] },
  'GET /admin/settings': { role: 'owner', scopes: ['read'] },
  'GET /admin/people': { role: 'owner' },
  'GET /admin/tokens': { role: 'author' },
  'GET /admin/account': { role: 'author' },
  'GET /admin/audit': { role: 'owner' },
  'GET /admin/statistics': { role: 'editor', scopes: ['read'] },
  'GET /admin/status': { role: 'editor', scopes: ['read'] },
  'GET /admin/preview': { role: 'author', scopes },
}

/** What is no page: where it leads whom. */
const ways: Record<string, { known: string; strangers: string; status: number }> = {
  'GET /admin': { known: '/admin/posts', strangers: '/admin/posts', status: 302 },
  'GET /admin/sign-in': { known: '/admin/posts', strangers: '', status: 302 },
  'POST /admin/language': { known: '/admin/account', strangers: '/admin/sign-in', status: 303 },
}

beforeEach(async () => {
  await givenPost({ author: 'Somebody Else', category: 'Tea' })
  await env.DB.prepare(
    "INSERT INTO media (key, name, type, size, created_at) VALUES (?, 'a', 'image/png', 1, 1)",
  )
    .bind(key)
    .run()
})

describe('the table of pages', () => {
  it('has a row for every route of the desk, and for nothing else', () => {
    const known = [...Object.keys(pages), ...Object.keys(ways)]
    expect(adminRoutes('/admin').toSorted()).toEqual(known.sort())
  })

  it('lets people in where the navigation leads them', () => {
    const shut = rooms.filter(({ path, role }) => {
      const route = path.replace(/categories|tags|authors/, ':kind{(?:categories|tags|authors)}')
      const least = pages[`GET ${route}`]?.role ?? 'owner'
      return roles.indexOf(least) > roles.indexOf(role)
    })
    expect(shut).toEqual([])
  })
})

describe.each(Object.entries(pages))('%s', (route, { at, role: least, scopes: open = [] }) => {
  const path = at ?? route.slice('GET '.length)

  it.each(roles)('is shown to the role of %s exactly as its row says', async (role) => {
    const { headers } = await givenPerson(role)
    const status = roles.indexOf(role) < roles.indexOf(least) ? 403 : 200

    expect((await ask('GET', path, undefined, headers)).status).toBe(status)
    // A link on another site may lead to a page; it changes nothing, and no frame shows it.
    const linked = { ...headers, 'Sec-Fetch-Site': 'cross-site' }
    expect((await ask('GET', path, undefined, linked)).status).toBe(status)
  })

  it.each(scopes)(
    'is shown to a token with the scope %s exactly as its row says',
    async (scope) => {
      const response = await ask('GET', path, undefined, await givenToken([scope]))

      expect(response.status).toBe(open.includes(scope) ? 200 : 403)
    },
  )

  it.each(strangers)('is not shown to %s', async (_who, headersOf) => {
    const headers = await headersOf()
    const response = await ask('GET', path, undefined, headers)

    const elsewhere = path === '/admin/preview' ? 404 : 302
    expect(response.status).toBe('Authorization' in headers ? 401 : elsewhere)
    expect(await response.text()).not.toMatch(/Somebody Else|Tea/)
    if (response.status !== 302) return
    expect(response.headers.get('Location')).toBe(`/admin/sign-in?next=${encodeURIComponent(path)}`)
  })

  it('may be framed by the desk alone, and only where nothing runs', async () => {
    const { headers } = await givenPerson('owner')
    const answer = (await ask('GET', path, undefined, headers)).headers
    const frames = [
      answer.get('X-Frame-Options'),
      /frame-ancestors (\S+)/.exec(answer.get('Content-Security-Policy') ?? '')?.[1],
    ]

    expect(frames).toEqual(
      path === '/admin/preview' ? ['SAMEORIGIN', "'self'"] : ['DENY', "'none'"],
    )
  })
})

describe.each(Object.entries(ways))('%s', (route, way) => {
  const [method = '', path = ''] = route.split(' ')

  it.each(roles)('leads the role of %s on', async (role) => {
    const { headers } = await givenPerson(role)
    const response = await ask(method, path, undefined, headers)

    expect([response.status, response.headers.get('Location')]).toEqual([way.status, way.known])
  })

  it.each(strangers)('leads %s to the way in', async (_who, headersOf) => {
    const headers = await headersOf()
    const response = await ask(method, path, undefined, headers)

    const status = way.strangers ? way.status : 200
    expect(response.status).toBe('Authorization' in headers ? 401 : status)
    expect(response.headers.has('Set-Cookie')).toBe(false)
    if (response.status === way.status) {
      expect(response.headers.get('Location')).toBe(way.strangers)
    }
  })
})

describe('POST /admin/language', () => {
  it.each(roles)('takes nothing of another site from the role of %s', async (role) => {
    const { Cookie = '' } = (await givenPerson(role)).headers
    for (const from of [
      { 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'same-site' },
      { Origin: 'https://evil.example' },
      {},
    ]) {
      const headers = { Cookie, ...from } as Record<string, string>
      expect((await ask('POST', '/admin/language', undefined, headers)).status).toBe(403)
    }
  })
})
