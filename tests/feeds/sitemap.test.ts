import { env } from 'cloudflare:workers'
import { XMLValidator } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import { admin, get, givenPost } from '../site.ts'

const at = 'https://blog.example'

/** The addresses a map names, with the time each changed last. */
async function mapOf(path: string): Promise<Map<string, string>> {
  const response = await get(path)
  const text = await response.text()
  expect(response.status).toBe(200)
  expect(XMLValidator.validate(text)).toBe(true)
  const entries = text.matchAll(/<loc>([^<]*)<\/loc>(?:<lastmod>([^<]*)<\/lastmod>)?/g)
  return new Map(
    [...entries].map(([, loc = '', changed = '']) => [decodeURI(loc.slice(at.length)), changed]),
  )
}

async function givenSite() {
  await admin('PATCH', '/settings', { timeZone: 'UTC' })
  await givenPost({
    category: '随笔',
    tags: ['茶'],
    author: 'Ann',
    cover: '/media/cover.png',
    publishedAt: '2025-12-31T03:04:05Z',
    updatedAt: '2026-03-01T00:00:00Z',
  })
  await givenPost({ tags: ['茶'], author: 'Ann', publishedAt: '2026-02-03T00:00:00Z' })
}

describe('GET /sitemap.xml', () => {
  it('names every page that readers are to find, and when it changed last', async () => {
    await givenSite()

    expect(Object.fromEntries(await mapOf('/sitemap.xml'))).toEqual({
      '/': '2026-02-03T00:00:00.000Z',
      '/archive/': '2026-02-03T00:00:00.000Z',
      '/archive/2025/': '2025-12-31T03:04:05.000Z',
      '/archive/2025/12/': '2025-12-31T03:04:05.000Z',
      '/archive/2026/': '2026-02-03T00:00:00.000Z',
      '/archive/2026/02/': '2026-02-03T00:00:00.000Z',
      '/category/随笔/': '2025-12-31T03:04:05.000Z',
      '/tag/茶/': '2026-02-03T00:00:00.000Z',
      '/author/ann/': '2026-02-03T00:00:00.000Z',
      '/1.html': '2026-03-01T00:00:00.000Z',
      '/2.html': expect.stringMatching(/^20/),
    })
    for (const path of (await mapOf('/sitemap.xml')).keys()) {
      expect((await get(path)).status, path).toBe(200)
    }
  })

  it('names the picture of a post', async () => {
    await givenSite()

    expect(await (await get('/sitemap.xml')).text()).toContain(
      `<image:loc>${at}/media/cover.png</image:loc>`,
    )
  })

  it('names nothing that is not there: no posts, or only posts to come', async () => {
    expect([...(await mapOf('/sitemap.xml')).keys()]).toEqual(['/', '/archive/'])

    await givenPost({ tags: ['x'], publishedAt: '2999-01-01T00:00:00Z' })

    expect([...(await mapOf('/sitemap.xml')).keys()]).toEqual(['/', '/archive/'])
  })

  it('has parts where there are more than a thousand tags, and drops none', async () => {
    await givenSite()
    await env.DB.batch([
      env.DB.prepare(`WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 2100)
        INSERT INTO tags (id, slug, name) SELECT i, 't' || i, 'T' || i FROM n`),
      env.DB.prepare(`INSERT INTO list_posts (list, live_at, post_id)
        SELECT 't' || id, 0, 1 FROM tags WHERE id > 1 AND id < 2050`),
    ])
    // As a write would.
    await admin('POST', '/cache/purge', {})

    const parts = [...(await mapOf('/sitemap.xml')).keys()]

    expect(parts).toEqual(['/sitemap-1.xml', '/sitemap-2.xml', '/sitemap-3.xml'])
    const named = await Promise.all(parts.map(mapOf))
    const all = named.flatMap((part) => [...part.keys()])
    expect(new Set(all).size).toBe(all.length)
    expect(all.filter((path) => path.startsWith('/tag/'))).toHaveLength(2_049)
    expect(named[0]?.has('/1.html')).toBe(true)
    expect((await get('/sitemap-4.xml')).status).toBe(404)
  })
})
