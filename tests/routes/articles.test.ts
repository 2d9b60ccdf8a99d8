import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { admin, costOf, get, getFresh, givenPost, settle } from '../site.ts'

describe('GET /{id}.html', () => {
  it('shows every part of an article', async () => {
    await givenPost({ title: '早先的一篇', publishedAt: '2026-01-01T00:00:00Z' })
    const post = await givenPost({
      title: '标题',
      markdown: '## 一\n\n正文\n\n## 二\n\n正文\n\n## 三\n\n```ts\nconst a = 1\n```',
      category: '随笔',
      tags: ['茶', 'SQLite'],
    })
    await settle()

    const html = await (await get(`/${post.id}.html`)).text()

    expect(html).toMatch(/^<!doctype html>/)
    expect(html).toContain(`<article data-post-id="${post.id}"`)
    for (const part of [
      '<nav class="crumbs" aria-label="当前位置">',
      '<time datetime="',
      'data-views',
      'data-qr="true"><svg',
      'data-permalink',
      'data-share',
      'class="toc"',
      'class="h-keyword"',
      'rel="prev"',
      '"@type":"BreadcrumbList"',
      '"@type":"BlogPosting"',
    ]) {
      expect(html).toContain(part)
    }
    expect(html).toMatch(/<section id="related"[^>]*>.*<li.*早先的一篇/s)
  })

  it('is readable in the next request, and stands on the home page and in the feed', async () => {
    await get('/')
    await get('/feed.xml')
    await get('/1.html')

    const post = await givenPost({ title: 'Fresh off the press' })

    expect((await get(`/${post.id}.html`)).status).toBe(200)
    expect(await (await get('/')).text()).toContain('Fresh off the press')
    expect(await (await get('/feed.xml')).text()).toContain('Fresh off the press')
  })

  it('costs no query from the edge, one from KV, two when cold', async () => {
    const post = await givenPost({ tags: ['a', 'b'], category: 'c' })
    const path = `/${post.id}.html`

    const fromKv = await get(path)
    const fromEdge = await get(path)
    const cold = await getFresh(path)

    expect(fromKv.headers.get('X-Inkstone-Cache')).toBe('kv')
    expect(costOf(fromKv)).toEqual({ statements: 1, roundTrips: 1, rows: 2 })
    expect(fromEdge.headers.get('X-Inkstone-Cache')).toBe('edge')
    expect(costOf(fromEdge).statements).toBe(0)
    expect(cold.headers.get('X-Inkstone-Cache')).toBe('bypass')
    expect(costOf(cold).roundTrips).toBe(2)
    expect(costOf(cold).rows).toBeLessThanOrEqual(60)
    expect(await fromKv.text()).toBe(await cold.text())
  })

  it('redirects every other form of its address, old slugs included', async () => {
    const post = await givenPost({ slug: 'first-name' })
    await admin('PATCH', `/posts/${post.id}`, { slug: 'second-name' })

    for (const path of [
      `/${post.id}`,
      '/first-name',
      '/second-name.html',
      '/2026/01/second-name/',
    ]) {
      const response = await get(path)
      expect(response.status, path).toBe(301)
      expect(response.headers.get('Location'), path).toBe(`/${post.id}.html`)
    }
  })

  it('follows a changed permalink pattern', async () => {
    const post = await givenPost({ slug: '你好', publishedAt: '2026-03-04T20:00:00Z' })
    await get(`/${post.id}.html`)
    await admin('PATCH', '/settings', { permalink: '/{year}/{month}/{slug}/' })

    const old = await get(`/${post.id}.html`)

    expect(old.status).toBe(301)
    expect(old.headers.get('Location')).toBe(`/2026/03/${encodeURIComponent('你好')}/`)
    expect((await get('/2026/03/你好/')).status).toBe(200)
  })

  it('answers 404 for drafts and for posts still to come', async () => {
    const draft = await givenPost({ status: 'draft' })
    const future = await givenPost({ publishedAt: '2999-01-01T00:00:00Z' })

    expect(future.status).toBe('scheduled')
    expect((await get(`/${draft.id}.html`)).status).toBe(404)
    expect((await get(`/${future.id}.html`)).status).toBe(404)
    expect(await (await get('/')).text()).not.toContain('A post</a>')
  })

  it('answers 304 to a reader whose copy is still good', async () => {
    const post = await givenPost()
    const first = await get(`/${post.id}.html`)

    const second = await get(`/${post.id}.html`, {
      'If-None-Match': first.headers.get('ETag') ?? '',
    })

    expect(second.status).toBe(304)
    expect(await second.text()).toBe('')
  })

  it('runs no script of an editor', async () => {
    const post = await givenPost({
      title: '<script>alert(1)</script>',
      markdown: '<img src=x onerror=alert(1)> [x](javascript:alert(1)) <script>alert(1)</script>',
    })

    const html = await (await get(`/${post.id}.html`)).text()

    expect(html).not.toContain('<script>alert')
    expect(html).not.toContain('onerror')
    expect(html).not.toContain('javascript:')
  })
})

describe('an old address', () => {
  it('leads to its post, whatever posts that nobody sees are called', async () => {
    const post = await givenPost({ slug: 'hello-world' })
    await admin('PATCH', `/posts/${post.id}`, { slug: 'hi-world' })
    const other = await givenPost({ title: 'Hello World', status: 'draft' })
    const draft = await givenPost({ slug: 'hello-world', status: 'draft' })

    expect(other.slug).toBe('hello-world-2')
    for (const slug of ['hello-world', 'elsewhere', 'hello-world', 'nowhere']) {
      await admin('PATCH', `/posts/${draft.id}`, { slug })
      const fresh = await get('/hello-world', { 'Cache-Control': 'no-cache' })
      expect([fresh.status, fresh.headers.get('Location')]).toEqual([301, `/${post.id}.html`])
    }
  })

  it('leads to its post until one that is scheduled there appears', async () => {
    const post = await givenPost({ slug: 'hello-world' })
    await admin('PATCH', `/posts/${post.id}`, { slug: 'hi-world' })
    const due = Date.now() + 600_000
    const publishedAt = new Date(due).toISOString()
    await givenPost({ slug: 'hello-world', status: 'published', publishedAt })

    const response = await get('/hello-world')
    expect(response.status).toBe(301)
    const age = /max-age=(\d+)/.exec(response.headers.get('Cloudflare-CDN-Cache-Control') ?? '')
    expect(Number(age?.[1])).toBeLessThanOrEqual(600)
  })
})

it('reads a number as the slug where the permalink ends with it', async () => {
  await admin('PATCH', '/settings', { permalink: '/{slug}/' })
  await givenPost({ id: 3, slug: 'third' })
  const { id } = await givenPost({ slug: 'other' })
  await env.DB.prepare("UPDATE posts SET slug = '3' WHERE id = ?").bind(id).run()

  expect((await get('/3/')).status).toBe(200)
  await admin('PATCH', '/settings', { permalink: '/{slug}/{id}.html' })
  expect((await get('/third/3.html')).status).toBe(200)
})
