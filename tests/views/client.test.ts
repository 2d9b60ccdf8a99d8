import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { countView, pendingViews } from '../../src/views/client.ts'

/** The bindings, with limits that let `most` views pass for one key. */
function limited(most: { post: number; address: number }): Env {
  const limiter = (limit: number) => {
    const seen = new Map<string, number>()
    return {
      async limit({ key }: { key: string }) {
        seen.set(key, (seen.get(key) ?? 0) + 1)
        return { success: (seen.get(key) ?? 0) <= limit }
      },
    }
  }
  return { ...env, VIEW_LIMIT: limiter(most.post), VIEWER_LIMIT: limiter(most.address) }
}

function beacon(address: string): Request {
  return new Request('https://blog.example/', {
    method: 'POST',
    headers: { 'CF-Connecting-IP': address, 'User-Agent': 'Mozilla/5.0' },
  })
}

async function counted(ids: number[]): Promise<number> {
  const views = await Promise.all(ids.map((id) => pendingViews(env, id, 0)))
  return views.reduce((sum, count) => sum + count, 0)
}

describe('countView()', () => {
  it('counts of one address so many views of a post, and so many of all posts', async () => {
    const bindings = limited({ post: 2, address: 6 })
    for (const id of [1, 1, 1, 2, 2, 3, 4, 5]) await countView(bindings, id, beacon('192.0.2.7'))

    expect(await counted([1])).toBe(2)
    expect(await counted([1, 2, 3, 4, 5])).toBe(5)
    await countView(bindings, 5, beacon('192.0.2.8'))
    expect(await counted([5])).toBe(1)
  })

  it('takes a line for one address, whichever of its IPv6 addresses it uses', async () => {
    const bindings = limited({ post: 9, address: 2 })
    for (const end of ['1', '2:3:4:5', 'ffff::1']) {
      await countView(bindings, 7, beacon(`2001:db8:0:42:${end}`))
    }

    expect(await counted([7])).toBe(2)
  })
})
