import { env } from 'cloudflare:workers'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { createDb } from '../../src/db/client.ts'
import { enterList, leaveList, listPageOf, rowsOfPage } from '../../src/db/lists.ts'
import { newMeter } from '../../src/db/meter.ts'

/** A small generator with a seed, so that a failure can be repeated. */
function random(seed: number) {
  let state = seed
  return (below: number) => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return Math.floor((state / 4_294_967_296) * below)
  }
}

async function givenPosts(count: number) {
  await env.DB.prepare(
    `INSERT INTO posts (id, slug, title, status, live_at, created_at, updated_at, revision, excerpt,
       word_count, related_pinned, related_blocked)
     SELECT value, 's' || value, 't' || value, 'published', value, 0, 0, 1, '', 0, '[]', '[]'
     FROM json_each(?)`,
  )
    .bind(JSON.stringify(Array.from({ length: count }, (_, index) => index + 1)))
    .run()
}

const onlyId = sql`q.id`

describe('rowsOfPage()', () => {
  it('shows what sorting everything would, after posts came and went anywhere', async () => {
    await givenPosts(400)
    const db = createDb(env.DB, newMeter())
    const pick = random(7)
    const there = new Set<number>()
    for (let round = 0; round < 900; round++) {
      const id = pick(400) + 1
      if (there.has(id) && pick(3) === 0) {
        await leaveList(db, 'home', id, id)
        there.delete(id)
      } else {
        await enterList(db, 'home', id, id)
        there.add(id)
      }
    }
    const now = 380
    const expected = [...there].filter((id) => id <= now).sort((a, b) => b - a)
    for (let page = 1; page <= Math.ceil(expected.length / 10) + 1; page++) {
      const rows = await rowsOfPage(db, { list: 'home', page, size: 10 }, now, onlyId)
      const found = listPageOf(rows) as unknown as { total: number; posts: number[] }
      expect(found.total).toBe(expected.length)
      expect(found.posts, `page ${page}`).toEqual(expected.slice((page - 1) * 10, page * 10))
    }
  })

  it('reads no more rows for the last page than for the first', async () => {
    await givenPosts(3_000)
    await env.DB.prepare(
      "INSERT INTO list_posts (list, live_at, post_id) SELECT 'home', id, id FROM posts ORDER BY id DESC",
    ).run()
    const meter = newMeter()
    const db = createDb(env.DB, meter)
    const cost = async (page: number) => {
      const before = meter.rowsRead
      await rowsOfPage(db, { list: 'home', page, size: 10 }, 5_000, onlyId)
      return meter.rowsRead - before
    }

    expect(await cost(1)).toBeLessThan(320)
    expect(await cost(150)).toBeLessThan(320)
    expect(await cost(300)).toBeLessThan(320)
  })
})
