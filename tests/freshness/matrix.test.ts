import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { pass, stopClock } from './clock.ts'
import { cacheApi, memory, type Platform, workersCache } from './platforms.ts'
import { givenSite, paths, scenarios, settle, visitAll } from './site.ts'

let platform: Platform

beforeEach(stopClock)

afterEach(async () => {
  await platform.close()
  vi.useRealTimers()
})

/** Every public address answers from the cache what a fresh render gives, byte for byte. */
async function expectAllFresh() {
  for (const path of paths) {
    const [cached, fresh] = [await platform.get(path), await platform.getFresh(path)]
    expect(cached.status, path).toBe(fresh.status)
    expect(cached.headers.get('Location'), path).toBe(fresh.headers.get('Location'))
    expect(difference(await cached.text(), await fresh.text()), path).toBe('')
    expect(cached.headers.get('ETag'), path).toBe(fresh.headers.get('ETag'))
  }
}

/** Where two pages part ways, in a few words; empty when they are the same. */
function difference(cached: string, fresh: string): string {
  if (cached === fresh) return ''
  let at = 0
  while (cached[at] === fresh[at]) at++
  const around = (page: string) => page.slice(Math.max(0, at - 60), at + 60)
  return `cached: …${around(cached)}…\nfresh: …${around(fresh)}…`
}

async function purgesOnRecord() {
  const row = await env.DB.prepare('SELECT count(*) AS n FROM outbox').first<{ n: number }>()
  return row?.n
}

/** What cron does in the minutes after something went wrong. */
async function recover() {
  await platform.idle()
  for (let minute = 0; minute < 3; minute++) {
    await pass(61_000)
    await settle(platform)
    await platform.idle()
  }
}

describe.each<[string, () => Platform]>([
  ['memory', memory],
  ['workers-cache', workersCache],
  ['cache-api', cacheApi],
])('on %s', (_name, open) => {
  it('pages come from the cache', async () => {
    platform = open()
    await givenSite(platform)
    await visitAll(platform)

    for (const path of paths) expect(platform.isHit(await platform.get(path)), path).toBe(true)
  })

  it.each(Object.entries(scenarios))('every page is fresh when %s', async (_scenario, write) => {
    platform = open()
    await givenSite(platform)
    await visitAll(platform)

    await write(platform)

    await expectAllFresh()
    await platform.idle()
    await expectAllFresh()
    expect(await purgesOnRecord()).toBe(0)
  })
})

describe('when the platform refuses purges, cron makes good for it', () => {
  it.each(Object.entries(scenarios))('after %s', async (_scenario, write) => {
    const open = workersCache()
    platform = open
    await givenSite(platform)
    await visitAll(platform)

    open.cache.drain()
    await write(platform)
    await recover()

    await expectAllFresh()
    expect(await purgesOnRecord()).toBe(0)
  })
})

describe('when the Worker ends between a write and its purge, cron makes good for it', () => {
  it.each(Object.entries(scenarios))('after %s', async (_scenario, write) => {
    let dying = false
    const open = workersCache(() => dying)
    platform = open
    await givenSite(platform)
    await visitAll(platform)

    dying = true
    await Promise.resolve(write(platform)).catch(() => {})
    dying = false
    open.cache.onPurge = undefined
    await recover()

    await expectAllFresh()
    expect(await purgesOnRecord()).toBe(0)
  })
})
