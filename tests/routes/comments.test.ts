import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { answer, approve, comment, commentForm, words } from '../comments.ts'
import { admin, get, getFresh, givenPost } from '../site.ts'

async function count(): Promise<number> {
  const row = await env.DB.prepare('SELECT count(*) AS n FROM comments').first<{ n: number }>()
  return row?.n ?? 0
}

beforeEach(async () => {
  await givenPost({ title: '一篇文章' })
})

describe('POST /api/posts/{id}/comments', () => {
  it('holds a first comment and says so', async () => {
    const response = await comment(1, words)

    expect(response.status).toBe(202)
    expect(response.headers.get('Cache-Control')).toBe('private, no-store')
    expect(await answer(response)).toMatchObject({ status: 'pending' })
    expect(await (await getFresh('/1.html')).text()).not.toContain('写得真好')
  })

  it('shows it in the very next request once it is approved', async () => {
    await get('/1.html')
    await get('/')
    const { id } = await answer(await comment(1, words))

    await approve(id)

    const page = await (await get('/1.html')).text()
    expect(page).toContain(`id="comment-${id}"`)
    expect(page).toContain('写得真好')
    expect(page).not.toContain('lin@example.com')
    expect(await (await get('/')).text()).toContain('1 条评论')
  })

  it('purges the article and no other one', async () => {
    const other = await givenPost({ title: '另一篇' })
    await get('/1.html')
    await get(`/${other.id}.html`)
    const { id } = await answer(await comment(1, words))
    await approve(id)

    const cached = await get(`/${other.id}.html`)
    const purged = await get('/1.html')

    expect(cached.headers.get('X-Inkstone-Cache')).toBe('edge')
    expect(purged.headers.get('X-Inkstone-Cache')).not.toBe('edge')
  })

  it('lets through who was approved before', async () => {
    await approve((await answer(await comment(1, words))).id)

    const response = await comment(1, { ...words, body: '再说一句。' }, 2)

    expect(response.status).toBe(201)
    expect(response.headers.get('Location')).toMatch(/^\/1\.html#comment-\d+$/)
    expect(await (await get('/1.html')).text()).toContain('再说一句')
  })

  it('does not trust the name or the address of another', async () => {
    await approve((await answer(await comment(1, words))).id)

    const name = await comment(1, { ...words, email: 'else@example.com', body: '一' }, 2)
    const email = await comment(1, { ...words, name: '别人', body: '二' }, 3)

    expect([name.status, email.status]).toEqual([202, 202])
  })

  it('takes the same comment sent twice for one', async () => {
    const first = await answer(await comment(1, words))
    const second = await comment(1, words)

    expect(second.status).toBe(202)
    expect((await answer(second)).id).toBe(first.id)
    expect(await count()).toBe(1)
  })

  it('keeps what looks like spam out of sight, and does not tell', async () => {
    const response = await comment(1, { ...words, subject: 'filled in by a program' })

    expect(response.status).toBe(202)
    expect(await answer(response)).toMatchObject({ status: 'pending' })
    const { items } = await (await admin('GET', '/comments?status=spam')).json<{
      items: { reasons: string[] }[]
    }>()
    expect(items.map((item) => item.reasons)).toEqual([['hidden field filled in']])
  })

  it('is announced to wait only where it will', async () => {
    for (const [hold, told] of [
      ['first', '首次评论审核后显示'],
      ['all', '。评论审核后显示'],
      ['none', undefined],
    ] as const) {
      await admin('PATCH', '/settings', { holdComments: hold })
      const html = await (await get('/1.html')).text()
      if (told) expect(html).toContain(told)
      else expect(html).not.toContain('审核后显示')
    }
  })

  it('keeps no address', async () => {
    await comment(1, words, 77)

    const row = await env.DB.prepare('SELECT * FROM comments').first()

    expect(JSON.stringify(row)).not.toContain('10.0.0.77')
    expect(row?.sender_hash).toMatch(/^[\w-]{22}$/)
  })

  it('answers 404, 403 and 422 where there is no place for it', async () => {
    const closed = await givenPost({ commentsOpen: false })
    const draft = await givenPost({ status: 'draft' })

    expect((await comment(99, words)).status).toBe(404)
    expect((await comment(draft.id, words)).status).toBe(404)
    expect((await comment(closed.id, words)).status).toBe(403)
    expect((await comment(1, { ...words, body: ' ' })).status).toBe(422)
    expect((await comment(1, { ...words, parentId: 12_345 })).status).toBe(422)
    await admin('PATCH', '/settings', { comments: false })
    expect((await comment(1, words)).status).toBe(403)
    expect(await (await get('/1.html')).text()).not.toContain('<form id="comment-form"')
  })

  it('answers 429 to a flood from one address', async () => {
    const statuses: number[] = []
    for (let number = 0; number < 9; number++) {
      statuses.push((await comment(1, { ...words, body: `第 ${number} 句` }, 500)).status)
    }

    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(0)
    expect(statuses[0]).toBe(202)
  })

  it('refuses what another site sends', async () => {
    const response = await get('/1.html')
    expect(response.status).toBe(200)
    const { exports } = await import('cloudflare:workers')

    const sent = await exports.default.fetch(
      new Request('https://blog.example/api/posts/1/comments', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'cross-site' },
        body: JSON.stringify(words),
      }),
    )

    expect(sent.status).toBe(403)
  })

  it('answers broken JSON and huge bodies with a sentence', async () => {
    const long = await comment(1, { ...words, body: 'x'.repeat(100_000) })
    const huge = await comment(1, { ...words, body: 'x'.repeat(300_000) })

    expect([long.status, huge.status]).toEqual([422, 413])
    expect((await answer(long)).detail).toContain('5,000')
    expect((await answer(huge)).detail).toContain('5,000')
  })

  it('takes whatever Markdown makes of the words, however deep it nests', async () => {
    for (const body of ['1. '.repeat(1_666), '- 1. '.repeat(990)]) {
      expect((await comment(1, { ...words, body: `${body}x` })).status).toBe(202)
      expect((await commentForm(1, { body: `${body}y` })).status).toBe(303)
    }
    expect(await count()).toBe(4)
  })

  it('refuses as empty what readers would not see', async () => {
    for (const body of ['![](https://a.example/x.png)', '[](https://a.example)', '\u3164']) {
      expect((await comment(1, { ...words, body })).status, body).toBe(422)
    }
    expect(await count()).toBe(0)
  })

  it('keeps the same words said to two people, and those said again another day', async () => {
    await admin('PATCH', '/settings', { holdComments: 'none' })
    const first = await answer(await comment(1, { ...words, body: '甲说' }, 1))
    const second = await answer(await comment(1, { ...words, body: '乙说' }, 2))
    const thanks = { ...words, body: '谢谢！' }
    const ids: number[] = []
    for (const parentId of [first.id, second.id, second.id]) {
      const response = await comment(1, { ...thanks, parentId }, 3)
      expect(response.status).toBe(201)
      ids.push((await answer(response)).id)
    }
    await env.DB.prepare('UPDATE comments SET created_at = created_at - 86400000').run()
    const later = await answer(await comment(1, { ...thanks, parentId: second.id }, 3))

    expect(ids[0]).not.toBe(ids[1])
    expect(ids[2]).toBe(ids[1])
    expect(ids).not.toContain(later.id)
    expect(await count()).toBe(5)
  })

  it('lets a comment wait again that was put into the trash and is sent once more', async () => {
    await admin('PATCH', '/settings', { holdComments: 'none' })
    const first = await answer(await comment(1, words, 1))
    await admin('PATCH', `/comments/${first.id}`, { status: 'trash' })

    const again = await comment(1, words, 1)

    expect(again.status).toBe(202)
    const { items } = await (await admin('GET', '/comments')).json<{
      items: { id: number; reasons: string[] }[]
    }>()
    expect(items).toMatchObject([{ id: (await answer(again)).id, reasons: ['refused before'] }])
    expect(items[0]?.id).not.toBe(first.id)
  })

  it('knows somebody again who gives an e-mail address and no name', async () => {
    const nameless = { email: 'lin@example.com', elapsed: 9_000 }
    await approve((await answer(await comment(1, { ...nameless, body: '第一句' }))).id)

    expect((await comment(1, { ...nameless, body: '第二句' })).status).toBe(201)
  })
})

