import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { givenManyPosts } from '../many-posts.ts'
import { admin, costOf, get, givenPost } from '../site.ts'

interface Found {
  query: string
  total: number
  capped: boolean
  loose: boolean
  pages: number
  results: { id: number; title: string; url: string; excerpt: string; score: number }[]
}

async function find(query: string, more = ''): Promise<Found> {
  const response = await get(`/api/search?q=${encodeURIComponent(query)}${more}`)
  expect(response.status).toBe(200)
  return response.json()
}

async function idsOf(query: string, more = ''): Promise<number[]> {
  const { results, loose } = await find(query, more)
  return loose ? [] : results.map(({ id }) => id)
}

describe('GET /api/search', () => {
  it('finds a word of one, two or more characters wherever it stands in a sentence', async () => {
    const { id } = await givenPost({ markdown: '后来，小米回应车主遭遇网络攻击事件。' })

    for (const query of ['网络', '击', '米', '网络攻击', '遭遇网络攻击', '事件', '件']) {
      expect(await idsOf(query), query).toEqual([id])
    }
    expect(await idsOf('络网')).toEqual([])
    expect(await idsOf('小米网络')).toEqual([])
  })

  it('finds simplified by traditional and the other way round, whatever the width and case', async () => {
    const simplified = await givenPost({ title: '网络攻击', markdown: '台湾的资料库' })
    const traditional = await givenPost({
      title: '網絡攻擊',
      markdown: '臺灣的資料庫 ＳＱＬｉｔｅ',
    })

    for (const query of ['网络', '網絡', '網络攻擊', '资料库', '資料庫', '臺灣', '台湾']) {
      expect((await idsOf(query)).sort(), query).toEqual([simplified.id, traditional.id].sort())
    }
    expect(await idsOf('sqlite')).toEqual([traditional.id])
    expect(await idsOf('ＳＱＬ')).toEqual([traditional.id])
  })

  it('finds Latin words by their beginning, without accents, beside Chinese and in it', async () => {
    const post = await givenPost({ title: 'Café', markdown: '用SQLite数据库 and node.js' })

    for (const query of [
      'cafe',
      'CAFÉ',
      'sqli',
      '数据库',
      'sqlite数据库',
      'sqlite 数据',
      'node.js',
    ]) {
      expect(await idsOf(query), query).toEqual([post.id])
    }
    expect(await idsOf('ode')).toEqual([])
  })

  it('finds Japanese and Korean', async () => {
    const japanese = await givenPost({ markdown: '寿司を食べる。ｶﾞｽ' })
    const korean = await givenPost({ markdown: '학교에서 공부한다' })

    expect(await idsOf('食べる')).toEqual([japanese.id])
    expect(await idsOf('ガス')).toEqual([japanese.id])
    expect(await idsOf('학교')).toEqual([korean.id])
  })

  it('takes all words, "phrases" in order, and -leaves out', async () => {
    const one = await givenPost({ title: 'one', markdown: 'Green tea in spring. 绿茶，春天。' })
    const two = await givenPost({ title: 'two', markdown: 'Spring, and tea that is green. 春茶。' })

    expect((await idsOf('tea spring')).sort()).toEqual([one.id, two.id])
    expect(await idsOf('"green tea"')).toEqual([one.id])
    expect(await idsOf('tea -"green tea"')).toEqual([two.id])
    expect(await idsOf('tea －春天')).toEqual([two.id])
    expect(await idsOf('“Green Tea')).toEqual([one.id])
    expect(await idsOf('tea coffee')).toEqual([])
  })

  it('answers anything that can be typed', async () => {
    await givenPost({ markdown: 'x' })

    for (const query of [
      '"',
      "'",
      '*',
      '-',
      'a*',
      '-x',
      'NEAR(a b)',
      'title:x',
      'a AND',
      '^x',
      '()',
    ]) {
      await find(query)
    }
    for (const query of [
      '{}',
      '\\',
      '%',
      '😀',
      '\u0000',
      '，。！',
      '"" -""',
      'OR',
      'x'.repeat(5_000),
    ]) {
      await find(query)
    }
    expect((await get('/api/search')).status).toBe(200)
    expect((await get('/api/search?q=%FF&limit=abc&page=-1')).status).toBe(200)
  })

  it('puts a title above any text, and the newer of two alike first', async () => {
    const text = await givenPost({ title: 'b', markdown: '乌龙 乌龙 乌龙 乌龙 乌龙' })
    const older = await givenPost({
      title: '乌龙茶的做法与喝法，以及别的许多事情',
      markdown: 'a',
      publishedAt: '2020-01-01T00:00:00Z',
    })
    const newer = await givenPost({ title: older.title, markdown: 'a', slug: 'newer' })

    expect(await idsOf('乌龙')).toEqual([newer.id, older.id, text.id])
  })

  it('shows where in the original text, escaped', async () => {
    await givenPost({
      title: 'T',
      markdown: `${'开头。'.repeat(90)}此處說 1 < 2 & \`<b>\` 的網絡。${'结尾。'.repeat(90)}`,
    })

    const [result] = (await find('网络')).results

    expect(result?.excerpt).toContain('此處說 1 &lt; 2 &amp; &lt;b&gt; 的<mark>網絡</mark>。')
    expect(result?.excerpt).toMatch(/^….*…$/)
    expect(result?.excerpt.length).toBeLessThan(250)
  })

  it('keeps to a category and a tag', async () => {
    const one = await givenPost({ markdown: '茶', category: 'news', tags: ['red'] })
    const two = await givenPost({ markdown: '茶', category: 'news', tags: ['blue'] })
    const three = await givenPost({ markdown: '茶', category: 'other', tags: ['red'] })

    expect(await idsOf('茶', '&category=news')).toEqual([two.id, one.id])
    expect(await idsOf('茶', '&tag=red')).toEqual([three.id, one.id])
    expect(await idsOf('茶', '&tag=red&category=news')).toEqual([one.id])
    expect(await idsOf('茶', '&category=none')).toEqual([])
  })

  it('never shows drafts, posts in the trash, or scheduled ones before their time', async () => {
    await givenPost({ markdown: '秘密', status: 'draft' })
    await givenPost({ markdown: '秘密', publishedAt: '2999-01-01T00:00:00Z' })
    const trashed = await givenPost({ markdown: '秘密' })
    const visible = await givenPost({ markdown: '秘密' })
    await admin('DELETE', `/posts/${trashed.id}`)

    const found = await find('秘密')

    expect(found.total).toBe(1)
    expect(found.results.map(({ id }) => id)).toEqual([visible.id])
    await admin('POST', `/posts/${trashed.id}/restore`)
    expect((await find('秘密')).total).toBe(2)
  })

  it('follows a change of a post at once', async () => {
    const { id } = await givenPost({ title: '绿茶', markdown: '水温' })

    await admin('PATCH', `/posts/${id}`, { markdown: '火候' })

    expect(await idsOf('水温')).toEqual([])
    expect(await idsOf('火候')).toEqual([id])
    expect((await find('火候')).results[0]?.excerpt).toBe('<mark>火候</mark>')
  })

  it('pages through the results and counts them', async () => {
    for (let number = 1; number <= 7; number++) await givenPost({ title: `茶 ${number}` })

    const pages = await Promise.all([1, 2, 3, 4].map((page) => find('茶', `&limit=3&page=${page}`)))

    expect(pages.map(({ total }) => total)).toEqual([7, 7, 7, 7])
    expect(pages.map(({ pages: count }) => count)).toEqual([3, 3, 3, 3])
    expect(pages.flatMap(({ results }) => results.map(({ id }) => id))).toEqual([
      7, 6, 5, 4, 3, 2, 1,
    ])
  })

  it('offers what comes close where nothing matches all', async () => {
    const { id } = await givenPost({ title: '小米回应网络攻击', markdown: '车主' })

    expect((await find('小米的网络')).total).toBe(0)
    const found = await find('小米的网络', '&loose=1')

    expect(found.loose).toBe(true)
    expect(found.results.map((result) => result.id)).toEqual([id])
    expect((await find('大麦', '&loose=1')).total).toBe(0)
    expect((await find('小米 -小米', '&loose=1')).total).toBe(0)
    expect(await (await get('/search?q=小米的网络')).text()).toContain('<mark>网络</mark>')
  })
})

