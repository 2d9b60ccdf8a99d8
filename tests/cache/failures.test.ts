import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { localEdge } from '../../src/cache/choose.ts'
import worker from '../../src/index.ts'
import { FakeKv } from '../fakes/kv.ts'
import { givenPost, origin, settle } from '../site.ts'

const quota = 'D1_ERROR: Your account has exceeded D1 free tier daily row read limit'
const lost = 'D1_ERROR: Network connection lost.'

/** The real database, but for calls that `fails` picks. */
function database(message: string, fails: (statement: string) => boolean, after = false) {
  const texts = new WeakMap<D1PreparedStatement, string>()
  const watch = (statement: D1PreparedStatement, text: string): D1PreparedStatement => {
    texts.set(statement, text)
    const { bind, all } = statement
    return Object.assign(statement, {
      bind: (...values: unknown[]) => watch(bind.apply(statement, values), text),
      all: async () => {
        if (fails(text)) throw new Error(message)
        return all.apply(statement)
      },
    })
  }
  return {
    prepare: (text: string) => watch(env.DB.prepare(text), text),
    async batch(statements: D1PreparedStatement[]) {
      const failing = statements.some((statement) => fails(texts.get(statement) ?? ''))
      if (failing && !after) throw new Error(message)
      const results = await env.DB.batch(statements)
      if (failing) throw new Error(message)
      return results
    },
  } as unknown as D1Database
}

const down = (message = quota) => database(message, () => true)

async function ask(path: string, bindings: object = {}, init: RequestInit = {}) {
  const ctx = { waitUntil: () => {}, passThroughOnException: () => {} }
  const request = new Request(origin + path, init)
  return worker.fetch(request, { ...env, ...bindings } as Env, ctx as unknown as ExecutionContext)
}

function write(body: unknown, bindings: object) {
  return ask('/api/admin/posts', bindings, {
    method: 'POST',
    headers: { Authorization: 'Bearer test-token', 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
}

async function detailOf(response: Response): Promise<string> {
  expect(response.headers.get('Content-Type')).toBe('application/problem+json')
  return (await response.json<{ detail: string }>()).detail
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
  vi.spyOn(console, 'error').mockImplementation(() => {})
  vi.spyOn(console, 'warn').mockImplementation(() => {})
})

afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

describe('with the database down', () => {
  it('readers keep getting what is stored, also when it has expired', async () => {
    await givenPost({ title: 'Still here' })
    for (const path of ['/', '/1.html', '/feed.xml']) await ask(path)

    vi.setSystemTime(Date.now() + 2 * 24 * 3600_000)

    for (const path of ['/', '/1.html', '/feed.xml']) {
      const response = await ask(path, { DB: down() })
      expect(response.status, path).toBe(200)
      expect(await response.text(), path).toContain('Still here')
    }
  })

  it('readers of what is not stored get a plain page that says to come back', async () => {
    const response = await ask('/1.html', { DB: down() })

    expect(response.status).toBe(503)
    expect(response.headers.get('Retry-After')).toBe('60')
    expect(response.headers.get('Cache-Control')).toBe('private, no-store')
    expect(await response.text()).toMatch(/<h1>.+<\/h1>/)
    expect((await ask('/healthz', { DB: down() })).status).toBe(503)
  })

  it('readers get it in the language that the site was last seen to have', async () => {
    await ask(
      '/api/admin/settings',
      {},
      {
        method: 'PATCH',
        headers: { Authorization: 'Bearer test-token', 'Content-Type': 'application/json' },
        body: JSON.stringify({ language: 'en' }),
      },
    )
    await ask('/')

    expect(await (await ask('/2.html', { DB: down() })).text()).toContain('<html lang="en">')
  })

  it('editors are told that nothing was saved', async () => {
    const response = await write({ title: 'x', markdown: 'y' }, { DB: down() })

    expect(response.status).toBe(503)
    expect(await detailOf(response)).toContain('Nothing was saved')
    const { results } = await env.DB.prepare('SELECT id FROM posts').all()
    expect(results).toEqual([])
  })

  it('editors are told that it was saved when only the answer could not be read', async () => {
    let saved = false
    const DB = database(lost, (text) => {
      if (/insert into "posts"/i.test(text)) saved = true
      return saved && /p\.status_before_trash/.test(text)
    })
    const response = await write({ title: 'x', markdown: 'y', status: 'published' }, { DB })

    expect(response.status).toBe(503)
    expect(await detailOf(response)).toContain('Post 1 was saved as revision 1')
    expect((await ask('/1.html')).status).toBe(200)
  })

  it('editors are told to look when nobody can tell whether it was saved', async () => {
    const DB = database(lost, (text) => /insert into "posts"/i.test(text), true)
    const response = await write({ title: 'x', markdown: 'y' }, { DB })

    expect(response.status).toBe(503)
    expect(await detailOf(response)).toContain('nobody can tell whether it did')
  })
})

describe('a comment without script', () => {
  const init = {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ name: '林间', body: '写了很久的一段话。', parentId: '7' }),
  }

  it('comes back with its words when the database is down, and once sent again is one', async () => {
    await givenPost()
    const whole = await ask('/api/posts/1/comments', { DB: down() }, init)
    const lostInserts = database(lost, (text) => /insert into "comments"/i.test(text), true)
    const again = { ...init, body: new URLSearchParams({ body: '写了很久的一段话。' }) }
    const unsure = await ask('/api/posts/1/comments', { DB: lostInserts }, again)
    const sent = await ask('/api/posts/1/comments', {}, again)

    expect([whole.status, unsure.status, sent.status]).toEqual([503, 503, 303])
    expect(whole.headers.get('Content-Type')).toContain('text/html')
    expect(whole.headers.get('Retry-After')).toBe('60')
    const page = await whole.text()
    expect(page).toContain('写了很久的一段话。</textarea>')
    expect(page).toContain('评论没有发送成功')
    expect(page).toContain('name="parentId" value="7"')
    expect((await env.DB.prepare('SELECT id FROM comments').all()).results).toHaveLength(1)
  })
})

describe('with something else down', () => {
  it('KV makes pages slower, not wrong', async () => {
    await givenPost({ title: 'Warm' })
    await settle()
    localEdge.clear()
    const kv = new FakeKv(Date.now)
    kv.down = true

    const response = await ask('/1.html', { PAGES: kv.namespace })

    expect(response.status).toBe(200)
    expect(response.headers.get('X-Inkstone-Cache')).toBe('miss')
    const saved = await write(
      { title: 'x', markdown: 'y', status: 'published' },
      { PAGES: kv.namespace },
    )
    expect(saved.status).toBe(201)
  })

  it('the edge cache makes pages slower, not wrong', async () => {
    await givenPost()
    for (const method of ['match', 'store'] as const) {
      vi.spyOn(localEdge, method).mockRejectedValue(new Error('The cache is broken'))
    }

    const response = await ask('/1.html')

    expect(response.status).toBe(200)
    expect(response.headers.get('ETag')).toMatch(/^".+"$/)
  })

  it('the view counter costs the counts that have not been stored yet, and nothing else', async () => {
    await givenPost()
    const VIEWS = {
      idFromName: () => 'id',
      get: () => {
        throw new Error('The object is overloaded')
      },
    }
    const live = await ask('/api/posts/1/live', { VIEWS })
    expect(live.status).toBe(200)
    const beacon = await ask('/api/posts/1/view', { VIEWS }, { method: 'POST' })
    expect(beacon.status).toBe(204)
  })
})