describe('a long discussion', () => {
  it('says whom an answer answers that stands on another page', async () => {
    await admin('PATCH', '/settings', { holdComments: 'none' })
    const parent = await answer(await comment(1, words, 1))
    await env.DB.prepare(
      `INSERT INTO comments (post_id, parent_id, status, name, body, html, created_at)
       SELECT 1, ?1, 'approved', 'x', 'x', '<p>x</p>', 0 FROM json_each(?2)`,
    )
      .bind(parent.id, JSON.stringify(Array.from({ length: 39 }, (_, number) => number)))
      .run()
    const sent = await comment(1, { ...words, body: '答', parentId: parent.id }, 2)

    expect(sent.headers.get('Location')).toMatch(/^\/comments\/1\/page\/2\/#/)
    expect(await (await get('/comments/1/page/2/')).text()).toContain(
      `↩ <a href="/1.html#comment-${parent.id}">林间</a>`,
    )
    expect(await (await get('/1.html')).text()).toContain(
      `↩ <a href="#comment-${parent.id}">林间</a>`,
    )
  })

  it('is told in the sidebar by what readers see of it, or by who wrote', async () => {
    await admin('PATCH', '/settings', { holdComments: 'none' })
    await comment(1, { ...words, body: '**粗** `a < b` [词](https://a.example)' }, 1)
    await comment(1, { ...words, name: '只贴代码', body: '```\nx\n```' }, 2)

    const latest = [...(await (await get('/')).text()).matchAll(/<span class="said clamp">(.*?)</g)]

    expect(latest.map(([, text]) => text)).toEqual(['只贴代码', '粗 a &lt; b 词'])
  })

  it('goes on at further pages, and no comment changes its address', async () => {
    await admin('PATCH', '/settings', { holdComments: 'none' })
    const ids: number[] = []
    for (let number = 0; number < 45; number++) {
      const parentId = number === 44 ? ids[0] : undefined
      const body = `第 ${number} 条`
      const sent = await comment(1, { ...words, body, parentId }, number)
      ids.push((await answer(sent)).id)
    }
    const first = await (await get('/1.html')).text()
    const third = await (await get('/comments/1/page/3/')).text()
    const pages = await env.DB.prepare(
      'SELECT page, count(*) AS n FROM comments GROUP BY page',
    ).all()

    expect(pages.results).toEqual([
      { page: 1, n: 21 },
      { page: 2, n: 20 },
      { page: 3, n: 4 },
    ])
    expect(first).toContain('>45 条评论</h2>')
    expect(first).toContain('href="/comments/1/page/2/"')
    expect(first).toContain(`id="comment-${ids[44]}"`)
    expect(third).toContain('第 43 条')
    expect((await get('/comments/1/page/4/')).status).toBe(404)
    expect((await get('/comments/1/')).headers.get('Location')).toBe('/1.html#comments')

    await admin('PATCH', `/comments/${ids[5]}`, { status: 'trash' })

    expect(await (await get('/1.html')).text()).not.toContain('第 5 条')
    expect(await (await get('/comments/1/page/3/')).text()).toContain('>44 条评论</h2>')
  })
})
