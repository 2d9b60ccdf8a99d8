import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { roles, scopes } from '../../src/admin/auth/identity.ts'
import { permissions } from '../../src/admin/auth/permissions.ts'
import { admin, givenPost, settle, type TestPost } from '../site.ts'
import { ask } from './ask.ts'
import { givenPerson, givenToken, type Person, type TestRole } from './people.ts'
import { adminRoutes, strangers } from './routes.ts'

/** As the table has them: with `{id}` for what the router calls `:id`. */
const keys = adminRoutes('/api/admin').map((key) => key.replace(/:(\w+)/g, '{$1}'))

/** Asks for an operation on things that are not there, so that being let in changes nothing. */
function use(key: string, headers: Record<string, string>): Promise<Response> {
  const [method = '', path = ''] = key.split(' ')
  const filled = path.replace('{key}', 'none.png').replace('{slug}', 'none')
  const body = method === 'GET' || method === 'DELETE' ? undefined : { nothing: true }
  return ask(method, filled.replace(/\{\w+\}/g, '999999'), body, headers)
}

function isShut(response: Response): boolean {
  return response.status === 401 || response.status === 403
}

/** Signing in with nonsense is a 401 of its own. */
const guarded = keys.filter((key) => permissions[key]?.role !== 'anyone')

describe('the table of permissions', () => {
  it('has a row for every route of the API, and for nothing else', () => {
    expect(keys.toSorted()).toEqual(Object.keys(permissions).sort())
    expect(keys.length).toBeGreaterThan(40)
  })

  it('lets nobody in without an identity, but to sign in', () => {
    const open = keys.filter((key) => permissions[key]?.role === 'anyone')
    expect(open.sort()).toEqual(['POST /api/admin/session', 'POST /api/admin/session/challenge'])
  })
})

describe.each(guarded)('%s', (key) => {
  const rule = permissions[key]

  it.each(roles)('is open to the role of %s exactly as its row says', async (role) => {
    const { headers } = await givenPerson(role)
    const least = rule && rule.role !== 'anyone' ? roles.indexOf(rule.role) : 0

    const response = await use(key, headers)

    expect(isShut(response)).toBe(roles.indexOf(role) < least)
  })

  it.each(scopes)('is open to a token with the scope %s exactly as its row says', async (scope) => {
    const response = await use(key, await givenToken([scope]))

    expect(isShut(response)).toBe(rule?.scope !== scope)
  })

  it.each(strangers)('is shut to %s', async (_name, headersOf) => {
    const response = await use(key, await headersOf())

    expect(response.status).toBe(401)
    expect(response.headers.get('Cache-Control')).toBe('private, no-store')
  })
})

describe.each(guarded.filter((key) => !key.startsWith('GET')))('%s', (key) => {
  it('takes no write from another site', async () => {
    const { headers } = await givenPerson('owner')
    const { Cookie = '' } = headers
    for (const from of [
      { 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'same-site' },
      { Origin: 'https://evil.example' },
      { Origin: 'null' },
      {},
    ]) {
      const response = await use(key, { Cookie, ...from } as Record<string, string>)
      expect(response.status).toBe(403)
    }
  })
})

