import {
  abortAllDurableObjects,
  evictDurableObject,
  runDurableObjectAlarm,
  runInDurableObject,
} from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ViewCounter } from '../../src/views/counter.ts'
import { givenPost } from '../site.ts'

let stub: DurableObjectStub<ViewCounter>

beforeEach(async () => {
  stub = env.VIEWS.get(env.VIEWS.newUniqueId())
  for (let number = 0; number < 3; number++) await givenPost()
})

afterEach(async () => {
  await abortAllDurableObjects()
})

/** What a table has of each post. */
async function viewsIn(table: 'post_views' | 'daily_views'): Promise<Record<number, number>> {
  const { results } = await env.DB.prepare(`SELECT post_id, views FROM ${table}`).all<{
    post_id: number
    views: number
  }>()
  return Object.fromEntries(results.map((row) => [row.post_id, row.views]))
}

const stored = () => viewsIn('post_views')

describe('ViewCounter', () => {
  it('brings thousands of views to D1, each once', async () => {
    const hits = Array.from({ length: 3_000 }, (_, number) => stub.hit((number % 3) + 1))
    await Promise.all(hits)

    expect(await stub.pending(1, 0)).toBe(1_000)
    expect(await runDurableObjectAlarm(stub)).toBe(true)

    expect(await stored()).toEqual({ 1: 1_000, 2: 1_000, 3: 1_000 })
    expect(await stub.pending(1, 1)).toBe(0)
  })

  it('counts views that come while a flush is under way', async () => {
    await Promise.all(Array.from({ length: 50 }, () => stub.hit(1)))

    await Promise.all([
      runDurableObjectAlarm(stub),
      ...Array.from({ length: 200 }, () => stub.hit(1)),
    ])
    await runDurableObjectAlarm(stub)

    expect(await stored()).toEqual({ 1: 250 })
  })

  it('counts a flush once though its alarm runs again', async () => {
    for (let number = 0; number < 7; number++) await stub.hit(2)
    await runInDurableObject(stub, async (counter: ViewCounter, { storage }) => {
      await counter.alarm()
      // As if the object had died after D1 took the flush, before it could note that.
      const flush = await storage.get<number>('flush')
      await storage.put('flight', { flush, views: [[2, 7]] })
      await counter.alarm()
      await counter.alarm()
    })

    expect(await stored()).toEqual({ 2: 7 })
  })

  it('goes on after an eviction with what was on its way', async () => {
    await stub.hit(3)
    await runInDurableObject(stub, async (_counter, { storage }) => {
      await storage.put({ flight: { flush: 1, views: [[3, 5]] }, flush: 1 })
    })
    await isKept([[3, 1]])
    await evictDurableObject(stub)
    await stub.hit(3)

    await runDurableObjectAlarm(stub)
    await runDurableObjectAlarm(stub)

    expect(await stored()).toEqual({ 3: 7 })
  })

  it('keeps what waits over an eviction, as that of an object nobody asks for', async () => {
    await Promise.all([stub.hit(1), stub.hit(1), stub.hit(2)])
    await isKept([
      [1, 2],
      [2, 1],
    ])
    await evictDurableObject(stub)
    expect(await stub.pending(1, 0)).toBe(2)
    await stub.hit(2)
    await isKept([
      [1, 2],
      [2, 2],
    ])
    await evictDurableObject(stub)

    expect(await runDurableObjectAlarm(stub)).toBe(true)
    expect(await stored()).toEqual({ 1: 2, 2: 2 })
    await evictDurableObject(stub)
    expect(await stub.pending(1, 1)).toBe(0)
  })

  it('is exact over many rounds of hits, flushes, repeated alarms and evictions', async () => {
    let acknowledged = 0
    for (let round = 0; round < 12; round++) {
      const hits = 40 + round * 17
      await Promise.all(Array.from({ length: hits }, () => stub.hit(1)))
      await runDurableObjectAlarm(stub)
      acknowledged += hits
      if (round % 3 === 0) await evictDurableObject(stub)
      if (round % 2 === 0) {
        await runInDurableObject(stub, (counter: ViewCounter) => counter.alarm())
      }
      expect(await stored()).toEqual({ 1: acknowledged })
    }
  })

  it('keeps what it holds when D1 fails', async () => {
    await stub.hit(1)
    await env.DB.exec('ALTER TABLE post_views RENAME TO post_views_away')
    const failed = await runInDurableObject(stub, (counter: ViewCounter) =>
      counter.alarm().then(
        () => false,
        () => true,
      ),
    )
    await env.DB.exec('ALTER TABLE post_views_away RENAME TO post_views')
    await runInDurableObject(stub, (counter: ViewCounter) => counter.alarm())

    expect(failed).toBe(true)
    expect(await stored()).toEqual({ 1: 1 })
  })

  it('counts on though it is flooded with ids that no post has', async () => {
    await runInDurableObject(stub, async (counter: ViewCounter) => {
      for (let id = 1_000; id < 12_000; id++) await counter.hit(id)
      for (let id = 1; id <= 3; id++) await counter.hit(id)
      await counter.alarm()
    })

    expect(await stored()).toEqual({ 1: 1, 2: 1, 3: 1 })
    expect(await viewsIn('daily_views')).toEqual({ 0: 3, 1: 1, 2: 1, 3: 1 })
  })

  it('makes room once for all who wait for it', async () => {
    await runInDurableObject(stub, async (counter: ViewCounter, { storage }) => {
      for (let id = 1; id <= 5_000; id++) await counter.hit(id)
      await Promise.all(Array.from({ length: 900 }, (_, number) => counter.hit(6_000 + number)))
      expect(await storage.get('flush')).toBe(1)
      await counter.hit(1)
      await counter.alarm()
    })

    expect(await stored()).toEqual({ 1: 2, 2: 1, 3: 1 })
  })

  it('answers for views that are on their way, until D1 has them', async () => {
    await runInDurableObject(stub, async (counter: ViewCounter) => {
      for (let number = 0; number < 7; number++) await counter.hit(1)
      let landed = false
      const flush = counter.alarm().then(() => {
        landed = true
      })
      while (!landed) {
        expect(await counter.pending(1, 0)).toBe(7)
        await scheduler.wait(1)
      }
      await flush

      await counter.hit(1)
      // To one who asked D1 before the flush and this object only now.
      expect(await counter.pending(1, 0)).toBe(8)
      expect(await counter.pending(1, 1)).toBe(1)
    })
  })

  it('answers for views that were on their way when it was evicted', async () => {
    await runInDurableObject(stub, (_counter, { storage }) =>
      storage.put({ flight: { flush: 1, views: [[3, 5]] }, flush: 1 }),
    )
    await evictDurableObject(stub)

    expect(await stub.pending(3, 0)).toBe(5)
    expect(await stub.pending(3, 1)).toBe(0)
  })
})

async function isKept(views: [number, number][]) {
  await vi.waitFor(
    async () => {
      const kept = await runInDurableObject(stub, (_, { storage }) => storage.get('waiting'))
      expect(kept).toEqual(views)
    },
    { timeout: 10_000, interval: 100 },
  )
}
