import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { proseOfHtml, renderMarkdown } from '../../src/content/render.ts'
import { admin, get, givenPost } from '../site.ts'

interface Report {
  processed: number
  removed: number
  remaining: number
}

async function step(full = false): Promise<Report> {
  const response = await admin('POST', '/jobs/search', { full })
  expect(response.status).toBe(200)
  return response.json()
}

async function runToEnd(full = false): Promise<Report[]> {
  const reports = [await step(full)]
  while (reports.at(-1)?.remaining !== 0) {
    if (reports.length > 50) throw new Error('The job does not come to an end')
    reports.push(await step())
  }
  return reports
}

async function idsOf(query: string): Promise<number[]> {
  const response = await get(`/api/search?q=${encodeURIComponent(query)}&limit=50`)
  const { results } = await response.json<{ results: { id: number }[] }>()
  return results.map(({ id }) => id).sort((a, b) => a - b)
}

/** Every row of the index and of what is beside it, for comparing. */
async function everything() {
  const [terms, keys, texts] = await env.DB.batch([
    env.DB.prepare('SELECT term, doc, cnt FROM search_terms ORDER BY term'),
    env.DB.prepare('SELECT key, kind, ref_id FROM suggestions ORDER BY kind, ref_id, key'),
    env.DB.prepare('SELECT post_id, text FROM post_bodies ORDER BY post_id'),
  ])
  return JSON.stringify([terms?.results, keys?.results, texts?.results])
}

async function givenPosts(count: number) {
  for (let number = 1; number <= count; number++) {
    await givenPost({
      title: `绿茶 ${number}`,
      markdown: `水温 \`code\`[^1]\n\n[^1]: 注 ${number}`,
    })
  }
}

afterEach(() => {
  vi.useRealTimers()
})

describe('the search job', () => {
  it('makes from the posts the index that saving made', async () => {
    await givenPosts(3)
    await runToEnd()
    const saved = await everything()
    await env.DB.batch([
      env.DB.prepare('DELETE FROM search'),
      env.DB.prepare('DELETE FROM suggestions'),
      env.DB.prepare('UPDATE post_bodies SET text = NULL'),
    ])
    expect(await idsOf('水温')).toEqual([])

    await runToEnd(true)

    expect(await everything()).toBe(saved)
    expect(await idsOf('水温')).toEqual([1, 2, 3])
  })

  it('goes on where it was cut off, in bounded steps, while search keeps answering', async () => {
    await givenPosts(30)
    await runToEnd()

    const first = await step(true)
    expect(first.processed).toBe(25)
    expect(first.remaining).toBeGreaterThan(0)
    expect(await idsOf('水温')).toHaveLength(30)

    expect(await runToEnd()).toEqual([{ processed: 5, removed: 0, remaining: 0 }])
    expect((await runToEnd()).at(-1)).toEqual({ processed: 0, removed: 0, remaining: 0 })
  })

  it('reads every post anew when the index has an older form', async () => {
    await givenPosts(2)
    await runToEnd()
    await env.DB.batch([
      env.DB.prepare(
        `UPDATE jobs SET cursor = json_set(cursor, '$.version', '1.0') WHERE name = 'search'`,
      ),
      env.DB.prepare(`DELETE FROM search`),
      env.DB.prepare(`INSERT INTO search (rowid, title, body) VALUES (1, 'x', 'old form')`),
    ])

    await runToEnd()

    expect(await idsOf('水温')).toEqual([1, 2])
    expect(await idsOf('"old form"')).toEqual([])
  })

  it('finds once a day what is missing and what is too much', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    await givenPosts(3)
    await givenPost({ title: 'draft', markdown: '秘密', status: 'draft' })
    await runToEnd()
    await env.DB.batch([
      env.DB.prepare('DELETE FROM search WHERE rowid = 2'),
      env.DB.prepare(
        `INSERT INTO search (rowid, title, body) VALUES (4, 'x', 'x'), (99, 'x', 'x')`,
      ),
    ])
    expect((await runToEnd()).at(-1)).toEqual({ processed: 0, removed: 0, remaining: 0 })

    vi.setSystemTime(Date.now() + 25 * 3_600_000)

    expect(await runToEnd()).toEqual([{ processed: 1, removed: 2, remaining: 0 }])
    expect(await idsOf('水温')).toEqual([1, 2, 3])
    const { results } = await env.DB.prepare('SELECT rowid FROM search').all()
    expect(results).toHaveLength(3)
  })

  it('is part of what the scheduled handler runs', async () => {
    await givenPost({ title: '绿茶' })
    await env.DB.prepare('DELETE FROM search').run()

    const reports = await (await admin('POST', '/jobs/tick')).json<{ search: Report }>()

    expect(reports.search.processed).toBeGreaterThan(0)
    expect(await idsOf('绿茶')).toEqual([1])
  })
})

describe('proseOfHtml()', () => {
  it('reads from the stored page what saving took from the text', () => {
    const markdown =
      '# T\n\n## 标题\n\n正文[^1] `code` [链接](https://x.example)\n\n```js\nlet a = 1\n```\n\n[^1]: 注\n\n| a | b |\n| - | - |\n| 1 | 2 |'
    const { html, text } = renderMarkdown(markdown, {
      url: 'https://blog.example/1.html',
      words: { footnotes: '脚注', backToReference: '返回 {0}' },
      sizes: new Map(),
    })

    expect(text).toContain('正文')
    expect(text).not.toContain('let a')
    expect(proseOfHtml(html)).toBe(text)
  })
})