describe('an author', () => {
  const own = guarded.filter((key) => permissions[key]?.ownPost)

  async function askAbout(key: string, id: number, { headers }: Person): Promise<number> {
    const [method = '', path = ''] = key.split(' ')
    const filled = path.replace('{id}', String(id)).replace('{revision}', '1')
    const body = method === 'PATCH' || method === 'POST' ? {} : undefined
    return (await ask(method, `${filled}`, body, headers)).status
  }

  it.each(own)('may use %s on a post of their own only', async (key) => {
    const author = await givenPerson('author')
    const other = await givenPost({ author: 'Somebody Else' })
    const mine = await givenPost({ author: author.name })

    expect(await askAbout(key, other.id, author)).toBe(403)
    expect(await askAbout(key, mine.id, author)).not.toBe(403)
  })

  it('is told nothing of other people’s drafts, by a preview or a file’s uses', async () => {
    const author = await givenPerson('author')
    const key = `${'a'.repeat(24)}.png`
    const secret = { category: 'Secret plans', tags: ['hush'], markdown: `![](/media/${key})` }
    const other = await givenPost({ ...secret, title: 'Layoffs', status: 'draft' })
    await givenPost({ ...secret, title: 'Mine', author: author.name })
    await env.DB.prepare(
      "INSERT INTO media (key, name, type, size, created_at) VALUES (?, 'a', 'image/png', 1, 1)",
    )
      .bind(key)
      .run()

    const preview = { id: other.id, title: 'x', markdown: 'x' }
    const shown = await ask('POST', '/api/admin/preview', preview, author.headers)
    const draft = { postId: other.id, fields: {} }
    const kept = await ask('POST', '/api/admin/drafts', draft, author.headers)
    const file = await ask('GET', `/api/admin/media/${key}`, undefined, author.headers)

    expect([shown.status, kept.status]).toEqual([403, 403])
    expect(await shown.text()).not.toContain('Secret plans')
    expect(await file.json()).toMatchObject({ usedBy: [{ title: 'Mine' }] })
    const all = await (await admin('GET', `/media/${key}`)).json<{ usedBy: unknown[] }>()
    expect(all.usedBy).toHaveLength(2)
  })

  it('is not told by a receipt what somebody else has scheduled', async () => {
    const author = await givenPerson('author')
    const markdown = '熊猫在竹林里散步，游客在栅栏外拍照，饲养员端来新鲜的竹笋和苹果。'.repeat(4)
    const publishedAt = new Date(Date.now() + 86_400_000).toISOString()
    await givenPost({ title: 'Takeover', markdown, publishedAt })
    const seen = await givenPost({ title: 'Public', markdown })
    await settle()
    const copy = { title: 'Copy', markdown, status: 'published' }

    const mine = await ask('POST', '/api/admin/posts', copy, author.headers)
    const { id, receipt } = await mine.json<TestPost>()
    await settle()
    const related = await ask('GET', `/api/admin/posts/${id}/related`, undefined, author.headers)
    const editors = await givenPost(copy)

    expect(receipt.duplicates).toMatchObject([{ id: seen.id, title: 'Public' }])
    expect(await related.text()).not.toContain('Takeover')
    expect(JSON.stringify(editors.receipt.duplicates)).toContain('Takeover')
  })

  it('writes under their own name, also where it is the slug of another', async () => {
    const { id, name, headers } = await givenPerson('author')
    await env.DB.batch([
      env.DB.prepare("UPDATE authors SET slug = 'own' WHERE id = ?").bind(id),
      env.DB.prepare("INSERT INTO authors (id, name, slug) VALUES (-1, 'Other', ?)").bind(name),
    ])
    const created = await ask('POST', '/api/admin/posts', { title: 'A', markdown: 'x' }, headers)

    expect(await created.json()).toMatchObject({ author: name })
  })

  it('reads of the settings what writing takes', async () => {
    const settings = async (role: TestRole) => {
      const { headers } = await givenPerson(role)
      const answer = await ask('GET', '/api/admin/settings', undefined, headers)
      return Object.keys(await answer.json<object>())
    }
    expect(await settings('editor')).toContain('blockedWords')
    expect((await settings('author')).sort()).toEqual(
      'description language permalink timeZone title url'.split(' '),
    )
  })

  it('neither pins a post nor says how often it was read', async () => {
    const { name, headers } = await givenPerson('author')
    const create = (fields: object) =>
      ask('POST', '/api/admin/posts', { title: 'A', markdown: 'x', ...fields }, headers)
    const { id } = await givenPost({ author: name, pinned: true })
    const change = (fields: object) => ask('PATCH', `/api/admin/posts/${id}`, fields, headers)

    expect((await create({ pinned: true })).status).toBe(403)
    expect((await create({ views: 1e6 })).status).toBe(403)
    expect((await create({ pinned: false, views: 0 })).status).toBe(201)
    expect((await change({ pinned: false })).status).toBe(403)
    expect((await change({ pinned: true, title: 'B' })).status).toBe(200)

    await admin('PATCH', `/posts/${id}`, { pinned: false })
    const restored = await ask('POST', `/api/admin/posts/${id}/revisions/1/restore`, {}, headers)
    expect(await restored.json()).toMatchObject({ title: 'A post', pinned: false })
  })

  it('sees their own posts alone, and writes under their own name', async () => {
    const author = await givenPerson('author')
    await givenPost({ author: 'Somebody Else' })
    const fields = { title: 'Mine', markdown: 'x' }

    const stolen = await ask(
      'POST',
      '/api/admin/posts',
      { ...fields, author: 'Somebody Else' },
      author.headers,
    )
    const created = await ask('POST', '/api/admin/posts', fields, author.headers)
    const list = await ask('GET', '/api/admin/posts', undefined, author.headers)

    expect(stolen.status).toBe(403)
    expect(await created.json()).toMatchObject({ author: author.name })
    const { items } = await list.json<{ items: { title: string }[] }>()
    expect(items.map((post) => post.title)).toEqual(['Mine'])
  })
})
