import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { admin, get, givenPost } from '../site.ts'

async function givenImages(count: number) {
  await env.DB.prepare(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
    INSERT INTO media (key, name, type, size, width, height, created_at)
    SELECT 'i' || i || '.png', 'x', 'image/png', 1, 100 + i, 50, 0 FROM n`)
    .bind(count)
    .run()
}

describe('a text of endless levels', () => {
  const markdown = '1. '.repeat(1_666)

  it('is refused in words, on saving and in the preview, and what was there stays', async () => {
    const { id, html } = await givenPost()

    for (const response of [
      await admin('POST', '/posts', { title: 'x', markdown }),
      await admin('PATCH', `/posts/${id}`, { markdown }),
      await admin('POST', '/preview', { markdown }),
    ]) {
      expect(response.status).toBe(422)
      const { detail, errors } = await response.json<{ detail: string; errors: unknown[] }>()
      expect(detail).toMatch(/more than 200 levels deep/)
      expect(errors).toEqual([{ path: 'markdown', message: detail }])
    }

    expect(await (await admin('GET', `/posts/${id}`)).json()).toMatchObject({ html, revision: 1 })
    expect((await get(`/${id}.html`)).status).toBe(200)
  })
})

describe('images of the site', () => {
  it('have their sizes, however many there are and whichever address they have', async () => {
    await givenImages(150)
    const text = Array.from({ length: 150 }, (_, i) => `![](/media/i${i + 1}.png)`)
    const { html } = await givenPost({
      markdown: [...text, '![](https://blog.example/media/i7.png)'].join('\n\n'),
    })

    expect(html.match(/<img[^>]* width="\d+" height="50"/g)).toHaveLength(151)
    expect(html).not.toContain('https://blog.example/media')
  })

  it('keep a cover from moving the page, when its address is a whole one too', async () => {
    await givenImages(1)
    const { id } = await givenPost({ cover: 'https://blog.example/media/i1.png' })

    expect(await (await get(`/${id}.html`)).text()).toMatch(
      /<img class="cover"[^>]* width="101" height="50"/,
    )
  })

  it('are found from every list, though their address starts from the post', async () => {
    await admin('PATCH', '/settings', { permalink: '/{year}/{slug}/' })
    await givenPost({
      slug: 'a',
      markdown: '![](images/b.png)',
      publishedAt: '2026-01-02T00:00:00Z',
    })

    for (const path of ['/', '/2026/a/', '/sitemap.xml', '/feed.json']) {
      expect(await (await get(path)).text(), path).toMatch(/[">.e]\/2026\/a\/images\/b\.png["<]/)
    }
  })
})

describe('footnotes', () => {
  it.each([
    ['en', 'Footnotes', 'Back to reference 1'],
    ['en-GB', 'Footnotes', 'Back to reference 1'],
    ['zh-Hant', '註腳', '回到註腳 1 的引用處'],
    ['zh', '脚注', '回到脚注 1 的引用处'],
    ['ja', '脚注', '回到脚注 1 的引用处'],
    [null, '脚注', '回到脚注 1 的引用处'],
  ])('of a post in %s are called what its readers call them', async (language, heading, back) => {
    const { html } = await givenPost({ markdown: 'a[^1]\n\n[^1]: b', language })

    expect(html).toContain(`>${heading}</h2>`)
    expect(html).toContain(`aria-label="${back}"`)
  })
})
