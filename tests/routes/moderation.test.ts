import { beforeEach, describe, expect, it } from 'vitest'
import { comment } from '../comments.ts'
import { admin, get, givenPost } from '../site.ts'

const words = { name: '林间', email: 'lin@example.com', body: '写得真好。', elapsed: 9_000 }

async function sent(response: Response): Promise<{ id: number }> {
  return response.json()
}

beforeEach(async () => {
  await givenPost({ title: '一篇文章' })
})

describe('moderation', () => {
  it('keeps the count right through every change', async () => {
    const { id } = await sent(await comment(1, words))
    const counts: number[] = []
    for (const status of [
      'approved',
      'approved',
      'spam',
      'pending',
      'approved',
      'trash',
    ] as const) {
      await admin('PATCH', `/comments/${id}`, { status })
      const live = await (await get('/api/posts/1/live')).json<{ comments: number }>()
      counts.push(live.comments)
    }
    await admin('PATCH', `/comments/${id}`, { status: 'approved' })
    const removed = await admin('DELETE', `/comments/${id}`)

    expect(counts).toEqual([1, 1, 0, 0, 1, 0])
    expect(removed.status).toBe(204)
    expect(await (await get('/api/posts/1/live')).json()).toMatchObject({ comments: 0 })
    expect((await admin('DELETE', `/comments/${id}`)).status).toBe(404)
  })

  it('lists by status, newest first, page by page', async () => {
    for (let number = 0; number < 5; number++) {
      await comment(1, { ...words, body: `第 ${number} 句` }, 100 + number)
    }
    const first = await (await admin('GET', '/comments?limit=3')).json<{
      items: { body: string; post: { title: string } }[]
      nextCursor: string
    }>()
    const second = await (await admin('GET', `/comments?limit=3&cursor=${first.nextCursor}`)).json<{
      items: { body: string }[]
      nextCursor: null
    }>()

    expect(first.items.map((item) => item.body)).toEqual(['第 4 句', '第 3 句', '第 2 句'])
    expect(first.items[0]?.post.title).toBe('一篇文章')
    expect(second.items.map((item) => item.body)).toEqual(['第 1 句', '第 0 句'])
    expect(second.nextCursor).toBeNull()
  })

  it('lets answers stand on their own when what they answer is removed', async () => {
    await admin('PATCH', '/settings', { holdComments: 'none' })
    const parent = await sent(await comment(1, words))
    const child = await sent(await comment(1, { ...words, body: '答', parentId: parent.id }, 2))

    await admin('DELETE', `/comments/${parent.id}`)

    expect(await (await get('/1.html')).text()).toContain(`id="comment-${child.id}"`)
  })
})
