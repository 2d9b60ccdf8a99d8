import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { admin, get, givenPost, type TestPost } from '../site.ts'

const elsewhere = 'https://elsewhere.example/tea?from=us'

interface WithCanonical extends TestPost {
  canonical: string | null
}

async function change(id: number, body: Record<string, unknown>): Promise<WithCanonical> {
  const response = await admin('PATCH', `/posts/${id}`, body)
  if (!response.ok) throw new Error(await response.text())
  return response.json()
}

async function textOf(path: string): Promise<string> {
  return (await get(path)).text()
}

describe('canonical of a post', () => {
  it('is null until it is given, and again when it is emptied', async () => {
    const post = (await givenPost()) as WithCanonical
    expect(post.canonical).toBeNull()

    expect((await change(post.id, { canonical: ' HTTPS://Elsewhere.example/茶 ' })).canonical).toBe(
      'https://elsewhere.example/%E8%8C%B6',
    )
    expect((await change(post.id, { title: 'Other' })).canonical).not.toBeNull()
    expect((await change(post.id, { canonical: '' })).canonical).toBeNull()
  })

  it.each([
    '/here',
    'javascript:alert(1)',
    'ftp://e.example/x',
    'https://',
    'https://a b/',
    `https://e.example/${'x'.repeat(2_000)}`,
  ])('refuses %s, and says what is wrong', async (canonical) => {
    const response = await admin('POST', '/posts', { title: 'x', markdown: 'x', canonical })

    expect(response.status).toBe(422)
    const { errors } = await response.json<{ errors: { path: string; message: string }[] }>()
    expect(errors[0]?.path).toBe('canonical')
    expect(errors[0]?.message).toMatch(/http or https address|at most|<=2000/)
  })

  it('comes back with the revision that had it', async () => {
    const post = await givenPost({ canonical: elsewhere })
    await change(post.id, { canonical: null })

    const response = await admin('POST', `/posts/${post.id}/revisions/1/restore`)

    expect((await response.json<WithCanonical>()).canonical).toBe(elsewhere)
  })

  it('is null in a revision that was written before posts had one', async () => {
    const post = await givenPost({ canonical: elsewhere })
    await env.DB.prepare(
      "UPDATE revisions SET snapshot = json_remove(snapshot, '$.canonical') WHERE post_id = ?",
    )
      .bind(post.id)
      .run()
    await change(post.id, { canonical: elsewhere })

    const response = await admin('POST', `/posts/${post.id}/revisions/1/restore`)

    expect((await response.json<WithCanonical>()).canonical).toBeNull()
  })
})

describe('the page of a post first published elsewhere', () => {
  it('sends search engines there, and keeps its own permalink', async () => {
    const post = await givenPost()
    const path = `/${post.id}.html`
    expect(await textOf(path)).toContain(`<link rel="canonical" href="${post.url}"`)

    await change(post.id, { canonical: elsewhere })
    const html = await textOf(path)

    expect(html).toContain(`<link rel="canonical" href="${elsewhere}"`)
    expect(html).toContain(`<meta property="og:url" content="${elsewhere}"`)
    expect(html).toContain(`"mainEntityOfPage":"${elsewhere}"`)
    expect(html).toMatch(new RegExp(`<a data-permalink="true" href="${post.url}">`))
    expect((await get(`/${post.id}.md`)).headers.get('Link')).toBe(
      `<${elsewhere}>; rel="canonical"`,
    )
  })

  it('is in the feeds and not in the sitemap', async () => {
    const post = await givenPost()
    expect(await textOf('/sitemap.xml')).toContain(post.url)

    await change(post.id, { canonical: elsewhere })

    expect(await textOf('/sitemap.xml')).not.toContain(post.url)
    expect(await textOf('/feed.xml')).toContain(post.url)
    // An address of our own is no other one.
    await change(post.id, { canonical: post.url })
    expect(await textOf('/sitemap.xml')).toContain(post.url)
  })

  it('lets nothing out of its attribute', async () => {
    const post = await givenPost({ canonical: 'https://e.example/"><script>alert(1)</script>' })

    expect(await textOf(`/${post.id}.html`)).not.toContain('<script>alert(1)')
  })
})
