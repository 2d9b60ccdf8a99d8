import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { statementObservers } from '../../src/db/meter.ts'
import { comment } from '../comments.ts'
import { admin, get, givenPost, settle } from '../site.ts'

/**
 * Scans that are meant: small tables read whole by editors, whole lists rebuilt when the site moves
 * to another time zone, the whole index made anew, counts on the status page, and the search for the
 * last term with posts, which ends at the first it finds.
 */
const intended: [scan: RegExp, statement: RegExp][] = [
  [/^SCAN categories/, /FROM categories ORDER BY position, id/],
  [/^SCAN \w+/, /FROM \(SELECT \* FROM categories ORDER BY id LIMIT 50\)/],
  [/^SCAN (?:categories|tags|authors)$/, /AS lists,\s+max\(.* ORDER BY id DESC LIMIT 1\)/s],
  [/^SCAN jobs/, /from "jobs"/],
  [/^SCAN outbox/, /count\(\*\).* from "outbox"/],
  [/^SCAN (?:index_queue|vectors)/, /\(SELECT count\(\*\) FROM index_queue\)/],
  [/^SCAN posts/, /\(SELECT count\(\*\) FROM posts\) AS posts/],
  [/^SCAN d1_migrations/, /FROM d1_migrations ORDER BY id DESC LIMIT 1/],
  [/^SCAN post_views USING INDEX post_views_uncounted/, /views > counted LIMIT/],
  [/^SCAN links USING INDEX links_position/, /limit/],
  [/^SCAN p\b/, /FROM accounts p JOIN authors a/],
  [/^SCAN accounts/, /"accounts"/],
  [/^SCAN p\b/, /instr\(r\.snapshot/],
  [/^SCAN t$/, /FROM tokens t /],
  [/^SCAN tokens/, /"authors"|INTO authors|"tokens"/],
  [/^SCAN daily_views/, /GROUP BY post_id/],
  [/^SCAN audit/, /FROM audit/],
  [/^SCAN vectors/, /DELETE FROM vectors WHERE post_id NOT IN/],
  [/^SCAN vectors USING COVERING INDEX vectors_edited/, /WHERE counted = 2/],
  [/^SCAN vectors/, /SET counted = 0 WHERE counted <> 0/],
]

/** What a plan calls a scan without reading a table. */
const harmless =
  /VIRTUAL TABLE|CONSTANT ROW|^SCAN \(subquery|^SCAN (?:anchor|below|visible|start|reach|up|candidate|hit)\b/

async function useDesk(post: number) {
  const made = await (await admin('POST', '/people', { name: '新人', role: 'editor' })).json<{
    id: number
  }>()
  await admin('PATCH', `/people/${made.id}`, { email: 'new@example.com', suspended: true })
  await admin('GET', '/people')
  const token = await (await admin('POST', '/tokens', { name: 'x', scopes: ['read'] })).json<{
    id: number
    token: string
  }>()
  await get('/api/admin/posts?q=x', { Authorization: `Bearer ${token.token}` })
  await get('/admin/posts', { Cookie: '__Host-inkstone-session=x' })
  await admin('GET', '/tokens')
  await admin('DELETE', `/tokens/${token.id}`)
  for (const proof of [{ token: 'test-token' }, { code: 'x' }]) {
    await admin('POST', '/session', proof)
  }
  const draft = await (await admin('POST', '/drafts', { postId: post, fields: {} })).json<{
    id: number
  }>()
  await admin('PATCH', `/drafts/${draft.id}`, { version: 1, baseRevision: 1, fields: {} })
  await admin('DELETE', `/drafts/${draft.id}`)
  await admin('POST', '/preview', { id: post, markdown: 'x' })
  await admin('POST', '/redirects', { path: '/x', target: '/' })
  await admin('PATCH', '/redirects/1', { target: '/archive/' })
  await admin('DELETE', '/redirects/1')
  for (const path of [
    ...['/drafts', '/audit', '/sessions', '/passkeys', '/statistics', '/redirects', '/media?q=x'],
    ...['/media/x.png', `/posts/${post}/related`, `/posts/${post}/edge`, '/slugs/x'],
  ]) {
    await admin('GET', path)
  }
}

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
  await useDesk(post.id)
  await admin('GET', '/status')
  await admin('GET', '/searches')
  await admin('POST', '/jobs/search', { full: true })
  await admin('POST', '/jobs/search')
  await admin('POST', '/jobs/tick')
  const { id } = await (await comment(post.id, { name: '甲', body: '好' })).json<{ id: number }>()
  await admin('PATCH', `/comments/${id}`, { status: 'approved' })
  await comment(post.id, { name: '甲', body: '又来', parentId: id })
  await admin('GET', '/comments?status=pending')
  await admin('POST', '/links', { title: '友', url: 'https://friend.example' })
  await admin('GET', '/links')
  await admin('PATCH', '/links/1', { title: '朋友' })
  await env.DB.exec(`INSERT INTO post_views (post_id, views) VALUES (${post.id}, 5)`)
  await env.DB.exec('UPDATE comments SET created_at = 0')
  await admin('POST', '/jobs/tick')
  await admin('PATCH', '/settings', { indexProfile: 'paid' })
  await givenPost({ title: '绿茶与红茶', markdown: '水温' })
  await givenPost({ title: '红茶', markdown: '水温' })
  await env.DB.exec(`UPDATE jobs SET cursor = '1' WHERE name = 'related'; DELETE FROM related`)
  await admin('POST', '/jobs/tick?hourly=true')
  for (const path of [
    ...[`/comments/${post.id}/page/2/`, `/comments/${post.id}/reply/${id}/`, '/llms.txt'],
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
    ...['/search?q=水温', '/api/search?q=水温&category=生活&tag=茶', '/api/search/suggest?q=红'],
  ]) {
    await get(path)
  }
  await admin('DELETE', `/comments/${id}`)
  await admin('DELETE', '/links/1')
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
