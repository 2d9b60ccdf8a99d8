import { describe, expect, it } from 'vitest'
import { admin, get, givenPost } from '../site.ts'

const link = { title: '山居', url: 'https://shanju.example/', description: '写茶' }

describe('/api/admin/links', () => {
  it('adds, changes and removes friend links, and the sidebar shows them at once', async () => {
    await givenPost()
    await get('/')

    const added = await admin('POST', '/links', link)
    expect(added.status).toBe(201)
    expect(await (await get('/')).text()).toContain('href="https://shanju.example/"')

    await admin('PATCH', '/links/1', { title: '山居笔记' })
    expect(await (await get('/')).text()).toContain('山居笔记')

    expect((await admin('DELETE', '/links/1')).status).toBe(204)
    expect(await (await get('/')).text()).not.toContain('shanju')
  })

  it('keeps them in the order they are given', async () => {
    await admin('POST', '/links', { ...link, title: '乙', position: 2 })
    await admin('POST', '/links', { ...link, title: '甲', position: 1 })

    const { items } = await (await admin('GET', '/links')).json<{ items: { title: string }[] }>()

    expect(items.map(({ title }) => title)).toEqual(['甲', '乙'])
  })

  it('takes web addresses only', async () => {
    for (const url of ['javascript:alert(1)', 'ftp://a.example', 'x']) {
      expect((await admin('POST', '/links', { ...link, url })).status).toBe(422)
    }
    expect((await admin('PATCH', '/links/9', { title: 'x' })).status).toBe(404)
    expect((await admin('DELETE', '/links/9')).status).toBe(404)
  })
})
