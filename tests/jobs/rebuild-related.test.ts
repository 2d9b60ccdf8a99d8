import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { rebuildRelated } from '../../src/jobs/rebuild-related.ts'
import { runJob } from '../../src/jobs/run.ts'
import { admin, settle } from '../site.ts'
import { contextOn, failingAt, givenThemes, idsOf, storedLists } from './themes.ts'

/** As a run leaves it that was cut off after the post before `id`. */
async function cutOffBefore(id: number) {
  await env.DB.batch([
    env.DB.prepare(
      'INSERT INTO index_queue (post_id) SELECT post_id FROM vectors WHERE true ON CONFLICT DO NOTHING',
    ),
    env.DB.prepare(
      `INSERT INTO jobs (name, cursor) VALUES ('related', ?1)
        ON CONFLICT (name) DO UPDATE SET cursor = ?1, lease_until = 0`,
    ).bind(String(id - 1)),
  ])
}

async function queued(): Promise<number[]> {
  const { results } = await env.DB.prepare('SELECT post_id AS id FROM index_queue').all<{
    id: number
  }>()
  return results.map(({ id }) => id)
}

describe('rebuildRelated()', { timeout: 60_000 }, () => {
  beforeEach(async () => {
    await admin('PATCH', '/settings', { indexProfile: 'paid' })
    await givenThemes(30)
    await settle()
  })

  it('makes lists like those of single steps, and leaves nothing in the queue', async () => {
    const before = await idsOf(2)
    await env.DB.prepare('DELETE FROM related WHERE post_id > 1').run()
    await cutOffBefore(2)

    const report = await rebuildRelated(contextOn(env.DB).context)

    expect(report).toEqual({ processed: 29, changed: 29, remaining: 1 })
    expect(await queued()).toEqual([1])
    const after = await idsOf(2)
    expect(after.filter((id) => before.includes(id)).length).toBeGreaterThan(after.length / 2)
  })

  it('writes no list that stays as it is', async () => {
    await cutOffBefore(2)
    await rebuildRelated(contextOn(env.DB).context)
    const lists = await storedLists()
    await cutOffBefore(2)

    const report = await rebuildRelated(contextOn(env.DB).context)

    expect(report).toMatchObject({ processed: 29, changed: 0 })
    expect(await storedLists()).toEqual(lists)
  })

  it('shows no copy, keeps pins first and blocks out', async () => {
    const [first, second] = await idsOf(5)
    await admin('PATCH', '/posts/5', { related: { pinned: [second], blocked: [first] } })
    await cutOffBefore(2)

    await rebuildRelated(contextOn(env.DB).context)

    const ids = await idsOf(5)
    expect(ids[0]).toBe(second)
    expect(ids).not.toContain(first)
  })

  it('ends with the same lists wherever a run breaks off', async () => {
    await env.DB.prepare('DELETE FROM related WHERE post_id > 1').run()
    await cutOffBefore(2)
    const whole = failingAt(0)
    await rebuildRelated(contextOn(whole.database).context)
    const undisturbed = await storedLists()

    for (let at = 1; at <= whole.used(); at++) {
      await env.DB.prepare('DELETE FROM related WHERE post_id > 1').run()
      await cutOffBefore(2)
      const { database } = failingAt(at)
      await rebuildRelated(contextOn(database).context).catch(() => undefined)
      await env.DB.prepare(
        `UPDATE jobs SET cursor = coalesce(cursor, '1') WHERE name = 'related'`,
      ).run()
      await rebuildRelated(contextOn(database).context)
      expect(await storedLists(), `broken off at ${at}`).toEqual(undisturbed)
    }
  })

  it('leaves a post in the queue that is saved while it runs', async () => {
    await cutOffBefore(2)
    const { database, used } = failingAt(0)
    const saving = new Proxy(database, {
      get(target, name) {
        const value = Reflect.get(target, name)
        if (name !== 'batch') return value
        return async (statements: D1PreparedStatement[]) => {
          if (used() > 0 && (await queued()).includes(3)) {
            await admin('PATCH', '/posts/3', { markdown: '讲的是另一件事：潮汐与月相。' })
          }
          return value(statements)
        }
      },
    })

    await rebuildRelated(contextOn(saving).context)

    expect(await queued()).toContain(3)
  })

  it('is left alone by the free profile, and where few posts wait', async () => {
    expect(await rebuildRelated(contextOn(env.DB).context)).toBeUndefined()
    await cutOffBefore(2)
    await admin('PATCH', '/settings', { indexProfile: 'free' })

    expect(await rebuildRelated(contextOn(env.DB).context)).toBeUndefined()
  })

  it('is what the run of the hour does, and ordinary runs do not', async () => {
    await cutOffBefore(2)
    const { context } = contextOn(env.DB)

    expect(await runJob('related', context)).toMatchObject({ processed: 20 })
    expect(await runJob('related', { ...context, hourly: true })).toMatchObject({ processed: 29 })
  })
})
