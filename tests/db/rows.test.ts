import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createDb } from '../../src/db/client.ts'
import { newMeter } from '../../src/db/meter.ts'
import { countRows, gatherRows, rowsCounter } from '../../src/db/rows.ts'
import { costOf, getFresh, givenPost } from '../site.ts'

const db = createDb(env.DB, newMeter())
const enough = { rowsRead: 2_000, rowsWritten: 0 }

async function counted(): Promise<{ read: number; written: number }> {
  const row = await env.DB.prepare('SELECT cursor FROM jobs WHERE name = ?')
    .bind(rowsCounter)
    .first<{ cursor: string }>()
  return { read: 0, written: 0, ...JSON.parse(row?.cursor ?? '{}') }
}

afterEach(() => vi.restoreAllMocks())

describe('gatherRows', () => {
  it('writes nothing until what was gathered is worth it, then all of it once', async () => {
    const now = Date.now()
    await gatherRows(db, enough, now)
    const before = await counted()

    await gatherRows(db, { rowsRead: 1_999, rowsWritten: 49 }, now)
    expect(await counted()).toEqual(before)
    await gatherRows(db, { rowsRead: 1, rowsWritten: 0 }, now)

    expect(await counted()).toMatchObject({
      read: before.read + 2_000,
      written: before.written + 49,
    })
    await gatherRows(db, { rowsRead: 0, rowsWritten: 50 }, now)
    expect(await counted()).toMatchObject({
      read: before.read + 2_000,
      written: before.written + 99,
    })
  })

  it('begins anew on another day', async () => {
    const day = Date.UTC(2026, 0, 1, 23, 59)
    await countRows(db, { rowsRead: 7, rowsWritten: 7 }, day)
    await gatherRows(db, enough, day + 120_000)
    expect(await counted()).toMatchObject({ day: '2026-01-02', written: 0 })
  })

  it('does no harm where the count cannot be written', async () => {
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => {})
    const broken = createDb(
      {
        prepare: () => {
          throw new Error('D1 is away')
        },
      } as unknown as D1Database,
      newMeter(),
    )
    await gatherRows(broken, enough, Date.now())
    expect(warned).toHaveBeenCalledOnce()
  })
})

describe('what readers load', () => {
  it('is part of the rows of the day', async () => {
    await givenPost()
    await gatherRows(db, enough, Date.now())
    const before = await counted()
    let read = 0
    while (read < 2_000) read += costOf(await getFresh('/1.html')).rows

    await vi.waitFor(async () => expect((await counted()).read).toBeGreaterThan(before.read))
    expect((await counted()).read - before.read).toBeLessThanOrEqual(read)
    expect((await counted()).read - before.read).toBeGreaterThanOrEqual(2_000)
  })
})
