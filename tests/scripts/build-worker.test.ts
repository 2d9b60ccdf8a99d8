import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSite } from '../../scripts/bench/site.ts'
import { buildWorker, compressedSize } from '../../scripts/build-worker.ts'
import { authenticator } from '../authenticator.ts'

/** Blocks in all the languages, with what each has most of. */
const codeSamples = readFileSync(new URL('code-samples.md', import.meta.url), 'utf8')
const oddHtml =
  '<!DOCTYPE html>\n\n<p>&notin; &notit; &copy 2026 &nvlt; &#150; &unknown;</p>\n\n<p><b>a<i>b</b>c</p>'

const folder = mkdtempSync(join(tmpdir(), 'inkstone-worker-'))
let worker: string
let site: Awaited<ReturnType<typeof openSite>>

beforeAll(async () => {
  worker = await buildWorker(folder)
  site = await openSite(worker)
  for (const [id, markdown] of [oddHtml, codeSamples].entries()) {
    const fields = { title: 'A post', category: 'a', tags: [], status: 'published' }
    await site.admin('/posts', { id: 9_000 + id, markdown, ...fields })
  }
}, 300_000)
afterAll(async () => {
  await site.close()
  rmSync(folder, { recursive: true })
})

const paths = [
  ...['/', '/page/2/', '/archive/', '/7.html', '/9001.html', '/nothing', '/feed.xml', '/atom.xml'],
  ...['/feed.json', '/sitemap.xml', '/llms.txt', '/opensearch.xml', '/robots.txt', '/3.md'],
  ...['/search?q=cache', '/api/search?q=%E8%8C%B6', '/api/search/suggest?q=ca', '/healthz'],
  ...['/admin', '/admin/sign-in', '/admin/posts', '/admin/editor', '/admin/settings'],
  ...['/admin/media', '/admin/people', '/admin/redirects', '/admin/tags', '/cards/1.png'],
]

/** What each request adds to. */
const counting = /audit|searches|statistics|status/

/** What is sent, and where: some of it is no good. */
const sent: [string, unknown][] = [
  ['/posts', { title: '', tags: 'a' }],
  ['/tags', { name: ' '.repeat(90) }],
  ['/people', { role: 'king' }],
  ['/tokens', { name: 'a', scopes: ['b'] }],
  ['/redirects', { from: 'x', to: 1 }],
  ['/media', {}],
  ['/preview', { markdown: codeSamples }],
  ['/preview', { markdown: oddHtml }],
]

/** What the site answers everywhere, but for times and for what is made anew each time. */
async function answers(): Promise<Record<string, string>> {
  const headers = { Authorization: 'Bearer bench', 'Cache-Control': 'no-cache' }
  const ask = (path: string) => fetch(new URL(path, site.url), { headers, redirect: 'manual' })
  const { paths: described } = (await (await ask('/api/admin/openapi.json')).json()) as OpenApi
  const api = Object.keys(described).filter((path) => described[path]?.get && !counting.test(path))
  const found: Record<string, string> = {}
  for (const path of [...paths, ...api.map((path) => path.replace(/\{\w+\}/g, '1'))]) {
    found[path] = await written(await ask(path))
  }
  for (const [place, [path, body]] of sent.entries()) {
    found[`${place} ${path}`] = await written(await site.admin(path, body))
  }
  return found
}

type OpenApi = { paths: Record<string, Record<string, unknown>> }

async function written(response: Response): Promise<string> {
  const text = (await response.text())
    .replace(/nonce="[^"]*"|content="[\w-]{20,}"/g, 'nonce')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)|\d{13}/g, 'time')
  return `${response.status} ${response.headers.get('Content-Type')} ${text}`
}

describe('buildWorker()', () => {
  it('makes at most 250 kB, compressed', () => {
    expect(compressedSize(worker)).toBeLessThanOrEqual(250_000)
  })

  it('makes a Worker that takes posts and serves them', async () => {
    const [home, article, feed] = await Promise.all(
      ['/', '/1.html', '/feed.xml'].map((path) => fetch(new URL(path, site.url))),
    )
    expect([home?.status, article?.status, feed?.status]).toEqual([200, 200, 200])
    expect(await article?.text()).toContain('id="comment-form"')
  })

  it('reads HTML as browsers do, with the parts that are ours', async () => {
    const html = await (await fetch(new URL('/9000.html', site.url))).text()
    expect(html).toContain('<p>∉ ¬it; © 2026 &lt;\u20d2 – &amp;unknown;</p>')
    expect(html).toContain('<p><b>a<i>b</i></b><i>c</i></p>')
  })

  it('takes a passkey and signs its owner in with it', async () => {
    const { origin } = new URL(site.url)
    const ask = async (path: string, body: unknown, cookie = '') => {
      const headers = { 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin' }
      const init = { method: 'POST', body: JSON.stringify(body), headers: { ...headers, cookie } }
      const response = await fetch(`${origin}/api/admin${path}`, init)
      const [set = ''] = (response.headers.get('Set-Cookie') ?? '').split(';')
      return { status: response.status, cookie: set, json: (await response.json()) as Challenge }
    }
    type Challenge = { challenge: string }
    const key = authenticator(origin)
    const { cookie } = await ask('/session', { token: 'bench' })
    const { json: toAdd } = await ask('/passkeys/challenge', {}, cookie)
    const added = { name: 'Laptop', passkey: key.create(toAdd.challenge) }
    expect((await ask('/passkeys', added, cookie)).status).toBe(201)

    const { json: toSignIn } = await ask('/session/challenge', {})
    const passkey = key.get(toSignIn.challenge)
    expect((await ask('/session', { passkey })).status).toBe(200)
    expect((await ask('/session', { passkey })).status).toBe(401)
  })

  it('leaves out nothing that shows: every answer is that of the whole code', async () => {
    const built = await answers()
    await site.replace(join(folder, 'bundle/index.js'))
    const whole = await answers()
    expect(Object.keys(built).length).toBeGreaterThan(50)
    for (const [path, answer] of Object.entries(whole)) {
      expect({ [path]: built[path] }).toEqual({ [path]: answer })
    }
    expect(whole['6 /preview']?.match(/<span class=\\"h-/g)?.length).toBeGreaterThan(150)
  })
})
