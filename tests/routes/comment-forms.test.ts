import { beforeEach, describe, expect, it } from 'vitest'
import { answer, approve, comment, commentForm, words } from '../comments.ts'
import { admin, get, givenPost } from '../site.ts'

beforeEach(async () => {
  await givenPost({ title: '一篇文章' })
})

describe('without script', () => {
  const fields = {
    name: '访客',
    email: '',
    url: '',
    body: '没有脚本也行。',
    parentId: '',
    subject: '',
  }

  it('leads to a page that says the comment waits', async () => {
    const response = await commentForm(1, fields)

    expect(response.status).toBe(303)
    const location = response.headers.get('Location') ?? ''
    expect(location).toBe('/comments/1/waiting/')
    const page = await (await get(location)).text()
    expect(page).toContain('正在等待审核')
    expect(page).toContain('<meta name="robots" content="noindex"/>')
    const { items } = await (await admin('GET', '/comments')).json<{ items: { id: number }[] }>()
    await approve(items[0]?.id ?? 0)
    expect(await (await get('/1.html')).text()).toContain('没有脚本也行')
  })

  it('comes back with the form filled in when something is wrong', async () => {
    const response = await commentForm(1, { ...fields, email: 'oops', body: '留着<b>这句' })

    expect(response.status).toBe(422)
    const page = await response.text()
    expect(page).toContain('邮箱地址似乎不对')
    expect(page).toContain('留着&lt;b>这句'.replace('>', '&gt;'))
    expect(page).toContain('value="oops"')
  })

  it('gets its words back from whatever goes wrong, in a page', async () => {
    const { id } = await answer(await comment(1, words))
    await approve(id)
    const begun = { ...fields, body: '写了很久的一段话。', parentId: String(id) }
    const long = '长'.repeat(9_000)
    const outcomes = [
      await commentForm(1, { ...begun, body: long }),
      await commentForm(1, { ...begun, url: 'javascript:x' }),
      await commentForm(99, begun),
      await commentForm(1, { ...begun, parentId: '99' }),
      await commentForm(1, begun, 1, { 'Sec-Fetch-Site': 'cross-site' }),
    ]
    await admin('PATCH', '/settings', { comments: false })
    outcomes.push(await commentForm(1, begun))

    expect(outcomes.map(({ status }) => status)).toEqual([422, 422, 404, 422, 403, 403])
    for (const [number, response] of outcomes.entries()) {
      const page = await response.text()
      expect(page).toContain(`${number === 0 ? long : begun.body}</textarea>`)
      expect(page).toMatch(/<p role="status">[^<]+<\/p>/)
      // What is answered stands above the form, as it did before the fault.
      const answered = number !== 2 && number !== 3
      expect(page.includes('写得真好'), `outcome ${number}`).toBe(answered)
      expect(page.includes(`name="parentId" value="${id}"`)).toBe(number !== 3)
    }
    const huge = await commentForm(1, { ...begun, body: 'x'.repeat(300_000) })
    expect(huge.status).toBe(413)
    expect(await huge.text()).toContain('最多 5,000 字')
  })

  it('answers a comment through a page of its own', async () => {
    const { id } = await answer(await comment(1, words))
    expect((await get(`/comments/1/reply/${id}/`)).status).toBe(404)
    await approve(id)

    const page = await (await get(`/comments/1/reply/${id}/`)).text()

    expect(page).toContain(`name="parentId" value="${id}"`)
    expect(page).toContain('写得真好')
  })
})
