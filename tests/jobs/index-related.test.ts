import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { indexStep } from '../../src/jobs/index-related.ts'
import { admin, get, givenPost, settle } from '../site.ts'
import {
  contextOn,
  failingAt,
  givenThemes,
  idsOf,
  relatedTo,
  storedLists,
  themes,
} from './themes.ts'

describe('indexStep()', { timeout: 180_000 }, () => {
  it('lists posts of one theme first, with the words they share', async () => {
    await givenThemes()
    await settle()

    const related = await relatedTo(1)

    expect((related[0]?.id ?? 0) % 4).toBe(1)
    // One of each theme: the others of a theme tell the same story, and are no fillers either.
    expect(new Set(related.map(({ id }) => id % 4)).size).toBe(related.length)
    expect(related).toHaveLength(4)
    expect(related[0]?.reasons.join()).toMatch(/茶|水温|锅温/)
  })

  it('shows no copy: the same text, a part of it, or its sentences in another order', async () => {
    await givenThemes()
    const parts = Array.from({ length: 30 }, (_, at) => `第${at}句说的是苏轼在黄州的${at}件小事。`)
    const texts = [
      parts,
      parts,
      parts.slice(0, 12),
      [...parts].reverse(),
      parts.filter((_, at) => at % 5),
    ]
    const ids: number[] = []
    for (const text of texts) {
      ids.push((await givenPost({ title: `转载${ids.length}`, markdown: text.join('') })).id)
    }
    await settle()

    for (const id of ids) {
      const shown = await idsOf(id)
      expect(shown.length).toBeGreaterThan(2)
      expect(shown.filter((other) => ids.includes(other))).toEqual([])
    }
  })

  it('tells of copies at once, also of a draft', async () => {
    await givenThemes()
    await settle()
    const markdown = themes[1] ?? ''

    const draft = await givenPost({ title: '月背', markdown, status: 'draft' })

    expect(draft.receipt.duplicates[0]?.id).toSatisfy((id: number) => id % 4 === 2)
  })

  it('holds pins and blocks in the list with the save itself, and after the next run', async () => {
    await givenThemes()
    await settle()
    const [first] = await idsOf(1)

    await admin('PATCH', '/posts/1', { related: { pinned: [4], blocked: [first] } })

    for (const run of [() => {}, settle]) {
      await run()
      const ids = await idsOf(1)
      expect(ids[0]).toBe(4)
      expect(ids).not.toContain(first)
    }
  })

  it('forgets a post that is unpublished or removed at once', async () => {
    await givenThemes()
    await settle()
    const [first, second] = await idsOf(1)

    await admin('PATCH', `/posts/${first}`, { status: 'draft' })
    await admin('DELETE', `/posts/${second}`)

    expect(await idsOf(1)).not.toContain(first)
    expect(await idsOf(1)).not.toContain(second)
  })

  it('ends with the same lists wherever a run breaks off', async () => {
    await givenThemes()
    await settle()
    const undisturbed = await storedLists()
    const whole = failingAt(0)
    await admin('POST', '/jobs/related', { full: true })
    for (let remaining = 1; remaining > 0; ) {
      remaining = (await indexStep(contextOn(whole.database).context)).remaining
    }
    expect(await storedLists()).toEqual(undisturbed)

    for (let at = 1; at <= whole.used(); at++) {
      await admin('POST', '/jobs/related', { full: true })
      const { database } = failingAt(at)
      let failures = 0
      for (let remaining = 1; remaining > 0; ) {
        try {
          remaining = (await indexStep(contextOn(database).context)).remaining
        } catch {
          failures++
        }
      }
      expect(failures).toBeLessThanOrEqual(1)
      expect(await storedLists(), `broken off at ${at}`).toEqual(undisturbed)
    }
  })

  it('stays within the free plan in every step, and writes little for a changed post', async () => {
    await givenThemes()
    await settle()
    await admin('PATCH', '/posts/3', { markdown: `${themes[2]}又改过一次。` })

    let written = 0
    for (let remaining = 1; remaining > 0; ) {
      const { meter, context } = contextOn(env.DB)
      remaining = (await indexStep(context)).remaining
      expect(meter.statements).toBeLessThanOrEqual(40)
      written += meter.rowsWritten
    }

    expect(written).toBeLessThanOrEqual(40)
  })

  it('reads every post again for a new algorithm while stored lists stay', async () => {
    await givenThemes()
    await settle()
    const before = await storedLists()
    await env.DB.batch([
      env.DB.prepare("UPDATE vectors SET algorithm = 0, counts = ''"),
      env.DB.prepare('UPDATE term_frequencies SET algorithm = 0'),
    ])

    expect(await storedLists()).toEqual(before)
    await settle()

    expect(await storedLists()).toEqual(before)
    const { results } = await env.DB.prepare('SELECT DISTINCT algorithm FROM vectors').all()
    expect(results).toHaveLength(1)
  })

  it('counts terms anew when so many posts were edited that the counters tell of other texts', async () => {
    await givenThemes(20)
    await settle()
    const counted = async () => {
      const { results } = await env.DB.prepare(
        'SELECT counted, count(*) AS posts FROM vectors GROUP BY 1',
      ).all()
      return results
    }
    const edit = async (from: number, to: number) => {
      for (let id = from; id <= to; id++) {
        await admin('PATCH', `/posts/${id}`, { markdown: `第${id}篇讲的是别的事：潮汐与月相。` })
      }
      await settle()
    }

    await edit(1, 14)
    expect(await counted()).toEqual([
      { counted: 1, posts: 6 },
      { counted: 2, posts: 14 },
    ])

    await edit(15, 15)
    expect(await counted()).toEqual([{ counted: 1, posts: 20 }])
  })

  it('repairs an index that has lost posts', async () => {
    await givenThemes()
    await settle()
    const whole = await relatedTo(3)
    await env.DB.batch([
      env.DB.prepare('DELETE FROM search WHERE rowid IN (1, 2)'),
      env.DB.prepare('DELETE FROM vectors WHERE post_id IN (1, 3)'),
    ])

    await admin('POST', '/jobs/search', { full: true })
    await admin('POST', '/jobs/related', { full: true })
    await settle()

    const found: { total: number } = await (await get('/api/search?q=龙井')).json()
    expect(found.total).toBeGreaterThanOrEqual(2)
    expect(await relatedTo(3)).toEqual(whole)
  })
})
