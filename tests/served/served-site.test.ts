import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { smokeTest } from '../../scripts/deploy/smoke-test.ts'
import { type ServedSite, startSite } from './start-site.ts'

interface Post {
  id: number
  url: string
  status: string
  revision: number
}

let site: ServedSite

beforeAll(async () => {
  site = await startSite()
})

afterAll(async () => {
  await site?.stop()
})

async function post(fields: Record<string, unknown>): Promise<Post> {
  const response = await site.admin('POST', '/posts', { status: 'published', ...fields })
  expect(response.status).toBe(201)
  return (await response.json()) as Post
}

const text = async (path: string, init?: RequestInit) =>
  (await fetch(site.origin + path, init)).text()

describe('a served site', () => {
  it('shows a post in the very next request: its page, the home page, the feed', async () => {
    for (const path of ['/', '/feed.xml', '/1.html', '/sitemap.xml']) await text(path)

    const { url } = await post({ title: '第一篇', markdown: '正文在此。' })

    expect(await (await fetch(url)).text()).toContain('正文在此')
    expect(await text('/')).toContain('第一篇')
    expect(await text('/feed.xml')).toContain('正文在此')
    expect(await text('/sitemap.xml')).toContain(url)
  })

  it('counts a view of a site where nobody asks for anything after it', async () => {
    const { id } = await post({ title: 'Quiet', markdown: 'x' })
    const at = `${site.origin}/api/posts/${id}`
    const headers = { 'User-Agent': 'Mozilla/5.0', 'Cache-Control': 'no-cache' }
    expect((await fetch(`${at}/view`, { method: 'POST', headers })).status).toBe(204)

    // The platform drops an idle object from memory after ten.
    await new Promise((resolve) => setTimeout(resolve, 14_000))

    expect(await (await fetch(`${at}/live`, { headers })).json()).toMatchObject({ views: 1 })
  })

  it('answers HEAD, conditional requests and unknown addresses as HTTP has it', async () => {
    const { url } = await post({ title: 'Headers', markdown: 'x' })
    const got = await fetch(url)
    const head = await fetch(url, { method: 'HEAD' })
    const again = await fetch(url, { headers: { 'If-None-Match': got.headers.get('ETag') ?? '' } })

    expect(head.status).toBe(200)
    expect(await head.text()).toBe('')
    expect(head.headers.get('ETag')).toBe(got.headers.get('ETag'))
    expect(again.status).toBe(304)
    expect(got.headers.get('Cache-Control')).toBe('public, max-age=0')
    expect(got.headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(got.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
    expect((await fetch(`${site.origin}/no-such-thing`)).status).toBe(404)
    expect((await fetch(`${site.origin}/api/admin/posts`)).status).toBe(401)
  })

  it('brings a scheduled post live through the scheduled handler', async () => {
    const due = Date.now() + 1_500
    const { id, status, url } = await post({
      title: 'On time',
      markdown: 'x',
      publishedAt: new Date(due).toISOString(),
    })
    expect(status).toBe('scheduled')
    expect((await fetch(url)).status).toBe(404)
    await new Promise((resolve) => setTimeout(resolve, due - Date.now() + 100))

    expect((await fetch(url)).status).toBe(200)
    expect((await fetch(`${site.origin}/cdn-cgi/handler/scheduled`)).status).toBe(200)
    const row = (await (await site.admin('GET', `/posts/${id}`)).json()) as Post
    expect(row.status).toBe('published')
    const { overduePosts, jobs } = (await (await site.admin('GET', '/status')).json()) as {
      overduePosts: number
      jobs: { name: string; outcome: string }[]
    }
    expect(overduePosts).toBe(0)
    expect(jobs.map((job) => job.outcome)).not.toContain('failed')
  })

  it('takes a folder of Markdown, and the same folder again without doubling it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'posts-'))
    writeFileSync(
      join(folder, 'a.md'),
      '---\ntitle: 茶\ndate: 2025-03-01\ntags: [茶]\n---\n水温。\n',
    )
    writeFileSync(join(folder, 'b.md'), '+++\ntitle = "Tea"\n+++\nWater.\n')
    const run = () =>
      spawnSync(process.execPath, ['scripts/import.ts', folder, '--url', site.origin], {
        cwd: new URL('../../', import.meta.url),
        encoding: 'utf8',
      })

    const [first, second] = [run(), run()]

    expect([first.status, second.status]).toEqual([0, 0])
    expect(first.stdout).toContain('created 2')
    expect(second.stdout).toContain('unchanged 2')
  })
})

describe('the smoke test', () => {
  it('sees the served site miss, hit, and miss again once purged', async () => {
    const { ok, lines } = await smokeTest(site.origin, site.token, 10)

    expect(lines.filter((line) => line.startsWith('FAIL'))).toEqual([])
    expect(lines).toHaveLength(5)
    expect(ok).toBe(true)
  })
})

describe('a site that is killed in the middle of writing', () => {
  it('has every post it acknowledged, whole, when it is started again', async () => {
    const first = await startSite()
    const acknowledged: number[] = []
    const writers = Array.from({ length: 6 }, async (_, writer) => {
      for (let number = 0; ; number++) {
        const body = { title: `${writer}-${number}`, markdown: 'text', status: 'published' }
        const response = await first.admin('POST', '/posts', body).catch(() => undefined)
        const created = (await response?.json().catch(() => undefined)) as Post | undefined
        if (!created?.id) return
        acknowledged.push(created.id)
      }
    })
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    await first.kill()
    await Promise.all(writers)
    expect(acknowledged.length).toBeGreaterThan(5)

    const second = await startSite({ state: first.state })
    for (const id of acknowledged) {
      const response = await fetch(`${second.origin}/${id}.html`)
      expect(response.status, `post ${id}`).toBe(200)
      const revisions = await second.admin('GET', `/posts/${id}/revisions`)
      expect(((await revisions.json()) as { items: unknown[] }).items).toHaveLength(1)
    }
    const purges = await second.admin('POST', '/jobs/tick')
    expect(purges.status).toBe(200)
    await second.stop()
  })
})
