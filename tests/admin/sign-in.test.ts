import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { admin, givenPost } from '../site.ts'
import { ask } from './ask.ts'
import { givenPerson, givenToken } from './people.ts'
import { cookieOf, signIn, whoIs } from './sessions.ts'

describe('the owner’s token', () => {
  it('opens a session that a browser keeps to this host alone', async () => {
    const response = await signIn({ token: 'test-token' })

    expect(response.status).toBe(200)
    expect(response.headers.get('Set-Cookie')).toMatch(
      /^__Host-inkstone-session=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
    expect(await whoIs(cookieOf(response))).toBe('Inkstone')
  })

  it('signs the same owner in each time', async () => {
    const first = await (await signIn({ token: 'test-token' })).json()
    const second = await (await signIn({ token: 'test-token' })).json()

    expect(second).toEqual(first)
    expect(first).toMatchObject({ role: 'owner' })
  })

  it('is refused when it is wrong, and when another site sends it', async () => {
    expect((await signIn({ token: 'wrong' })).status).toBe(401)
    const foreign = { 'Sec-Fetch-Site': 'cross-site' }
    expect((await signIn({ token: 'test-token' }, foreign)).status).toBe(403)
  })

  it('is refused after ten attempts a minute from one address', async () => {
    const address = { 'CF-Connecting-IP': crypto.randomUUID() }
    const statuses: number[] = []
    for (let attempt = 0; attempt < 12; attempt++) {
      statuses.push((await signIn({ token: 'wrong' }, address)).status)
    }
    expect(statuses).toContain(429)
    expect((await signIn({ token: 'test-token' }, address)).status).toBe(429)
  })
})

describe('signing out', () => {
  it('ends this session, the others, or all', async () => {
    const [a, b, c] = await Promise.all(
      [1, 2, 3].map(async () => cookieOf(await signIn({ token: 'test-token' }))),
    )
    if (!a || !b || !c) throw new Error('Nobody signed in')
    await ask('DELETE', '/api/admin/session', undefined, a)
    expect(await whoIs(a)).toBe(401)
    expect(await whoIs(b)).toBe('Inkstone')

    await ask('DELETE', '/api/admin/sessions?keep=current', undefined, b)
    expect([await whoIs(b), await whoIs(c)]).toEqual(['Inkstone', 401])

    await ask('DELETE', '/api/admin/sessions', undefined, b)
    expect(await whoIs(b)).toBe(401)
  })
})

describe('a recovery code', () => {
  it('signs in once, however it is typed, and a new one replaces it', async () => {
    const owner = await givenPerson('owner')
    const make = async () => {
      const response = await ask('POST', '/api/admin/recovery-code', {}, owner.headers)
      return (await response.json<{ code: string }>()).code
    }
    const old = await make()
    const code = await make()

    expect((await signIn({ code: old })).status).toBe(401)
    const typed = code.toLowerCase().replaceAll('-', ' ')
    expect(await whoIs(cookieOf(await signIn({ code: typed })))).toBe(owner.name)
    expect((await signIn({ code })).status).toBe(401)
    const rows = await env.DB.prepare('SELECT * FROM sign_in_codes').all()
    expect(JSON.stringify(rows.results)).not.toContain(code)
  })
})

describe('people', () => {
  it('come in by an invitation, and go when they are suspended', async () => {
    const invited = await (
      await admin('POST', '/people', { name: '李四', role: 'editor', email: 'Li@Example.com' })
    ).json<{ id: number; code: string; email: string }>()
    const headers = cookieOf(await signIn({ code: invited.code }))
    expect(await whoIs(headers)).toBe('李四')
    expect(invited.email).toBe('li@example.com')
    const token = await givenToken(['read'], headers)

    await admin('PATCH', `/people/${invited.id}`, { suspended: true })

    expect(await whoIs(headers)).toBe(401)
    expect((await ask('GET', '/api/admin/posts', undefined, token)).status).toBe(401)
    expect((await admin('DELETE', `/authors/${invited.id}`)).status).toBe(409)
  })

  it('come back from a suspension with their passkeys alone', async () => {
    const { id, headers } = await givenPerson('editor')
    const token = await givenToken(['read'], headers)
    const { code } = await (await ask('POST', '/api/admin/recovery-code', {}, headers)).json<{
      code: string
    }>()

    await admin('PATCH', `/people/${id}`, { suspended: true })
    await admin('PATCH', `/people/${id}`, { suspended: false })

    expect([await whoIs(headers), (await signIn({ code })).status]).toEqual([401, 401])
    expect((await ask('GET', '/api/admin/posts', undefined, token)).status).toBe(401)
    const invited = await (await admin('POST', `/people/${id}/invitation`)).json<{ code: string }>()
    expect((await signIn({ code: invited.code })).status).toBe(200)
  })

  it('are removed, and their posts stay', async () => {
    const { id, name, headers } = await givenPerson('editor')
    const post = await givenPost({ author: name })

    expect((await admin('DELETE', `/people/${id}`)).status).toBe(204)

    expect(await whoIs(headers)).toBe(401)
    expect((await admin('DELETE', `/people/${id}`)).status).toBe(404)
    expect(await (await admin('GET', `/posts/${post.id}`)).json()).toMatchObject({ author: name })
    expect((await admin('POST', '/people', { name, role: 'author' })).status).toBe(201)
    expect(await whoIs(headers)).toBe(401)
  })

  it('can be given another address', async () => {
    const [a, b] = [await givenPerson('author'), await givenPerson('author')]
    const change = (id: number, email: string | null) => admin('PATCH', `/people/${id}`, { email })

    expect(await (await change(a.id, 'A@example.com')).json()).toMatchObject({
      ...{ email: 'a@example.com', role: 'author', suspended: false },
    })
    expect((await change(b.id, 'a@EXAMPLE.com')).status).toBe(409)
    expect(await (await change(a.id, null)).json()).toMatchObject({ email: null })
  })

  it('never leave the site without an owner', async () => {
    const { authorId } = await (await signIn({ token: 'test-token' })).json<{ authorId: number }>()
    expect((await admin('DELETE', `/people/${authorId}`)).status).toBe(409)

    expect((await admin('PATCH', `/people/${authorId}`, { role: 'editor' })).status).toBe(409)
    expect((await admin('PATCH', `/people/${authorId}`, { suspended: true })).status).toBe(409)
  })
})

describe('API tokens', () => {
  it('are shown once, kept as hashes, and tell when they were used', async () => {
    const made = await (
      await admin('POST', '/tokens', { name: 'CI', scopes: ['read'], expiresInDays: 1 })
    ).json<{ id: number; token: string }>()
    await ask('GET', '/api/admin/posts', undefined, { Authorization: `Bearer ${made.token}` })

    const list = await (await admin('GET', '/tokens')).text()
    const stored = await env.DB.prepare('SELECT * FROM tokens').all()

    expect(list).not.toContain(made.token)
    expect(JSON.stringify(stored.results)).not.toContain(made.token)
    expect(JSON.parse(list).items[0].lastUsedAt).not.toBeNull()

    await env.DB.prepare('UPDATE tokens SET expires_at = 1').run()
    const late = await ask('GET', '/api/admin/posts', undefined, {
      Authorization: `Bearer ${made.token}`,
    })
    expect(late.status).toBe(401)
  })

  it('never do more than the person may whose they are', async () => {
    const author = await givenPerson('author')
    const token = await givenToken(['site', 'read'], author.headers)

    expect((await ask('POST', '/api/admin/tags', { name: 'x' }, token)).status).toBe(403)
    expect((await ask('POST', '/api/admin/tokens', { name: 'x' }, token)).status).toBe(403)
  })
})

describe('the audit trail', () => {
  it('names who did what, refused or not', async () => {
    const editor = await givenPerson('editor')
    await ask('POST', '/api/admin/tags', { name: 'tea' }, editor.headers)
    await ask('POST', '/api/admin/tags', { name: '' }, editor.headers)

    const { items } = await (await admin('GET', '/audit')).json<{ items: unknown[] }>()

    expect(items).toMatchObject([
      { actor: editor.name, via: 'session', operation: 'POST /api/admin/tags', status: 422 },
      { actor: editor.name, via: 'session', operation: 'POST /api/admin/tags', status: 201 },
    ])
  })
})
