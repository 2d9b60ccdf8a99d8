import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { localEdge } from '../../src/cache/choose.ts'
import worker from '../../src/index.ts'
import { Gates, gatedDatabase, randomFrom } from '../fakes/gates.ts'
import { FakeKv } from '../fakes/kv.ts'
import { FakeWorkersCache } from '../fakes/workers-cache.ts'
import { emptyDatabase, origin } from '../site.ts'
import { pass, stopClock } from './clock.ts'

const posts = [1, 2, 3]
const readable = ['/', '/1.html', '/2.html', '/3.html', '/feed.xml']
const runs = 200
const rounds = 4

beforeEach(stopClock)
afterEach(() => {
  vi.useRealTimers()
})

/**
 * A site with Workers Cache and a KV that lags, in which everything that goes on at once gets on in
 * an order of its own, some Workers are ended on the way, and some purges are refused. Titles are
 * `p{post}r{revision}`, so every page tells which revision of what it shows.
 */
class World {
  readonly cache: FakeWorkersCache
  private readonly kv = new FakeKv(Date.now)
  private readonly gates: Gates
  private readonly background: Promise<unknown>[] = []
  private gated = false
  /** By post: the last revision that was written, and the last whose purge is over and done. */
  readonly written = new Map(posts.map((id) => [id, 0]))
  private readonly settled = new Map(posts.map((id) => [id, 0]))
  /** Of each page and post, the newest revision that anybody saw after its purge was over. */
  private readonly seen = new Map<string, number>()

  private readonly random: (below: number) => number

  constructor(random: (below: number) => number) {
    this.random = random
    this.gates = new Gates(random)
    this.cache = new FakeWorkersCache((request, cache) => this.run(request, cache), Date.now)
  }

  /** One invocation of the Worker; it ends before its `life`-th call to the outside. */
  async run(
    request: Request,
    cache: CacheContext,
    life = Number.POSITIVE_INFINITY,
  ): Promise<Response> {
    let calls = 0
    const around = <T>(call: () => Promise<T>, slow = false) =>
      this.gated ? this.gates.pass(call, () => ++calls < life, slow) : call()
    const bindings = {
      ...env,
      EDGE_CACHE: 'workers-cache',
      DB: gatedDatabase(env.DB, around),
      PAGES: {
        get: (key: string, options: object) => around(() => this.kv.get(key, options)),
        put: (key: string, value: string) => around(() => this.kv.put(key, value)),
      } as unknown as KVNamespace,
    } as Env
    const purges = {
      purge: (options: CachePurgeOptions) => around(() => cache.purge(options)),
      invalidate: (options: CachePurgeOptions) => around(() => cache.invalidate(options)),
    }
    const ctx = { waitUntil: (work: Promise<unknown>) => this.background.push(work), cache: purges }
    const response = await worker.fetch(request, bindings, ctx as unknown as ExecutionContext)
    // The answer's way to the cache takes time too, sometimes as long as a write and its purge.
    return around(async () => response, this.random(3) === 0)
  }

  async admin(method: string, path: string, body?: unknown, life?: number): Promise<Response> {
    const request = new Request(`${origin}/api/admin${path}`, {
      method,
      headers: { Authorization: 'Bearer test-token', 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return this.run(request, this.cache.context, life)
  }

  async given() {
    for (const id of posts) {
      const title = `p${id}r0`
      await this.admin('POST', '/posts', { id, title, markdown: title, status: 'published' })
    }
    await this.tick()
  }

  async tick() {
    await (await this.admin('POST', '/jobs/tick')).text()
  }

  private async write(id: number, life?: number) {
    const revision = (this.written.get(id) ?? 0) + 1
    this.written.set(id, revision)
    const title = `p${id}r${revision}`
    const saved = await this.admin('PATCH', `/posts/${id}`, { title, markdown: title }, life)
    if (saved.status !== 200) throw new Error(await saved.text())
  }

  /** Reads a page: nothing whose purge was over when the read began may be missing in it. */
  private async read(path: string) {
    const settled = new Map(this.settled)
    const seenBefore = new Map(this.seen)
    const response = await this.cache.fetch(new Request(origin + path))
    const text = await response.text()
    expect(response.status, path).toBe(200)
    for (const [, post, revision] of text.matchAll(/p(\d)r(\d+)/g)) {
      const id = Number(post)
      const shown = Number(revision)
      const key = `${path} ${id}`
      expect(shown, `${path} shows post ${id}`).toBeGreaterThanOrEqual(settled.get(id) ?? 0)
      if ((seenBefore.get(key) ?? 0) <= (settled.get(id) ?? 0)) {
        expect(shown, `${path}, post ${id} again`).toBeGreaterThanOrEqual(seenBefore.get(key) ?? 0)
      }
      this.seen.set(key, Math.max(shown, this.seen.get(key) ?? 0))
    }
  }

  /** Several writes to one post at once would not tell which came last. */
  private tasks(): Promise<unknown>[] {
    const free = [...posts]
    return Array.from({ length: 6 }, () => {
      const choice = this.random(8)
      if (choice < 3 && free.length > 0) {
        const [id = 1] = free.splice(this.random(free.length), 1)
        if (choice > 0) return this.write(id)
        // Ended on the way: whether it was saved shows later. Its task is over when all others are.
        void this.write(id, 1 + this.random(9))
        return Promise.resolve()
      }
      if (choice === 7) return this.tick()
      return this.read(readable[this.random(readable.length)] ?? '/')
    })
  }

  async round() {
    if (this.random(4) === 0) this.cache.drain()
    this.gated = true
    await this.gates.run(this.tasks())
    this.gated = false
    await Promise.allSettled(this.cache.background.splice(0))
    const work = Promise.allSettled(this.background.splice(0))
    await pass([500, 9_000, 61_000, 400_000][this.random(4)] ?? 500)
    await Promise.race([work, pass(9_000)])
    await this.noteSettled()
  }

  /** What is saved, and has no purge on record any more, is over and done. */
  private async noteSettled() {
    const { results } = await env.DB.prepare('SELECT id, title FROM posts').all<{
      id: number
      title: string
    }>()
    const pending = await env.DB.prepare('SELECT tags FROM outbox').all<{ tags: string }>()
    for (const { id, title } of results) {
      const revision = Number(title.split('r')[1])
      this.written.set(id, revision)
      const waiting = pending.results.some(({ tags }) => JSON.parse(tags).includes(`s${id}`))
      if (!waiting) this.settled.set(id, revision)
    }
  }

  /** After quiet minutes everything is as a fresh render has it, and no purge is on record. */
  async expectPeace() {
    for (let minute = 0; minute < 4; minute++) {
      await pass(61_000)
      await this.tick()
      await pass(9_000)
    }
    const left = await env.DB.prepare('SELECT count(*) AS n FROM outbox').first<{ n: number }>()
    expect(left?.n).toBe(0)
    await this.noteSettled()
    for (const path of readable) await this.read(path)
  }
}

describe('whatever happens at once', () => {
  it.each(Array.from({ length: runs / 20 }, (_, part) => part))(
    'no page goes back to an older revision, and every purge is carried out (part %i)',
    async (part) => {
      for (let seed = part * 20 + 1; seed <= part * 20 + 20; seed++) {
        await emptyDatabase()
        localEdge.clear()
        const world = new World(randomFrom(seed))
        try {
          await world.given()
          for (let round = 0; round < rounds; round++) await world.round()
          await world.expectPeace()
        } catch (error) {
          throw new Error(`With seed ${seed}: ${error}`, { cause: error })
        }
      }
    },
    120_000,
  )
})
