import { describe, expect, it } from 'vitest'
import { admin, get, givenPost } from '../site.ts'

interface Answer {
  query: string
  total: number
  results: { id: number; title: string; url: string; excerpt: string; score: number }[]
}

async function search(query: string, more = ''): Promise<Answer> {
  const response = await get(`/api/search?q=${encodeURIComponent(query)}${more}`)
  expect(response.status).toBe(200)
  return response.json()
}

async function idsOf(query: string, more = ''): Promise<number[]> {
  return (await search(query, more)).results.map(({ id }) => id)
}

describe('GET /api/search', () => {
  it('finds Han words of one to six characters wherever they stand', async () => {
    const { id } = await givenPost({ title: '绿茶', markdown: '春天的茶园里，杀青之后水温要低。' })

    for (const query of ['园', '低', '茶园', '杀青', '水温要低', '春天的茶园里', '绿']) {
      expect(await idsOf(query), query).toEqual([id])
    }
    expect(await idsOf('园杀')).toEqual([])
    expect(await idsOf('红茶')).toEqual([])
  })

  it('finds simplified text by traditional words and back', async () => {
    const simplified = await givenPost({ title: '网络', markdown: '软件与数据库的设计。' })
    const traditional = await givenPost({ title: '網絡', markdown: '軟件與數據庫的設計。' })

    for (const query of ['数据库', '數據庫', '软件与', '網絡']) {
      expect(await idsOf(query), query).toEqual([traditional.id, simplified.id])
    }
  })

  it('wants all words, takes phrases whole, and leaves out what has a minus', async () => {
    const both = await givenPost({ title: 'One', markdown: 'cold brewing of green tea' })
    const turned = await givenPost({ title: 'Two', markdown: 'brewing tea cold and black' })

    expect(await idsOf('tea cold')).toEqual(expect.arrayContaining([both.id, turned.id]))
    expect(await idsOf('"cold brewing"')).toEqual([both.id])
    expect(await idsOf('“brewing tea”')).toEqual([turned.id])
    expect(await idsOf('tea -black')).toEqual([both.id])
    expect(await idsOf('brew')).toHaveLength(2)
    expect(await idsOf('-black')).toEqual([])
  })

  it('finds mixed words with and without a space between', async () => {
    const { id } = await givenPost({ title: 'x', markdown: '新手机iPhone发布，与 SQLite 数据库。' })

    for (const query of [
      '手机iPhone',
      '手机iPhone发布',
      'ＳＱＬｉｔｅ',
      'sqlite数据库',
      'iphone 数据',
    ]) {
      expect(await idsOf(query), query).toEqual([id])
    }
  })

  it.each([
    '"',
    '\'"*',
    'a AND',
    'NOT',
    '(',
    'title:',
    '^x',
    '-',
    '""',
    '😀',
    '%_',
    'NEAR(a b)',
    '\0',
  ])('answers %j without an error', async (query) => {
    const response = await get(`/api/search?q=${encodeURIComponent(query)}`)
    expect([200, 422]).toContain(response.status)
  })

  it('puts a title above a body, and a newer post first among equals', async () => {
    const body = await givenPost({ title: 'Elsewhere', markdown: 'Sourdough bread takes time.' })
    const title = await givenPost({ title: 'Sourdough', markdown: 'Bread takes time, always.' })
    const older = await givenPost({ title: 'Same', markdown: 'Rye and water.' })
    const newer = await givenPost({ title: 'Same', markdown: 'Rye and water.' })

    expect(await idsOf('sourdough')).toEqual([title.id, body.id])
    expect(await idsOf('rye')).toEqual([newer.id, older.id])
  })

  it('cuts excerpts from the original text, marked and escaped', async () => {
    const markdown = `${'前言。'.repeat(60)}這裏講 5 < 6 與數據庫的設計。${'后记。'.repeat(60)}`
    await givenPost({ title: 'x', markdown })

    const [result] = (await search('数据库')).results

    expect(result?.excerpt).toContain('5 &lt; 6 與<mark>數據庫</mark>的設計')
    expect(result?.excerpt).toMatch(/^…/)
    expect(result?.excerpt.length).toBeLessThan(250)
  })

  it('counts what is visible: no drafts, nothing scheduled, nothing in the trash', async () => {
    const shown = await givenPost({ markdown: 'kettle' })
    await givenPost({ markdown: 'kettle', status: 'draft' })
    await givenPost({ markdown: 'kettle', publishedAt: '2999-01-01T00:00:00Z' })
    const trashed = await givenPost({ markdown: 'kettle' })
    await admin('DELETE', `/posts/${trashed.id}`)

    const { total, results } = await search('kettle')

    expect(total).toBe(1)
    expect(results.map(({ id }) => id)).toEqual([shown.id])
  })

  it('narrows by category, those within it included, and by tag', async () => {
    const tagged = await givenPost({ markdown: 'kettle', category: 'kitchen', tags: ['Steel'] })
    const nested = await givenPost({ markdown: 'kettle', category: 'tea' })
    await givenPost({ markdown: 'kettle' })
    await admin('PATCH', '/categories/2', { parentId: 1 })

    expect(await idsOf('kettle', '&category=kitchen')).toEqual([nested.id, tagged.id])
    expect(await idsOf('kettle', '&category=tea')).toEqual([nested.id])
    expect(await idsOf('kettle', '&tag=steel')).toEqual([tagged.id])
    expect(await search('kettle', '&tag=nothing')).toMatchObject({ total: 0, results: [] })
  })

  it('is never stored', async () => {
    const response = await get('/api/search?q=tea')

    expect(response.headers.get('Cache-Control')).toBe('private, no-store')
    expect(response.headers.get('Cloudflare-CDN-Cache-Control')).toBeNull()
  })
})

describe('GET /search', () => {
  it('shows marked results in pages, and keeps the query in its box', async () => {
    for (let count = 1; count <= 12; count++) {
      await givenPost({ title: `Kettle ${count}`, markdown: 'The kettle sings.' })
    }

    const first = await (await get('/search?q=kettle')).text()
    const second = await (await get('/search?q=kettle&page=2')).text()

    expect(first).toContain('12 篇文章')
    expect(first).toContain('<mark>Kettle</mark> 12')
    expect(first).toContain('value="kettle"')
    expect(first).toContain('href="/search?q=kettle&amp;page=2"')
    expect(first.match(/<article/g)).toHaveLength(10)
    expect(second.match(/<article/g)).toHaveLength(2)
  })

  it('does not run what is typed', async () => {
    const page = await (await get(`/search?q=${encodeURIComponent('"><script>x</script>')}`)).text()

    expect(page).not.toContain('<script>x')
  })
})

describe('GET /api/search/suggest', () => {
  it('answers titles and tags that begin so', async () => {
    const post = await givenPost({ title: '绿茶的杀青', tags: ['绿植'] })
    await givenPost({ title: 'Other', markdown: '绿茶' })

    const answer: { suggestions: { kind: string; title: string; url: string }[] } = await (
      await get(`/api/search/suggest?q=${encodeURIComponent('绿')}`)
    ).json()

    expect(answer.suggestions).toEqual([
      { kind: 'tag', title: '绿植', url: expect.stringContaining('/tag/') },
      { kind: 'post', title: '绿茶的杀青', url: post.url },
    ])
  })
})
