import { createExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { listsOf } from '../../src/admin/posts/place.ts'
import worker from '../../src/index.ts'
import { Gates, gatedDatabase, randomFrom } from '../fakes/gates.ts'
import { emptyDatabase, admin as now, origin } from '../site.ts'

const zones = ['Asia/Shanghai', 'America/New_York']
/** At the end of a month, so that the zone decides which one it is. */
const endOfMonth = (month: number) => new Date(Date.UTC(2026, month, 1) - 9e6).toISOString()

type Ask = (method: string, path: string, body?: unknown) => Promise<Response>

/** Asks the admin API so that its calls of D1 and those of others get on in an order by chance. */
function asker(gates: Gates): Ask {
  const database = gatedDatabase(env.DB, (call) => gates.pass(call, () => true))
  return async (method, path, body) => {
    const request = new Request(`${origin}/api/admin${path}`, {
      method,
      headers: { Authorization: 'Bearer test-token', 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const bindings = { ...env, DB: database } as Env
    return worker.fetch(request, bindings, createExecutionContext())
  }
}

/** Four categories (the third lies in the second, the fourth in the third), and posts in them. */
async function given() {
  for (const [name, parentId] of Object.entries({ A: null, B: null, C: 2, D: 3 })) {
    await now('POST', '/categories', { name, parentId })
  }
  for (const category of ['C', 'D', 'D']) {
    await now('POST', '/posts', post(category, 3))
  }
}

function post(category: string, month: number) {
  const publishedAt = endOfMonth(month)
  return { title: 'x', markdown: 'x', status: 'published', category, tags: ['t', 'u'], publishedAt }
}

const tasks: ((ask: Ask, random: (below: number) => number) => Promise<Response>)[] = [
  (ask, random) => ask('POST', '/posts', post(random(2) ? 'C' : 'D', 1 + random(11))),
  (ask, random) =>
    ask('PATCH', `/posts/${1 + random(3)}`, { publishedAt: endOfMonth(1 + random(11)) }),
  (ask, random) =>
    ask('PATCH', `/posts/${1 + random(3)}`, { category: ['A', 'B', 'C', 'D'][random(4)] }),
  (ask, random) => ask('DELETE', `/posts/${1 + random(3)}`),
  (ask, random) => ask('PATCH', '/categories/3', { parentId: [1, 2, 4, null][random(4)] }),
  (ask, random) => ask('PATCH', '/categories/3', { parentId: [1, 2, 4, null][random(4)] }),
  (ask, random) => ask('PATCH', '/categories/4', { parentId: [1, 3, null][random(3)] }),
  (ask, random) => ask('DELETE', `/categories/${3 + random(2)}`),
  (ask) => ask('POST', '/tags/2/merge', { into: 1 }),
  (ask, random) => ask('PATCH', '/settings', { timeZone: zones[random(2)] }),
]

/** Every post of every list, as `list post`: from what the posts and categories are now. */
async function recount(): Promise<string[]> {
  const { timeZone } = await (await now('GET', '/settings')).json<{ timeZone: string }>()
  const [posts, categories, tags] = await env.DB.batch<Record<string, number | null>>([
    env.DB.prepare('SELECT * FROM posts WHERE live_at IS NOT NULL'),
    env.DB.prepare('SELECT id, parent_id AS parentId FROM categories'),
    env.DB.prepare('SELECT post_id, tag_id AS id FROM post_tags'),
  ])
  const rows = (posts?.results ?? []).flatMap((row) => {
    const own = (tags?.results ?? []).filter((tag) => tag.post_id === row.id)
    const place = {
      categoryId: row.category_id ?? null,
      authorId: row.author_id ?? null,
      pinned: false,
      tags: own as { id: number }[],
    }
    const tree = (categories?.results ?? []) as { id: number; parentId: number | null }[]
    return listsOf(place, Number(row.live_at), tree, timeZone).map((list) => `${list} ${row.id}`)
  })
  return rows.sort()
}

async function listed(): Promise<string[]> {
  const { results } = await env.DB.prepare(
    "SELECT list || ' ' || post_id AS row FROM list_posts",
  ).all<{ row: string }>()
  return results.map(({ row }) => row).sort()
}

async function counts(): Promise<unknown> {
  const { results } = await env.DB.prepare(
    `SELECT name, count FROM lists EXCEPT SELECT list, count(*) FROM list_posts GROUP BY 1`,
  ).all()
  return results
}

describe('posts saved while categories move, names go and the zone changes', () => {
  it.each(Array.from({ length: 4 }, (_, part) => part))(
    'stand in the lists that a recount gives (part %i)',
    async (part) => {
      for (let seed = part * 10 + 1; seed <= part * 10 + 10; seed++) {
        await emptyDatabase()
        await given()
        const random = randomFrom(seed)
        const gates = new Gates(random)
        const ask = asker(gates)
        const running = Array.from({ length: 6 }, async () =>
          tasks[random(tasks.length)]?.(ask, random),
        )
        await gates.run(running)
        for (const response of await Promise.all(running)) {
          expect([200, 201, 204, 404, 409, 422], `seed ${seed}`).toContain(response?.status)
        }

        expect(await listed(), `seed ${seed}`).toEqual(await recount())
        expect(await counts(), `seed ${seed}`).toEqual([])
        const cycle = env.DB.prepare(
          'SELECT id FROM categories WHERE id IN (3, 4) AND parent_id IN (3, 4)',
        )
        expect((await cycle.all()).results.length, `seed ${seed}`).toBeLessThan(2)
      }
    },
  )
})
