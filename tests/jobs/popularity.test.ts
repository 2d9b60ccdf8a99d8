import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { admin, get, getFresh, givenPost } from '../site.ts'

async function views(id: number, count: number): Promise<void> {
  await env.DB.prepare(
    'INSERT INTO post_views (post_id, views) VALUES (?1, ?2) ON CONFLICT (post_id) DO UPDATE SET views = views + ?2',
  )
    .bind(id, count)
    .run()
}

async function tick() {
  const response = await admin('POST', '/jobs/tick')
  return (await response.json<{ popularity: Record<string, unknown> }>()).popularity
}

function hot(html: string): string[] {
  const list = /热门文章<\/h2><ol>(.*?)<\/ol>/s.exec(html)?.[1] ?? ''
  return [...list.matchAll(/>([^<]+)<\/a>/g)].map((match) => match[1] ?? '')
}

describe('the popularity job', () => {
  it('ranks hot posts, and pages show the new order at once', async () => {
    for (const title of ['甲', '乙', '丙']) await givenPost({ title })
    await views(1, 5)
    await views(2, 50)
    await get('/')

    expect(await tick()).toEqual({ weighed: 2, reordered: true })

    expect(hot(await (await get('/')).text())).toEqual(['乙', '甲'])
  })

  it('changes the order at most once an hour, so that it makes no storm of purges', async () => {
    for (const title of ['甲', '乙']) await givenPost({ title })
    await views(1, 5)
    await tick()
    await get('/')
    await views(2, 50)

    expect(await tick()).toEqual({ weighed: 0 })

    const cached = await get('/')
    expect(cached.headers.get('X-Inkstone-Cache')).toBe('edge')
    expect(await cached.text()).toBe(await (await getFresh('/')).text())
    await env.DB.exec("UPDATE jobs SET cursor = '0' WHERE name = 'popularity'")
    expect(await tick()).toEqual({ weighed: 1, reordered: true })
    expect(hot(await (await get('/')).text())).toEqual(['乙', '甲'])
  })

  it('purges nothing when the order stays', async () => {
    for (const title of ['甲', '乙']) await givenPost({ title })
    await views(1, 50)
    await views(2, 5)
    await tick()
    await env.DB.exec("UPDATE jobs SET cursor = '0' WHERE name = 'popularity'")
    await get('/')
    await views(1, 10)

    expect(await tick()).toEqual({ weighed: 1, reordered: false })

    expect((await get('/')).headers.get('X-Inkstone-Cache')).toBe('edge')
  })
})
