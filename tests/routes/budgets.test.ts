import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { givenManyPosts } from '../many-posts.ts'
import { costOf, emptyDatabase, getFresh } from '../site.ts'

/** Most statements and rows that a cold page of each kind may take, whatever the size of the site. */
const budgets: [path: string, statements: number, rows: number][] = [
  ['/50.html', 2, 60],
  ['/50.md', 2, 5],
  ['/', 4, 400],
  ['/page/2/', 4, 400],
  ['/page/{last}/', 4, 400],
  ['/category/c3/', 5, 400],
  ['/tag/t3/', 5, 400],
  ['/author/inkstone/', 5, 400],
  ['/author/inkstone/page/{last}/', 5, 400],
  ['/archive/', 2, 1_000],
  ['/archive/1990/', 2, 60],
  ['/archive/1990/01/', 4, 400],
  ['/feed.xml', 2, 200],
  ['/category/c3/feed.xml', 3, 200],
  ['/sitemap.xml', 3, 3_000],
  ['/sitemap-1.xml', 3, 4_000],
  ['/robots.txt', 1, 1],
  ['/nothing-here', 3, 20],
  ['/category/nothing-here/', 4, 20],
  ['/50', 1, 2],
  ['/api/posts/50/related', 2, 60],
  ['/api/posts/50/live', 1, 3],
]

async function costsAt(size: number): Promise<Map<string, number>> {
  await emptyDatabase()
  await givenManyPosts(size)
  const rows = new Map<string, number>()
  for (const [pattern, statements, most] of budgets) {
    const path = pattern.replace('{last}', String(size / 10))
    const cost = costOf(await getFresh(path))
    expect(cost.statements, `${path}: statements`).toBeLessThanOrEqual(statements)
    expect(cost.roundTrips, `${path}: round trips`).toBeLessThanOrEqual(2)
    expect(cost.rows, `${path}: rows`).toBeLessThanOrEqual(most)
    rows.set(pattern, cost.rows)
  }
  return rows
}

describe('a cold page', () => {
  it('keeps its budget at a hundred posts and at twenty thousand, page 2,000 included', async () => {
    const small = await costsAt(100)
    const large = await costsAt(20_000)

    // Up to two gaps between rank anchors (48 rows each), read twice.
    const gaps = 200
    const growing = new Set([
      '/archive/',
      '/sitemap.xml',
      '/sitemap-1.xml',
      '/category/c3/feed.xml',
    ])
    for (const [path, rows] of large) {
      if (growing.has(path)) continue
      expect(rows - (small.get(path) ?? 0), path).toBeLessThanOrEqual(gaps)
    }
    const deep = (large.get('/page/{last}/') ?? 0) - (large.get('/page/2/') ?? 0)
    expect(Math.abs(deep)).toBeLessThanOrEqual(gaps)
  }, 60_000)

  it('of an article with all it can show reads at most sixty rows', async () => {
    await givenManyPosts(100)
    await env.DB.batch([
      env.DB.prepare(`UPDATE categories SET parent_id = 2 WHERE id = 1`),
      env.DB.prepare(`INSERT INTO post_tags SELECT 50, value, value FROM json_each('[1,2,3,4]')`),
      env.DB.prepare(`INSERT INTO comments (post_id, status, name, body, html, created_at)
        SELECT 50, 'approved', 'Guest', 'x', '<p>x</p>', value
        FROM json_each('[1,2,3,4,5,6,7,8,9,10]')`),
    ])

    const response = await getFresh('/50.html')

    expect(costOf(response)).toEqual({ statements: 2, roundTrips: 2, rows: expect.any(Number) })
    expect(costOf(response).rows).toBeLessThanOrEqual(60)
    const html = await response.text()
    expect(html.match(/<li id="comment-/g)).toHaveLength(10)
    expect(/<section id="related".*?<\/section>/s.exec(html)?.[0].match(/<li/g)).toHaveLength(6)
  })
})
