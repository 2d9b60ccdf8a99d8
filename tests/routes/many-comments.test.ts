import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { comment } from '../comments.ts'
import { admin, get, givenPost } from '../site.ts'

it('answers a thousand comments at once, loses none and doubles none', async () => {
  await givenPost()
  await admin('PATCH', '/settings', { holdComments: 'none' })
  // Every fifth comes from an address that sends too many; every tenth is sent twice.
  const sent = Array.from({ length: 1_000 }, (_, number) => ({
    body: `第 ${number % 10 === 1 ? number - 1 : number} 条`,
    sender: number % 5 === 4 ? 1 : 1_000 + (number % 10 === 1 ? number - 1 : number),
  }))

  const answers = await Promise.all(
    sent.map(async ({ body, sender }) => {
      const response = await comment(1, { name: '甲', body, elapsed: 5_000 }, sender)
      const { id } = await response.json<{ id?: number }>()
      return { status: response.status, id, body }
    }),
  )

  expect([...new Set(answers.map(({ status }) => status))].sort()).toEqual([201, 429])
  const kept = answers.filter(({ status }) => status === 201)
  const rows = await env.DB.prepare('SELECT id, body, status FROM comments').all<{
    id: number
    body: string
    status: string
  }>()
  const bodies = new Map(rows.results.map((row) => [row.id, row.body]))
  for (const { id, body } of kept) expect(bodies.get(id ?? 0)).toBe(body)
  expect(rows.results).toHaveLength(new Set(kept.map(({ body }) => body)).size)
  const live = await (await get('/api/posts/1/live')).json<{ comments: number }>()
  expect(live.comments).toBe(rows.results.length)
})
