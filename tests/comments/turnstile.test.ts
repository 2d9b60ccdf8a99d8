import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { isPerson } from '../../src/comments/turnstile.ts'
import { comment } from '../comments.ts'
import { admin, get, givenPost } from '../site.ts'

/** Stands in for Cloudflare's service, which tests cannot reach. */
function answering(body: unknown) {
  return vi.spyOn(globalThis, 'fetch').mockImplementation(async () => Response.json(body))
}

beforeEach(async () => {
  await givenPost()
  await admin('PATCH', '/settings', { holdComments: 'none', turnstileKey: 'site-key' })
  Object.assign(env, { TURNSTILE_SECRET: 'secret' })
})

afterEach(() => {
  vi.restoreAllMocks()
  Object.assign(env, { TURNSTILE_SECRET: undefined })
})

describe('isPerson()', () => {
  const context = { secret: 'secret', address: '10.0.0.1' }

  it('asks with secret, token and address', async () => {
    const fetch = answering({ success: true })

    expect(await isPerson('token', context)).toBe(true)

    const [url, init] = fetch.mock.calls[0] ?? []
    expect(url).toBe('https://challenges.cloudflare.com/turnstile/v0/siteverify')
    expect(JSON.parse(String(init?.body))).toEqual({
      secret: 'secret',
      response: 'token',
      remoteip: '10.0.0.1',
    })
  })

  it('says no without a token or to a wrong one, and nothing when it cannot ask', async () => {
    expect(await isPerson('', context)).toBe(false)
    answering({ success: false })
    expect(await isPerson('token', context)).toBe(false)
    vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('no network'))
    expect(await isPerson('token', context)).toBeNull()
  })
})

describe('a page with Turnstile', () => {
  it('may load it, and pages without it may not', async () => {
    const policy = async () => (await get('/1.html')).headers.get('Content-Security-Policy')
    const html = await (await get('/1.html')).text()

    expect(html).toContain('class="cf-turnstile" data-sitekey="site-key"')
    expect(await policy()).toContain('frame-src https://challenges.cloudflare.com')
    await admin('PATCH', '/settings', { turnstileKey: '' })
    expect(await policy()).not.toContain('challenges.cloudflare.com')
    expect(await (await get('/1.html')).text()).not.toContain('turnstile/v0')
  })
})

describe('a comment on a site with Turnstile', () => {
  const words = { name: '甲', body: '一句话。', elapsed: 9_000 }

  it('waits unless the challenge was solved', async () => {
    answering({ success: true })
    const solved = await comment(1, { ...words, 'cf-turnstile-response': 'token' })
    const skipped = await comment(1, { ...words, body: '又一句。' })

    expect([solved.status, skipped.status]).toEqual([201, 202])
  })
})
