import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { admin, get, givenPost, origin } from '../site.ts'

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

describe('POST /api/admin/posts', () => {
  it('creates terms that are new and finds those that are not', async () => {
    await givenPost({ category: 'Field Notes', tags: ['C', 'C++', 'SQLite'] })
    const post = await givenPost({ category: 'field-notes', tags: ['sqlite', 'C++'] })

    expect(post.category).toBe('Field Notes')
    expect(post.tags).toEqual(['SQLite', 'C++'])
    expect(await rowsIn('tags')).toBe(3)
  })

  it.each([
    ['JSON that is none', '{"title":', 400],
    ['no title', JSON.stringify({ markdown: 'x' }), 422],
    ['a slug with slashes', JSON.stringify({ title: 'x', markdown: 'x', slug: 'a/b' }), 422],
    [
      'the year 99999',
      JSON.stringify({ title: 'x', markdown: 'x', publishedAt: '99999-01-01T00:00:00Z' }),
      422,
    ],
    ['5 MB of Markdown', JSON.stringify({ title: 'x', markdown: 'x'.repeat(5_000_000) }), 413],
    ['1 MB of Markdown', JSON.stringify({ title: 'x', markdown: 'x'.repeat(1_000_000) }), 422],
    [
      'lists whose HTML, text and headings are more than one row keeps together',
      JSON.stringify({ title: 'x', markdown: '- **一二三四五六七八九十**\n'.repeat(24_000) }),
      422,
    ],
    [
      'signs that take more than one row when they are escaped',
      JSON.stringify({ title: 'x', markdown: '\u0001'.repeat(340_000) }),
      422,
    ],
    [
      'the thirtieth of February',
      JSON.stringify({ title: 'x', markdown: 'x', publishedAt: '2026-02-30T08:00:00Z' }),
      422,
    ],
    [
      'a category that is a number',
      JSON.stringify({ title: 'x', markdown: 'x', category: 9 }),
      422,
    ],
    [
      'a schedule without a time',
      JSON.stringify({ title: 'x', markdown: 'x', status: 'scheduled' }),
      422,
    ],
  ])('refuses %s and writes nothing', async (_name, body, status) => {
    const request = new Request(`${origin}/api/admin/posts`, {
      method: 'POST',
      headers: { Authorization: 'Bearer test-token', 'Content-Type': 'application/json' },
      body,
    })
    const { exports } = await import('cloudflare:workers')

    await refused(await exports.default.fetch(request), status)

    for (const table of ['posts', 'revisions', 'tags', 'categories', 'outbox', 'list_posts']) {
      expect(await rowsIn(table), table).toBe(0)
    }
  })

  it('refuses a slug that is taken, and adds none of its terms', async () => {
    await givenPost({ slug: 'taken' })

    const response = await admin('POST', '/posts', {
      title: 'x',
      markdown: 'x',
      slug: 'taken',
      tags: ['never'],
    })

    const problem = await refused(response, 409)
    expect(problem.errors?.[0]?.path).toBe('slug')
    expect(await rowsIn('tags')).toBe(0)
  })

  it('tells names without letters and digits apart', async () => {
    await givenPost({ category: '🎉', tags: ['🎉'] })
    const post = await givenPost({ category: '😀', author: '★', tags: ['😀', '❤', '🎉', '😀'] })
    const other = await givenPost({ author: '☆' })
    const added = await admin('POST', '/tags', { name: '🚀' })

    expect(post).toMatchObject({ category: '😀', author: '★', tags: ['😀', '❤', '🎉'] })
    expect(other).toMatchObject({ author: '☆' })
    expect(added.status).toBe(201)
    expect(await added.json()).toMatchObject({ name: '🚀', slug: 'term-4' })
  })

  it('gives no slug at whose address something else may stand', async () => {
    expect((await givenPost({ title: 'Archive' })).slug).toBe('archive-2')
    expect((await givenPost({ title: '3' })).slug).toBe('post-3')
    for (const slug of ['search', '2026']) {
      const response = await admin('POST', '/posts', { title: 'x', markdown: 'x', slug })
      const problem = await refused(response, 422)
      expect(problem.errors?.[0]?.path).toBe('slug')
    }
  })

  it('cuts a long slug before its number, between whole signs', async () => {
    const title = `a${'𠮷'.repeat(80)}`
    const first = await givenPost({ title })
    const [second, third] = [await givenPost({ title }), await givenPost({ title })]

    expect(first.slug).toHaveLength(119)
    expect(second.slug).toBe(`a${'𠮷'.repeat(51)}-2`)
    expect(third.slug).toBe(`a${'𠮷'.repeat(51)}-3`)
    expect((await get(`/${encodeURIComponent(second.slug)}`)).status).toBe(301)
  })

  it('takes no id after which there is no room', async () => {
    const post = { title: 'x', markdown: 'x', id: 900_000_000_000_001 }
    await refused(await admin('POST', '/posts', post), 422)
  })

  it('keeps a given id when it is free', async () => {
    expect((await givenPost({ id: 2660 })).id).toBe(2660)
    expect((await givenPost()).id).toBe(2661)
    await refused(await admin('POST', '/posts', { id: 2660, title: 'x', markdown: 'x' }), 409)
  })

  it('takes the last day of a leap year, and pins each post once', async () => {
    const publishedAt = '2028-02-29T23:30:00-05:00'
    const post = await givenPost({ publishedAt, related: { pinned: [3, 2, 3] } })

    expect(post.publishedAt).toBe('2028-03-01T04:30:00.000Z')
    expect(post).toHaveProperty('related.pinned', [3, 2])
  })

  it('makes slugs of any title', async () => {
    expect((await givenPost({ title: '🎉🎉' })).slug).toBe('post')
    expect((await givenPost({ title: '🎉' })).slug).toBe('post-2')
    expect((await givenPost({ title: '你好，World!' })).slug).toBe('你好-world')
  })

  it('loses none of twenty posts that are created at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => admin('POST', '/posts', { title: 'Same', markdown: 'x' })),
    )

    const created = answers.filter((answer) => answer.status === 201)
    expect(created.length + answers.filter((answer) => answer.status >= 500).length).toBe(20)
    expect(await rowsIn('posts')).toBe(created.length)
  })
})

describe('half a character', () => {
  it('is one sign in titles, names and settings, not three', async () => {
    const post = await givenPost({
      title: 'a\ud83d',
      markdown: `# b\ud83d\n\n## ${'𠮷'.repeat(80)}`,
      tags: ['c\ud83d'],
    })
    await admin('PATCH', '/settings', { title: 'd\ud83d' })

    expect(post.title).toBe('a\ufffd')
    expect(post.html).toContain('b\ufffd')
    expect(post.tags).toEqual(['c\ufffd'])
    expect((await givenPost({ title: `a${'𠮷'.repeat(70)}` })).slug).toBe(`a${'𠮷'.repeat(59)}`)
    const page = await (await get(`/${post.id}.html`)).text()
    expect(page).toContain('<title>a\ufffd - d\ufffd</title>')
    expect(page).not.toContain('\ufffd\ufffd')
  })
})
