import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { statementObservers } from '../../src/db/meter.ts'
import { admin, get, givenPost, settle } from '../site.ts'

/**
 * Scans that are meant: small tables read whole by editors, whole lists rebuilt when the site moves
 * to another time zone, and counts on the status page.
 */
const intended: [scan: RegExp, statement: RegExp][] = [
  [/^SCAN categories/, /FROM categories ORDER BY position, id/],
  [/^SCAN \w+/, /FROM \(SELECT \* FROM categories ORDER BY id LIMIT 50\)/],
  [/^SCAN jobs/, /from "jobs"/],
  [/^SCAN outbox/, /count\(\*\).* from "outbox"/],
  [/^SCAN index_queue/, /count\(\*\) AS count FROM index_queue/],
  [/^SCAN posts/, /\(SELECT count\(\*\) FROM posts\) AS posts/],
  [/^SCAN media/, /where false/],
  [/^SCAN tokens/, /"authors"/],
  [/^SCAN d1_migrations/, /FROM d1_migrations ORDER BY id DESC LIMIT 1/],
  [/^SCAN vectors/, /INSERT INTO index_queue .* FROM vectors/s],
]

/** What a plan calls a scan without reading a table. */
const harmless =
  /VIRTUAL TABLE|CONSTANT ROW|^SCAN \(subquery|^SCAN (?:anchor|below|visible|start|reach|up|candidate|hit)\b/

async function useEverything() {
  const post = await givenPost({ title: '绿茶', markdown: '水温', tags: ['茶'], category: '生活' })
  const other = await givenPost({
    title: 'Other',
    markdown: '水温',
    publishedAt: '2026-01-01T00:00:00Z',
  })
  await settle()
  await admin('POST', '/jobs/related', { full: true })
  await settle()
  await admin('PATCH', `/posts/${post.id}`, { slug: 'renamed', title: '红茶', tags: ['x'] })
  await admin('PATCH', `/posts/${other.id}`, { status: 'draft' })
  await admin('POST', `/posts/${post.id}/revisions/1/restore`)
  await admin('DELETE', `/posts/${other.id}`)
  await admin('POST', `/posts/${other.id}/restore`)
  await admin('DELETE', `/posts/${other.id}`)
  await admin('DELETE', `/posts/${other.id}?permanent=true`)
  for (const path of [
    '',
    '?status=draft',
    '?q=绿茶',
    '?category=生活',
    '?tag=茶',
    '?externalId=x',
  ]) {
    await admin('GET', `/posts${path}`)
  }
  await admin('GET', `/posts/${post.id}/revisions`)
  for (const kind of ['categories', 'tags', 'authors']) {
    await admin('GET', `/${kind}`)
    await admin('POST', `/${kind}`, { name: 'new' })
    await admin('PATCH', `/${kind}/1`, { name: 'renamed' })
  }
  await admin('PATCH', '/categories/1', { parentId: 2 })
  await admin('PATCH', '/settings', { timeZone: 'America/New_York' })
  await admin('GET', '/status')
  await admin('GET', '/searches')
  await admin('POST', '/jobs/search', { full: true })
  await admin('POST', '/jobs/search')
  await admin('POST', '/jobs/tick')
  for (const path of [
    ...['/', '/page/2/', `/${post.id}.html`, `/${post.id}.md`, '/nothing', '/绿茶', '/healthz'],
    ...['/category/生活/', '/tag/茶/', '/author/inkstone/', '/archive/', '/archive/2026/'],
    ...['/archive/2026/11/', '/feed.xml', '/category/生活/feed.xml', '/sitemap.xml'],
    ...[
      '/search',
      '/search?q=红茶&category=生活&tag=x',
      '/api/search?q=红茶的水温&loose=1',
      '/api/search/suggest?q=红',
    ],
    ...[`/api/posts/${post.id}/related`, `/api/posts/${post.id}/live`],
  ]) {
    await get(path)
  }
  for (const kind of ['tags', 'authors', 'categories']) await admin('DELETE', `/${kind}/1`)
}

it('every statement of the site uses an index', async () => {
  const statements = new Set<string>()
  const observe = (statement: string) => statements.add(statement)
  statementObservers.add(observe)
  await useEverything()
  statementObservers.delete(observe)

  const scans: string[] = []
  for (const statement of statements) {
    expect(statement).not.toMatch(/\boffset\b/i)
    const holes = statement.match(/\?/g)?.length ?? 0
    const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${statement}`)
      .bind(...Array(holes).fill(null))
      .all<{ detail: string }>()
    // A subquery in FROM is named in the plan where it is made; reading it is no scan of a table.
    const made = results.flatMap(
      ({ detail }) => /^(?:CO-ROUTINE|MATERIALIZE) (\w+)/.exec(detail)?.[1] ?? [],
    )
    for (const { detail } of results) {
      if (!detail.startsWith('SCAN ') || harmless.test(detail)) continue
      if (made.includes(/^SCAN (\w+)/.exec(detail)?.[1] ?? '')) continue
      if (intended.some(([scan, text]) => scan.test(detail) && text.test(statement))) continue
      scans.push(`${detail}\n    ${statement.replace(/\s+/g, ' ').slice(0, 300)}`)
    }
  }
  expect(statements.size).toBeGreaterThan(60)
  expect(scans).toEqual([])
}, 30_000)
