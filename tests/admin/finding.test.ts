import { describe, expect, it } from 'vitest'
import { admin, costOf, givenPost } from '../site.ts'
import { ask } from './ask.ts'
import { givenPerson } from './people.ts'

interface Listed {
  items: { id: number; title: string; name: string }[]
}

async function titles(query: string): Promise<string[]> {
  const { items } = await (await admin('GET', `/posts?${query}`)).json<Listed>()
  return items.map(({ title }) => title)
}

function find(words: string, more = ''): Promise<string[]> {
  return titles(`q=${encodeURIComponent(words)}${more}`)
}

describe('GET /api/admin/posts?q=', () => {
  it('finds words in titles and texts, whatever the status', async () => {
    await givenPost({ title: 'Out', markdown: 'Fired in a wok.' })
    await givenPost({ title: 'Draft', markdown: '## Wok\n\n铁锅 and 網絡', status: 'draft' })
    const gone = await givenPost({ title: 'Gone', markdown: 'a **wok**', status: 'draft' })
    await admin('DELETE', `/posts/${gone.id}`)
    await givenPost({ title: 'Other', markdown: 'Nothing of it.', status: 'draft' })

    expect(await find('wok')).toEqual(['Gone', 'Draft', 'Out'])
    expect(await find('WOK 铁锅')).toEqual(['Draft'])
    expect(await find('網絡')).toEqual(['Draft'])
    expect(await find('wok -fired -铁锅')).toEqual(['Gone'])
    expect(await find('wok', '&status=draft')).toEqual(['Draft'])
    expect(await find('other draft')).toEqual([])
    expect(await find('-wok')).toEqual([])
  })

  it('goes on page by page', async () => {
    for (let number = 1; number <= 5; number++) {
      await givenPost({ title: `Tea ${number}`, status: number % 2 ? 'draft' : 'published' })
    }
    const first = await (await admin('GET', '/posts?q=tea&limit=3')).json<
      Listed & { nextCursor: string }
    >()
    expect(first.items.map(({ title }) => title)).toEqual(['Tea 5', 'Tea 4', 'Tea 3'])
    expect(await find('tea', `&limit=3&cursor=${first.nextCursor}`)).toEqual(['Tea 2', 'Tea 1'])
  })

  it('reads no more rows where more posts do not match', async () => {
    await givenPost({ title: 'Tea', status: 'draft' })
    const cost = async () => costOf(await admin('GET', '/posts?q=tea')).rows
    const before = await cost()
    for (let number = 0; number < 20; number++) await givenPost({ title: `Published ${number}` })

    expect(await cost()).toBeLessThanOrEqual(before + 2)
  })
})

describe('GET /api/admin/posts?category=&tag=', () => {
  it('takes a name or a slug', async () => {
    await givenPost({ title: 'One', category: 'Field notes', tags: ['C++'] })
    await admin('PATCH', '/categories/1', { slug: 'journal' })
    await givenPost({ title: 'Two', category: 'Else' })

    for (const named of ['Field notes', 'journal']) {
      expect(await titles(`category=${encodeURIComponent(named)}`)).toEqual(['One'])
    }
    expect(await titles(`tag=${encodeURIComponent('C++')}`)).toEqual(['One'])
    expect(await titles('category=nothing')).toEqual([])
  })
})

describe('GET /api/admin/tags?q=', () => {
  it('finds names that begin so, whatever their case and form', async () => {
    await givenPost({ tags: ['Green tea', 'green', '绿茶', 'tea'] })
    const names = async (path: string) =>
      (await (await admin('GET', path)).json<Listed>()).items.map(({ name }) => name)

    expect(await names('/tags?q=Gre')).toEqual(['Green tea', 'green'])
    expect(await names(`/tags?q=${encodeURIComponent('绿')}`)).toEqual(['绿茶'])
    await admin('POST', '/jobs/search')
    expect(await names(`/tags?q=${encodeURIComponent('綠')}`)).toEqual(['绿茶'])
    expect(await names('/authors?q=STONE')).toEqual(['Inkstone'])
    expect(await names(`/tags?q=${encodeURIComponent('%')}`)).toEqual([])
  })
})

describe('POST /api/admin/tags/{id}/merge', () => {
  it('takes the other tag by name, its very name first', async () => {
    await givenPost({ title: 'One', tags: ['wrong', 'a-b'] })
    await admin('POST', '/tags', { name: 'a b', slug: 'other' })

    expect((await admin('POST', '/tags/1/merge', { into: 'a b' })).status).toBe(204)
    expect((await (await admin('GET', '/tags')).json<Listed>()).items).toMatchObject([
      { id: 2, name: 'a-b', count: 1 },
      { id: 3, name: 'a b', count: 1 },
    ])
    const unknown = await admin('POST', '/tags/2/merge', { into: 'nothing' })
    expect(unknown.status).toBe(404)
    expect(await unknown.json()).toMatchObject({ errors: [{ path: 'into' }] })
    expect((await admin('POST', '/tags/2/merge', { into: 'a-b' })).status).toBe(422)
  })
})

describe('GET /admin/{kind}/{id}', () => {
  it.each(['tags', 'categories', 'authors'])('shows the form of one of %s', async (kind) => {
    await givenPost({ category: 'Inkstone', tags: ['Inkstone'] })
    const { headers } = await givenPerson('owner')

    const page = await (await ask('GET', `/admin/${kind}/1`, undefined, headers)).text()

    expect(page.match(/<h1>.*?<\/h1>/)?.[0]).toBe('<h1>Inkstone</h1>')
    expect(page).toContain(`data-api="PATCH /api/admin/${kind}/1"`)
    expect((await ask('GET', `/admin/${kind}/99`, undefined, headers)).status).toBe(404)
  })
})

describe('GET /api/admin/posts/{id}/related', () => {
  it('names what is pinned or blocked after the list, and finds what could be', async () => {
    const post = await givenPost({ title: 'One' })
    const pinned = await givenPost({ title: 'Pinned' })
    const blocked = await givenPost({ title: 'Blocked' })
    await givenPost({ title: 'A draft', status: 'draft' })
    const related = { pinned: [pinned.id], blocked: [blocked.id] }
    await admin('PATCH', `/posts/${post.id}`, { related })
    const listed = async (query = '') =>
      (await (await admin('GET', `/posts/${post.id}/related${query}`)).json<Listed>()).items

    expect(await listed()).toMatchObject([
      { id: pinned.id, title: 'Pinned', score: 0, reasons: [] },
      { id: blocked.id, title: 'Blocked', shown: false },
    ])
    expect(await listed('?q=block')).toMatchObject([{ id: blocked.id, title: 'Blocked' }])
    expect(await listed('?q=draft')).toEqual([])
    expect(await listed('?q=one')).toEqual([])
    expect(await listed(`?q=${encodeURIComponent('%"*')}`)).toEqual([])
  })
})

describe('GET /api/admin/posts/{id}/revisions', () => {
  it('has all that an editor can set, the author among it', async () => {
    const post = await givenPost({ category: 'Tea', tags: ['a'], excerpt: 'Short.' })

    const { items } = await (await admin('GET', `/posts/${post.id}/revisions`)).json<Listed>()

    expect(items).toMatchObject([
      {
        ...{ revision: 1, slug: 'a-post', category: 'Tea', tags: ['a'], summary: 'Short.' },
        ...{ author: 'Inkstone', publishedAt: post.publishedAt, pinned: false },
        related: { pinned: [], blocked: [] },
      },
    ])
  })
})
