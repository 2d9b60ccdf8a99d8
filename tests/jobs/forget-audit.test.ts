import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { forgetAudit } from '../../src/db/audit.ts'
import { createDb } from '../../src/db/client.ts'
import { newMeter } from '../../src/db/meter.ts'
import { admin } from '../site.ts'

const day = 86_400_000
const now = Date.parse('2026-06-01T00:00:00Z')

/** Adds entries, one for each time, oldest first. */
async function givenEntries(times: number[]) {
  await env.DB.prepare(
    `INSERT INTO audit (at, actor, via, operation, path, status)
      SELECT value, 'Ann', 'token', 'POST /api/admin/posts', '/', 201 FROM json_each(?)`,
  )
    .bind(JSON.stringify(times))
    .run()
}

async function timesLeft(): Promise<number[]> {
  const { results } = await env.DB.prepare('SELECT at FROM audit ORDER BY id').all<{ at: number }>()
  return results.map(({ at }) => at)
}

describe('forgetAudit()', () => {
  it('lets go what is older than a year, and nothing else', async () => {
    await givenEntries([now - 400 * day, now - 365 * day - 1, now - 365 * day, now])

    expect(await forgetAudit(createDb(env.DB, newMeter()), now, 100)).toBe(2)

    expect(await timesLeft()).toEqual([now - 365 * day, now])
  })

  it('lets go what is beyond ten thousand, oldest first, in steps', async () => {
    await givenEntries(Array.from({ length: 10_150 }, (_, number) => now - 20_000 + number))
    const meter = newMeter()
    const db = createDb(env.DB, meter)

    const gone: number[] = []
    for (let step = 0; step < 3; step++) gone.push(await forgetAudit(db, now, 100))

    expect(gone).toEqual([100, 50, 0])
    const left = await timesLeft()
    expect([left.length, left[0]]).toEqual([10_000, now - 20_000 + 150])
    // The oldest, the newest, and those that go: a step never looks at the rest.
    expect(meter.rowsRead).toBeLessThan(3 * 100 * 4)
  })

  it('is done by every scheduled run, and told', async () => {
    await givenEntries([1, 2, 3])

    const reports = await (await admin('POST', '/jobs/tick')).json<Record<string, unknown>>()

    expect(reports.audit).toEqual({ forgotten: 3 })
    // The run itself is a deed.
    expect(await timesLeft()).toHaveLength(1)
  })
})
