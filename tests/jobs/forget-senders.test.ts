import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { off } from '../../src/cache/edge.ts'
import { createDb } from '../../src/db/client.ts'
import { newMeter } from '../../src/db/meter.ts'
import { runJob } from '../../src/jobs/run.ts'
import { comment } from '../comments.ts'
import { givenPost } from '../site.ts'

const day = 86_400_000

interface Row {
  name: string
  email: string | null
  sender_hash: string | null
  digest: string | null
  body_hash: string | null
}

async function rows(): Promise<Row[]> {
  const { results } = await env.DB.prepare('SELECT * FROM comments ORDER BY id').all<Row>()
  return results
}

async function forget(now: number) {
  const meter = newMeter()
  const db = createDb(env.DB, meter)
  const waitUntil = () => {}
  const report = await runJob('forget', { db, meter, env: env as Env, edge: off, now, waitUntil })
  return { report, meter }
}

/** Comments of `count` senders, written at `time`. */
async function givenComments(count: number, time: number) {
  const numbers = JSON.stringify(Array.from({ length: count }, (_, number) => number))
  await env.DB.prepare(
    `INSERT INTO comments (post_id, status, name, body, html, created_at, sender_hash, digest)
     SELECT 1, 'pending', 'x', 'x', 'x', ?1, value || '-' || ?1, value || '-' || ?1
     FROM json_each(?2)`,
  )
    .bind(time, numbers)
    .run()
}

describe('the job that forgets senders', () => {
  beforeEach(async () => {
    await givenPost()
  })

  it('erases the hash of a sender after two days, and keeps what they wrote', async () => {
    await comment(1, { name: '甲', body: '好茶' }, 1)
    await comment(1, { name: '乙', email: 'b@example.com', body: '好水' }, 2)
    const before = await rows()
    const now = Date.now()

    expect((await forget(now + 2 * day - 60_000)).report).toEqual({ forgotten: 0 })
    expect(await rows()).toEqual(before)
    expect((await forget(now + 2 * day + 60_000)).report).toEqual({ forgotten: 2 })

    const [guest, known] = await rows()
    expect(before[0]?.sender_hash).toMatch(/^[\w-]{22}$/)
    expect(guest).toEqual({ ...before[0], sender_hash: null, digest: null })
    expect(known).toEqual({ ...before[1], sender_hash: null, digest: null })
  })

  it('takes the same comment as new once its sender is forgotten', async () => {
    await comment(1, { name: '甲', body: '好茶' }, 1)
    await comment(1, { name: '甲', body: '好茶' }, 1)
    expect(await rows()).toHaveLength(1)
    await forget(Date.now() + 3 * day)

    await comment(1, { name: '甲', body: '好茶' }, 1)

    expect(await rows()).toHaveLength(2)
  })

  it('reaches every old one among many young ones, a bounded number in a run', async () => {
    const now = Date.now()
    await givenComments(450, now)
    await givenComments(450, now - 3 * day)
    let forgotten = 0
    for (let run = 0; run < 6; run++) {
      const { report, meter } = await forget(now)
      forgotten += Number(report?.forgotten)
      expect(meter.rowsRead).toBeLessThan(1_000)
      expect(meter.statements).toBeLessThanOrEqual(6)
    }
    expect(forgotten).toBe(450)
    const left = (await rows()).filter((row) => row.sender_hash !== null)
    expect(left).toHaveLength(450)
  })
})
