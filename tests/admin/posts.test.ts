import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { admin, get, givenPost, type TestPost } from '../site.ts'

interface Problem {
  status: number
  detail: string
  errors?: { path: string; message: string }[]
}

async function refused(response: Response, status: number): Promise<Problem> {
  expect(response.status).toBe(status)
  expect(response.headers.get('Content-Type')).toBe('application/problem+json')
  const problem: Problem = await response.json()
  expect(problem.status).toBe(status)
  expect(problem.detail.length).toBeGreaterThan(15)
  return problem
}

async function rowsIn(table: string): Promise<number> {
  const row = await env.DB.prepare(`SELECT count(*) AS n FROM ${table}`).first<{ n: number }>()
  return row?.n ?? -1
}

describe('PATCH /api/admin/posts/{id}', () => {
  it('refuses a revision that is not the current one, and changes nothing', async () => {
    const post = await givenPost()
    const path = `/posts/${post.id}`
    expect((await admin('PATCH', path, { title: 'B' }, { 'If-Match': '"1"' })).status).toBe(200)

    await refused(await admin('PATCH', path, { title: 'C' }, { 'If-Match': '"1"' }), 412)

    const now: TestPost = await (await admin('GET', path)).json()
    expect([now.title, now.revision]).toEqual(['B', 2])
  })

  it('lets exactly one of two editors win who save the same revision', async () => {
    const post = await givenPost()
    const save = (title: string) =>
      admin('PATCH', `/posts/${post.id}`, { title }, { 'If-Match': '"1"' })

    const answers = await Promise.all([save('one'), save('two')])

    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 412])
    expect(await rowsIn('revisions')).toBe(2)
  })

  it('answers 404 for a post that is not there', async () => {
    await refused(await admin('PATCH', '/posts/999', { title: 'x' }), 404)
    await refused(await admin('GET', '/posts/999'), 404)
  })

  it('keeps names that were changed since the post was saved', async () => {
    const post = await givenPost({ tags: ['old'] })
    const { items } = await (await admin('GET', '/tags')).json<{ items: { id: number }[] }>()
    await admin('PATCH', `/tags/${items[0]?.id}`, { name: 'new' })

    const saved: TestPost = await (await admin('PATCH', `/posts/${post.id}`, { title: 'B' })).json()

    expect(saved.tags).toEqual(['new'])
    expect(await rowsIn('tags')).toBe(1)
  })
})

describe('the trash', () => {
  it('takes a post out of sight and gives it back as it was', async () => {
    const post = await givenPost({ title: 'Gone and back', tags: ['x'] })
    await get('/')
    await admin('DELETE', `/posts/${post.id}`)

    expect((await get(`/${post.id}.html`)).status).toBe(404)
    expect(await (await get('/')).text()).not.toContain('Gone and back')
    await refused(await admin('PATCH', `/posts/${post.id}`, { title: 'x' }), 409)

    const back: TestPost = await (await admin('POST', `/posts/${post.id}/restore`)).json()
    expect(back.status).toBe('published')
    expect(back.tags).toEqual(['x'])
    expect((await get(`/${post.id}.html`)).status).toBe(200)
  })

  it('removes for good only what is in it, and never gives its id again', async () => {
    const post = await givenPost()
    await refused(await admin('DELETE', `/posts/${post.id}?permanent=true`), 409)
    await admin('DELETE', `/posts/${post.id}`)
    expect((await admin('DELETE', `/posts/${post.id}?permanent=true`)).status).toBe(204)

    expect((await givenPost()).id).toBe(post.id + 1)
  })

  it('removes nothing that was changed in the meantime', async () => {
    const post = await givenPost()
    await admin('DELETE', `/posts/${post.id}`)
    const remove = (revision: number) =>
      admin('DELETE', `/posts/${post.id}?permanent=true`, undefined, {
        'If-Match': `"${revision}"`,
      })

    await refused(await remove(1), 412)
    expect((await admin('GET', `/posts/${post.id}`)).status).toBe(200)
    expect((await remove(2)).status).toBe(204)
  })
})

describe('GET /api/admin/posts', () => {
  it('finds posts by the slug or name of a tag, whatever signs it has', async () => {
    await admin('POST', '/tags', { name: 'Release', slug: 'v1.2' })
    await admin('POST', '/tags', { name: 'My notes', slug: 'My_Notes' })
    const { id } = await givenPost({ tags: ['v1.2', 'My_Notes', '🎉'] })

    for (const tag of ['v1.2', 'My_Notes', 'my notes', 'Release', '🎉', 'term']) {
      const response = await admin('GET', `/posts?tag=${encodeURIComponent(tag)}`)
      const { items } = await response.json<{ items: { id: number }[] }>()
      expect(items.map((item) => item.id)).toEqual(tag === 'my notes' ? [] : [id])
    }
  })
})

