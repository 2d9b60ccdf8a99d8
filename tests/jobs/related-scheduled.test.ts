import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { rebuildRelated } from '../../src/jobs/rebuild-related.ts'
import { admin, givenPost, settle } from '../site.ts'
import { contextOn, idsOf, storedLists } from './themes.ts'

const nextYear = new Date().getUTCFullYear() + 1
const oneDay = 86_400_000

/** Words that no other post has. */
function wordsOf(number: number): string {
  const words = Array.from({ length: 40 }, (_, at) => {
    return String.fromCharCode(0x4e00 + number * 90 + 2 * at, 0x4e01 + number * 90 + 2 * at)
  })
  return words.join('，')
}

/** A post of its own, or one of a series with others. */
function given(number: number, { series = '', publishedAt = '2026-01-01T00:00:00Z' } = {}) {
  return givenPost({
    title: `第${number}篇`,
    markdown: `${wordsOf(number)}。${series}`,
    publishedAt,
  })
}

const series = '茶马古道上的马帮与驿站，翻过垭口看得见集市的炊烟，铃声一路响到雪山脚下。'
const soon = new Date(Date.now() + 30 * oneDay).toISOString()

describe('scheduled posts in related lists', { timeout: 120_000 }, () => {
  it('are no fillers: readers are shown the newest they can see', async () => {
    for (let number = 0; number < 8; number++) await given(number)
    for (let number = 8; number < 14; number++) {
      await given(number, { publishedAt: `${nextYear}-01-0${number - 7}T00:00:00Z` })
    }
    const { id } = await given(14)
    await settle()

    expect(await idsOf(id)).toEqual([8, 7, 6, 5, 4, 3])
  })

  it('fill the lists of a site that has no other posts, to be seen when they are due', async () => {
    await given(0)
    for (let number = 1; number < 4; number++) {
      await given(number, { publishedAt: `${nextYear}-01-0${number}T00:00:00Z` })
    }
    await settle()

    expect(await idsOf(1)).toEqual([])
    expect(await listOf(1)).toEqual([2, 3, 4])
  })

  it('take the place of none that readers can see, however many are of one series', async () => {
    const live = [0, 1, 2, 3]
    for (const number of live) await given(number, { series })
    for (let number = 4; number < 70; number++) await given(number, { series, publishedAt: soon })
    const { id } = await given(70, { series })
    await settle()

    const listed = await listOf(id)
    expect(listed).toHaveLength(live.length + 16)
    expect(listed).toEqual(expect.arrayContaining([4, 3, 2, 1]))

    await admin('PATCH', '/settings', { indexProfile: 'paid' })
    await env.DB.batch([
      env.DB.prepare('UPDATE related SET neighbours = json_array()'),
      env.DB.prepare('INSERT INTO index_queue (post_id) SELECT post_id FROM vectors'),
      env.DB.prepare("UPDATE jobs SET cursor = '1' WHERE name = 'related'"),
    ])
    await rebuildRelated(contextOn(env.DB).context)
    expect(await listOf(id)).toEqual(expect.arrayContaining([4, 3, 2, 1]))
  })

  it('are pinned beside six that readers can see', async () => {
    for (let number = 0; number < 8; number++) await given(number)
    const pins: number[] = []
    for (let number = 8; number < 14; number++) {
      pins.push((await given(number, { publishedAt: soon })).id)
    }
    await admin('PATCH', '/posts/1', { related: { pinned: pins } })
    await settle()

    expect(await idsOf(1)).toEqual([8, 7, 6, 5, 4, 3])
    expect((await listOf(1)).slice(0, 6)).toEqual(pins)
  })
})

async function listOf(id: number): Promise<number[]> {
  const row = (await storedLists()).find(({ post_id }) => post_id === id)
  return JSON.parse(String(row?.neighbours)).map((neighbour: { id: number }) => neighbour.id)
}
