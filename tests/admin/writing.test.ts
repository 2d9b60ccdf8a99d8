import { describe, expect, it } from 'vitest'
import { admin, get, givenPost } from '../site.ts'
import { ask } from './ask.ts'
import { givenPerson } from './people.ts'

describe('drafts', () => {
  async function keep(headers: Record<string, string>, postId: number | null, title: string) {
    const response = await ask('POST', '/api/admin/drafts', { postId, fields: { title } }, headers)
    return response.json<{ id: number; version: number; others: { name: string }[] }>()
  }

  it('are seen by nobody but who typed them', async () => {
    const [one, two] = [await givenPerson('editor'), await givenPerson('owner')]
    const post = await givenPost()
    const { id } = await keep(one.headers, post.id, 'Secret title')

    const other = await ask('GET', `/api/admin/drafts/${id}`, undefined, two.headers)
    const list = await ask('GET', '/api/admin/drafts', undefined, two.headers)

    expect(other.status).toBe(404)
    expect(await list.json()).toEqual({ items: [] })
    for (const path of ['/', `/${post.id}.html`, '/feed.xml']) {
      expect(await (await get(path)).text()).not.toContain('Secret title')
    }
  })

  it('are written by one window only', async () => {
    const { headers } = await givenPerson('editor')
    const { id } = await keep(headers, null, 'a')
    const again = (version: number, title: string) =>
      ask(
        'PATCH',
        `/api/admin/drafts/${id}`,
        { version, baseRevision: 0, fields: { title } },
        headers,
      )

    const answers = await Promise.all([again(1, 'b'), again(1, 'c')])

    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409])
  })

  it('tell who else is at work, and which revision the post is at', async () => {
    const [one, two] = [await givenPerson('editor'), await givenPerson('editor')]
    const post = await givenPost()
    await keep(one.headers, post.id, 'a')
    await admin('PATCH', `/posts/${post.id}`, { title: 'Moved on' })

    const activity = await keep(two.headers, post.id, 'b')

    expect(activity).toMatchObject({ revision: 2, others: [{ name: one.name }] })
  })

  it('are at most as large as D1 keeps a row', async () => {
    const { headers } = await givenPerson('editor')
    const draft = (characters: number) => {
      const fields = { markdown: '茶'.repeat(characters) }
      return ask('POST', '/api/admin/drafts', { postId: null, fields }, headers)
    }

    expect((await draft(650_000)).status).toBe(201)
    expect((await draft(700_000)).status).toBe(422)
  })

  it('are closed to authors where the post is', async () => {
    const author = await givenPerson('author')
    const post = await givenPost({ author: 'Somebody Else' })

    const response = await ask(
      'POST',
      '/api/admin/drafts',
      { postId: post.id, fields: {} },
      author.headers,
    )

    expect(response.status).toBe(403)
  })
})

describe('POST /api/admin/preview', () => {
  it('gives the page the post gets when it is published', async () => {
    const markdown = '# 一\n\n## 二\n\n**x** <script>alert(1)</script>\n\n- [ ] y'
    const { html } = await (await admin('POST', '/preview', { title: '预览', markdown })).json<{
      html: string
    }>()
    const post = await givenPost({ title: '预览', markdown })
    const published = await (await get(`/${post.id}.html`)).text()

    const bodyOf = (page: string) => /<div class="body">[\s\S]*?<\/article>/.exec(page)?.[0]
    expect(bodyOf(html)).toBe(bodyOf(published))
    expect(html).not.toContain('alert(1)')
  })
})

describe('GET /admin/preview', () => {
  it('has nothing that its policy would refuse to run', async () => {
    const { headers } = await givenPerson('author')
    const response = await get('/admin/preview', headers)
    const html = await response.text()

    expect(response.headers.get('Content-Security-Policy')).toContain("script-src 'none'")
    expect(html).toContain('<main')
    expect(html).not.toContain('<script')
  })
})

describe('the receipt', () => {
  it('tells when cron last noted posts that were due', async () => {
    const cronAt = async () => (await givenPost()).receipt.cronAt
    expect(await cronAt()).toBeNull()
    await admin('POST', '/jobs/tick')
    const { jobs } = await (await admin('GET', '/status')).json<{
      jobs: { name: string; finishedAt: string }[]
    }>()

    expect(await cronAt()).toBe(jobs.find((job) => job.name === 'publish')?.finishedAt)
  })
})

describe('GET /api/admin/slugs/{slug}', () => {
  it('tells what is free, taken or would be changed', async () => {
    const post = await givenPost({ slug: 'tea' })
    const check = async (path: string) => (await admin('GET', `/slugs/${path}`)).json()

    expect(await check('coffee')).toMatchObject({ valid: true, takenBy: null })
    expect(await check('tea')).toMatchObject({ takenBy: post.id, suggestion: 'tea-2' })
    expect(await check(`tea?post=${post.id}`)).toMatchObject({ takenBy: null })
    expect(await check(encodeURIComponent('../<b>Tea!'))).toMatchObject({
      valid: false,
      slug: 'b-tea',
    })
  })
})

describe('GET /api/admin/posts/{id}/edge', () => {
  it('names the validator that the public page has', async () => {
    const post = await givenPost()
    const { etag } = await (await admin('GET', `/posts/${post.id}/edge`)).json<{ etag: string }>()

    expect((await get(`/${post.id}.html`)).headers.get('ETag')).toBe(etag)
    await admin('PATCH', `/posts/${post.id}`, { status: 'draft' })
    expect(await (await admin('GET', `/posts/${post.id}/edge`)).json()).toMatchObject({
      etag: null,
    })
  })
})