describe('a word that thousands of posts have', () => {
  it('costs a bounded number of rows, the same on every page, and says that there is more', async () => {
    await givenManyPosts(3_000)
    await env.DB.prepare(
      `INSERT INTO search (rowid, title, body) SELECT id, iif(id < 400, '茶', 'x'), '茶' FROM posts`,
    ).run()

    const [first, last] = [await get('/api/search?q=茶'), await get('/api/search?q=茶&page=220')]
    const [found, deep] = [await first.json<Found>(), await last.json<Found>()]

    expect(found.capped).toBe(true)
    expect(found.total).toBe(2_200)
    expect(deep.results).toHaveLength(10)
    // Titles first, then the newest; of the titles the newest two hundred are looked at.
    expect(found.results[0]?.id).toBe(399)
    expect(deep.results.at(-1)?.id).toBe(1_001)
    expect(costOf(first).rows).toBeLessThanOrEqual(9_000)
    expect(Math.abs(costOf(first).rows - costOf(last).rows)).toBeLessThanOrEqual(20)
    // The first page is counted, too, after the answer.
    expect(costOf(last)).toMatchObject({ statements: 8, roundTrips: 3 })
  }, 30_000)
})

describe('counting searches', () => {
  const counts = () => env.DB.prepare('SELECT query, searches FROM search_counts').all()

  it('keeps the words alone, and not what may be a name or a number', async () => {
    await givenPost({ title: '绿茶' })
    for (const query of ['绿茶', '綠茶', 'nothing', 'me@example.com', '13800138000'])
      await find(query)

    const { results } = await counts()

    expect(results).toContainEqual({ query: '绿茶', searches: 2 })
    expect(results).toContainEqual({ query: 'nothing', searches: 1 })
    expect(results).toHaveLength(2)
  })
})
