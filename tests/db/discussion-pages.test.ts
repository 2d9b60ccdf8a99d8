import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { seededRandom } from '../../scripts/eval/sampling.ts'
import { loadArticle } from '../../src/db/articles.ts'
import { createDb } from '../../src/db/client.ts'
import {
  addComment,
  loadDiscussion,
  removeComment,
  setCommentStatus,
} from '../../src/db/comments.ts'
import { newMeter } from '../../src/db/meter.ts'
import { givenPost } from '../site.ts'

type Status = 'approved' | 'pending' | 'spam' | 'trash'

const meter = newMeter()
const db = createDb(env.DB, meter)
const now = Date.now()
let last = 0

async function add(status: Status, parentId: number | null = null): Promise<number> {
  const name = `读者 ${++last}`
  const words = { name, body: name, html: `<p>${name}</p>`, digest: name, bodyHash: name }
  await db.batch(addComment(db, { postId: 1, parentId, status, createdAt: now, ...words }))
  const row = await env.DB.prepare('SELECT max(id) AS id FROM comments').first<{ id: number }>()
  return row?.id ?? 0
}

async function set(ids: number[], status: Status) {
  for (const id of ids) await setCommentStatus(db, id, status)
}

async function addMany(count: number): Promise<number[]> {
  const ids: number[] = []
  for (let number = 0; number < count; number++) ids.push(await add('approved'))
  return ids
}

/** What a reader finds who begins at the article and follows the pager to its end. */
async function readThrough(): Promise<{ pages: number[][]; count: number }> {
  const before = meter.rowsRead
  const article = await loadArticle(db, 1, now + 60_000, 6)
  if (!article) throw new Error('There is no article')
  expect(meter.rowsRead - before).toBeLessThan(150)
  const pages = [article.comments.map(({ id }) => id)]
  let { page, next } = article.commentPages
  while (next) {
    const found = await loadDiscussion(db, { postId: 1, page: next }, now + 60_000)
    expect(found.pages.previous).toBe(page)
    expect(found.pages.last).toBe(article.commentPages.last)
    expect(found.comments.length).toBeGreaterThan(0)
    pages.push(found.comments.map(({ id }) => id))
    ;({ page, next } = found.pages)
  }
  expect(page).toBe(article.commentPages.last || 1)
  return { pages, count: article.commentCount }
}

async function approvedIds(): Promise<number[]> {
  const { results } = await env.DB.prepare(
    `SELECT id FROM comments WHERE status = 'approved' ORDER BY id`,
  ).all<{ id: number }>()
  return results.map(({ id }) => id)
}

async function expectWhole() {
  const { pages, count } = await readThrough()
  const expected = await approvedIds()
  expect(pages.flat().sort((a, b) => a - b)).toEqual(expected)
  expect(count).toBe(expected.length)
  expect(Math.max(...pages.map((page) => page.length))).toBeLessThanOrEqual(40)
  if (expected.length > 0) expect(pages.every((page) => page.length > 0)).toBe(true)
}

beforeEach(async () => {
  last = 0
  await givenPost()
})

describe('the pages of a discussion', () => {
  it('show all of those that come back when others have taken their place', async () => {
    const thread = async () => {
      const root = await add('approved')
      const ids = [root]
      while (ids.length < 40) ids.push(await add('approved', root))
      return ids
    }
    const first = await thread()
    await set(first, 'spam')
    await thread()
    await set(first, 'approved')

    expect((await readThrough()).pages.flat()).toHaveLength(80)
    await expectWhole()
  })

  it('begin on the first page when all that stood there is gone', async () => {
    const ids = await addMany(21)
    await set(ids.slice(0, 20), 'trash')

    expect((await readThrough()).pages).toEqual([[ids[20]]])
    for (const id of ids.slice(0, 5)) await setCommentStatus(db, id, 'approved')
    await expectWhole()
    for (const id of ids) await db.batch(removeComment(db, id, 1) as never)
    expect(await readThrough()).toEqual({ pages: [[]], count: 0 })
  })

  it('bring a comment back to where it stood, and leave others where they are', async () => {
    const ids = await addMany(50)
    const { pages } = await readThrough()
    await set([ids[3] ?? 0, ids[25] ?? 0], 'trash')
    await set([ids[3] ?? 0, ids[25] ?? 0], 'approved')

    expect((await readThrough()).pages).toEqual(pages)
  })

  it.each([1, 2, 3, 4])('hold every approved comment once, whatever happens (%i)', async (seed) => {
    const random = seededRandom(seed)
    const pick = (ids: number[]) => ids[Math.floor(random() * ids.length)] ?? 0
    const all: number[] = []
    for (let round = 0; round < 12; round++) {
      // Some rounds let comments in, some put away the oldest, some let them all back.
      const mood = Math.floor(random() * 4)
      for (let step = 0; step < 30; step++) {
        const approved = await approvedIds()
        const chance = random()
        if (mood === 0 || chance < 0.3) {
          const parent = random() < 0.5 && approved.length > 0 ? pick(approved) : null
          all.push(await add(random() < 0.8 ? 'approved' : 'pending', parent))
        } else if (mood === 1) await set(approved.slice(0, 1), chance < 0.6 ? 'spam' : 'trash')
        else if (mood === 2) await set([pick(all)], 'approved')
        else if (chance < 0.4) await db.batch(removeComment(db, pick(all), 1) as never)
        else await set([pick(all)], (['pending', 'spam', 'approved'] as const)[step % 3] ?? 'spam')
      }
      await expectWhole()
    }
  })
})
