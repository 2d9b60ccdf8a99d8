import { describe, expect, it } from 'vitest'
import { admin, get, givenPost } from '../site.ts'

async function titles(query: string): Promise<string[]> {
  const response = await get(`/api/search/suggest?q=${encodeURIComponent(query)}`)
  expect(response.status).toBe(200)
  expect(response.headers.get('Cache-Control')).toBe('private, no-store')
  const { suggestions } = await response.json<{ suggestions: { kind: string; title: string }[] }>()
  return suggestions.map(({ kind, title }) => `${kind} ${title}`)
}

describe('GET /api/search/suggest', () => {
  it('offers titles by their beginning, by initials, and by a word in them', async () => {
    await givenPost({ title: '小米回应车主' })
    await givenPost({ title: '车主与小米' })

    expect(await titles('小')).toEqual(['post 小米回应车主', 'post 车主与小米'])
    expect(await titles('xmhy')).toEqual(['post 小米回应车主'])
    expect(await titles('回應')).toEqual(['post 小米回应车主'])
    expect(await titles('zzz')).toEqual([])
    expect(await titles('，')).toEqual([])
  })

  it('offers tags and categories that have posts, at once by name and after the job by initials', async () => {
    await givenPost({ title: 'x', tags: ['綠茶', 'SQLite'], category: '品味生活' })
    await admin('POST', '/tags', { name: '绿豆' })

    expect(await titles('sql')).toEqual(['tag SQLite'])
    await admin('POST', '/jobs/tick')

    expect(await titles('绿')).toEqual(['tag 綠茶'])
    expect(await titles('lc')).toEqual(['tag 綠茶'])
    expect(await titles('pwsh')).toEqual(['category 品味生活'])
  })

  it('follows a rename and forgets what is removed', async () => {
    const post = await givenPost({ title: '绿茶', tags: ['red'] })
    await admin('PATCH', '/tags/1', { name: 'blue' })
    await admin('PATCH', `/posts/${post.id}`, { title: '红茶' })

    expect(await titles('red')).toEqual([])
    expect(await titles('blu')).toEqual(['tag blue'])
    expect(await titles('lc')).toEqual([])
    expect(await titles('hc')).toEqual(['post 红茶'])
    await admin('DELETE', `/posts/${post.id}`)
    expect(await titles('红')).toEqual([])
  })

  it('keeps to itself what readers must not see', async () => {
    await givenPost({ title: '秘密一', status: 'draft' })
    await givenPost({ title: '秘密二', publishedAt: '2999-01-01T00:00:00Z' })

    expect(await titles('秘')).toEqual([])
    expect(await titles('mm')).toEqual([])
  })
})

describe('GET /api/admin/searches', () => {
  it('tells what is searched for and what is not found', async () => {
    await givenPost({ title: '绿茶' })
    for (const query of ['绿茶', '綠茶', '咖啡']) await get(`/api/search?q=${query}`)

    const { popular, failed } = await (await admin('GET', '/searches')).json<{
      popular: { query: string; searches: number }[]
      failed: { query: string; searches: number }[]
    }>()

    expect(popular).toMatchObject([{ query: '绿茶', searches: 2 }])
    expect(failed).toMatchObject([{ query: '咖啡', searches: 1 }])
  })
})