describe('revisions', () => {
  it('are listed and can be written again', async () => {
    const post = await givenPost({ markdown: 'first' })
    await admin('PATCH', `/posts/${post.id}`, { markdown: 'second' })

    const restored: TestPost = await (
      await admin('POST', `/posts/${post.id}/revisions/1/restore`)
    ).json()
    const { items } = await (await admin('GET', `/posts/${post.id}/revisions`)).json<{
      items: { revision: number }[]
    }>()

    expect(restored.html).toContain('first')
    expect(items.map((item) => item.revision)).toEqual([3, 2, 1])
  })

  it('come back without names that are given up', async () => {
    const names = { category: 'Old', tags: ['merged', 'gone'], author: 'Old Name' }
    const post = await givenPost({ ...names, excerpt: 'first' })
    const idOf = async (kind: string, name: string) => {
      const list = await (await admin('GET', `/${kind}`)).json<{
        items: { id: number; name: string }[]
      }>()
      return list.items.find((term) => term.name === name)?.id
    }
    const into = (await (await admin('POST', '/tags', { name: 'kept' })).json<{ id: number }>()).id
    await admin('POST', `/tags/${await idOf('tags', 'merged')}/merge`, { into })
    await admin('DELETE', `/tags/${await idOf('tags', 'gone')}`)
    for (const [kind, name] of [
      ['categories', 'Old'],
      ['authors', 'Old Name'],
    ] as const) {
      await admin('PATCH', `/${kind}/${await idOf(kind, name)}`, { name: 'New', slug: 'new' })
    }
    await admin('PATCH', `/posts/${post.id}`, { excerpt: 'second' })

    const restored = await (await admin('POST', `/posts/${post.id}/revisions/1/restore`)).json()

    expect(restored).toMatchObject({
      ...{ summary: 'first', category: 'New', author: 'New', tags: ['kept'] },
    })
    expect(await Promise.all(['categories', 'tags', 'authors'].map(rowsIn))).toEqual([1, 1, 1])
  })
})

describe('POST /api/admin/tags', () => {
  it('gives each of twenty that come at once an id of its own', async () => {
    const names = Array.from({ length: 20 }, (_, number) => `tag ${number}`)
    const responses = await Promise.all(names.map((name) => admin('POST', '/tags', { name })))

    const made = responses.filter((response) => response.status === 201)
    const ids = await Promise.all(
      made.map(async (response) => (await response.json<{ id: number }>()).id),
    )
    expect(new Set(ids).size).toBe(made.length)
    expect(await rowsIn('tags')).toBe(made.length)
    expect(made.length).toBe(20)
  })
})

describe('PATCH /api/admin/authors/{id}', () => {
  it('keeps the author of posts that name none', async () => {
    await givenPost()
    const { items } = await (await admin('GET', '/authors')).json<{ items: { id: number }[] }>()
    for (const name of ['Ann', 'Ben']) {
      await admin('PATCH', `/authors/${items[0]?.id}`, { name, slug: name.toLowerCase() })
      expect(await givenPost()).toMatchObject({ author: name })
    }

    const { defaultAuthor } = await (await admin('GET', '/settings')).json<Record<string, string>>()
    expect(defaultAuthor).toBe('Ben')
    expect(await rowsIn('authors')).toBe(1)
  })
})

describe('authorisation', () => {
  it.each([
    ['no token', {}],
    ['a wrong token', { Authorization: 'Bearer wrong' }],
    ['another scheme', { Authorization: 'Basic test-token' }],
  ])('refuses %s', async (_name, headers) => {
    for (const path of ['/posts', '/settings', '/status', '/openapi.json', '/nothing']) {
      const response = await get(`/api/admin${path}`, headers)
      await refused(response, 401)
      expect(response.headers.get('Cache-Control')).toBe('private, no-store')
    }
  })
})

describe('GET /api/admin/openapi.json', () => {
  it('describes the operations with the schemas that validate them', async () => {
    const document = await (await admin('GET', '/openapi.json')).json<{
      openapi: string
      paths: Record<string, Record<string, unknown>>
    }>()

    expect(document.openapi).toBe('3.1.0')
    expect(Object.keys(document.paths)).toContain('/api/admin/posts/{id}')
    expect(JSON.stringify(document.paths['/api/admin/posts'])).toContain('"maxLength":500')
  })
})
