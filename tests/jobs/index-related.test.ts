import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { off } from '../../src/cache/edge.ts'
import { createDb } from '../../src/db/client.ts'
import { newMeter } from '../../src/db/meter.ts'
import { indexStep } from '../../src/jobs/index-related.ts'
import { admin, get, givenPost, settle } from '../site.ts'

interface Related {
  related: { id: number; score: number; reasons: string[] }[]
}

async function relatedTo(id: number): Promise<Related['related']> {
  const answer: Related = await (await get(`/api/posts/${id}/related`)).json()
  return answer.related
}

async function idsOf(id: number): Promise<number[]> {
  return (await relatedTo(id)).map((post) => post.id)
}

const themes = [
  '绿茶杀青之后要摊凉，水温八十度，茶汤清亮，茶叶舒展。龙井的锅温是关键。',
  '嫦娥六号在月球背面采样，月壤封装上升，返回器带回月背样品，着陆场在内蒙古。',
  '酸面团的酵母与乳酸菌共生，面包发酵要看温度，水粉比决定面团的软硬。',
  '数据库的写前日志让读写互不阻塞，检查点把日志并回主文件，事务保持一致。',
]

/** Ten posts on four themes. */
async function givenThemes() {
  for (let count = 0; count < 10; count++) {
    const theme = themes[count % 4] ?? ''
    const sentences = theme.split(/(?<=[，。])/)
    const turn = Math.floor(count / 4)
    const markdown = `${sentences.filter((_, at) => at % 4 !== turn).join('')}第${count}篇另有所述。`
    await givenPost({ title: `文章${count}`, markdown })
  }
}

async function storedLists() {
  const { results } = await env.DB.prepare(
    'SELECT post_id, neighbours FROM related ORDER BY 1',
  ).all()
  return results
}

/** A D1 that fails at its `at`-th use, counted from one, and works for ever after. */
function failingAt(at: number) {
  let uses = 0
  const use = () => {
    if (++uses === at) throw new Error('D1 went away')
  }
  const database = new Proxy(env.DB, {
    get(target, name) {
      if (name === 'batch') {
        return (statements: D1PreparedStatement[]) => {
          use()
          return target.batch(statements)
        }
      }
      if (name === 'prepare') {
        return (text: string) => {
          use()
          return target.prepare(text)
        }
      }
      return Reflect.get(target, name)
    },
  })
  return { database, used: () => uses }
}

function contextOn(database: D1Database) {
  const meter = newMeter()
  const db = createDb(database, meter)
  const waitUntil = () => {}
  return { meter, context: { db, meter, env, edge: off, now: Date.now(), waitUntil } }
}

describe('indexStep()', { timeout: 60_000 }, () => {
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
