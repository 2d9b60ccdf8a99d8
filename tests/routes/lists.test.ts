import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { admin, costOf, get, getFresh, givenPost } from '../site.ts'

/** Posts whose ids are the numbers that addresses of lists end with. */
beforeEach(async () => {
  for (let id = 1; id <= 12; id++) {
    await givenPost({
      category: 'life',
      tags: ['tea'],
      publishedAt: `2026-11-${id + 10}T00:00:00Z`,
    })
  }
  await admin('PATCH', '/settings', { postsPerPage: 5 })
})

async function leadsTo(path: string): Promise<string> {
  const response = await get(path)
  return `${response.status} ${response.headers.get('Location')}`
}

describe('the address of a list', () => {
  it.each([
    ['/page/2', '/page/2/'],
    ['/category/life', '/category/life/'],
    ['/category/life/page/2', '/category/life/page/2/'],
    ['/tag/tea/page/3', '/tag/tea/page/3/'],
    ['/author/inkstone', '/author/inkstone/'],
    ['/archive', '/archive/'],
    ['/archive/2026', '/archive/2026/'],
    ['/archive/2026/11', '/archive/2026/11/'],
    ['/archive/2026/11/page/2', '/archive/2026/11/page/2/'],
    ['/comments/5', '/comments/5/'],
    ['/comments/5/page/2', '/comments/5/page/2/'],
  ])('without its last slash, %s, leads to %s', async (path, target) => {
    expect(await leadsTo(path)).toBe(`301 ${target}`)
    expect(costOf(await getFresh(path)).statements).toBe(1)
  })

  it.each([
    ['/page/1/', '/'],
    ['/page/1', '/'],
    ['/category/life/page/1/', '/category/life/'],
    ['/archive/2026/11/page/1/', '/archive/2026/11/'],
    ['/comments/5/page/1/', '/comments/5/'],
  ])('that numbers the first page, %s, leads to %s', async (path, target) => {
    expect(await leadsTo(path)).toBe(`301 ${target}`)
  })

  it.each([
    ...['/page/0/', '/page/02/', '/page/x/2', '/category/life/2', '/archive/2026/13/'],
    ...['/archive/2026/11/12', '/comments/5/12', '/media/12', '/tag/tea/12.html', '/card/3'],
  ])('%s is never taken for that of a post', async (path) => {
    expect((await get(path)).status).toBe(404)
  })

  it('leads where an editor said, with the slash or without', async () => {
    expect(await leadsTo('/category/old')).toBe('301 /category/old/')
    expect(await leadsTo('/page/9')).toBe('301 /page/9/')
    await admin('POST', '/redirects', { path: '/category/old', target: '/tag/tea/', status: 302 })
    await admin('POST', '/redirects', { path: '/page/9', target: '/archive/' })
    await admin('POST', '/redirects', { path: '/archive/2003/12.html', target: '/12.html' })

    expect(await leadsTo('/category/old')).toBe('302 /tag/tea/')
    expect(await leadsTo('/page/9')).toBe('301 /archive/')
    expect(await leadsTo('/archive/2003/12.html')).toBe('301 /12.html')
  })

  it('keeps a post reachable that got the name of a part of the site before that was refused', async () => {
    const { id } = await givenPost()
    await env.DB.prepare(`UPDATE posts SET slug = 'tag' WHERE id = ?`).bind(id).run()

    expect(await leadsTo('/tag')).toBe(`301 /${id}.html`)
  })
})
