import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { admin } from '../site.ts'
import { ask } from './ask.ts'
import { givenPerson } from './people.ts'
import { fromHere, signIn } from './sessions.ts'

/** An address of its own for each test: no other has used up its attempts. */
function newAddress(): { 'CF-Connecting-IP': string } {
  return { 'CF-Connecting-IP': crypto.randomUUID() }
}

/** The statuses of `times` requests, one after the other. */
async function statusesOf(times: number, send: (index: number) => Promise<Response>) {
  const statuses: number[] = []
  for (let index = 0; index < times; index++) statuses.push((await send(index)).status)
  return statuses
}

async function rowsIn(table: string): Promise<number> {
  const row = await env.DB.prepare(`SELECT count(*) AS n FROM ${table}`).first<{ n: number }>()
  return row?.n ?? 0
}

describe('strangers', () => {
  it.each([
    ['nonsense', '/api/admin/session', {}, 422],
    ['asking for challenges', '/api/admin/session/challenge', {}, 200],
  ])(
    'are stopped after ten attempts a minute, %s, and write nothing',
    async (_, path, body, status) => {
      const headers = { ...fromHere, ...newAddress() }
      const statuses = await statusesOf(15, () => ask('POST', path, body, headers))

      expect(statuses).toEqual([...Array(10).fill(status), ...Array(5).fill(429)])
      expect([await rowsIn('audit'), await rowsIn('challenges')]).toEqual([0, 0])
    },
  )

  it('are one customer in all of an IPv6 network', async () => {
    const proof = { token: 'wrong' }
    const statuses = await statusesOf(11, (index) =>
      signIn(proof, { 'CF-Connecting-IP': `2001:db8:7:9:${index}:0:0:1` }),
    )
    const neighbour = await signIn(proof, { 'CF-Connecting-IP': '2001:db8:7:a::1' })

    expect(statuses.at(-1)).toBe(429)
    expect(neighbour.status).toBe(401)
  })

  it('who fail to sign in are noted once an hour, wherever they come from', async () => {
    const statuses = await statusesOf(5, () => signIn({ token: 'wrong' }))

    const { items } = await (await admin('GET', '/audit')).json<{ items: unknown[] }>()
    expect(statuses).toEqual(Array(5).fill(401))
    expect(items).toMatchObject([{ actor: '', operation: 'POST /api/admin/session', status: 401 }])

    await env.DB.prepare('UPDATE audit SET at = at - 3600001').run()
    await signIn({ token: 'wrong' })
    expect(await rowsIn('audit')).toBe(2)
  })
})

describe('tokens', () => {
  const withToken = (token: string, address: Record<string, string>) =>
    ask('GET', '/api/admin/tags', undefined, { Authorization: `Bearer ${token}`, ...address })

  it('cannot be guessed from one address more than ten times a minute', async () => {
    const address = newAddress()
    const statuses = await statusesOf(15, (index) => withToken(`ink_${index}`, address))

    expect(statuses).toEqual([...Array(10).fill(401), ...Array(5).fill(429)])
    // Or the guesses would go on, and the right one would show itself.
    expect((await withToken('test-token', address)).status).toBe(429)
    expect((await withToken('test-token', newAddress())).status).toBe(200)
  })

  it('are not looked up when they are none of the site’s making', async () => {
    const response = await withToken('hunter2', newAddress())

    expect(response.status).toBe(401)
    expect(response.headers.get('Server-Timing') ?? '').not.toMatch(/queries=[1-9]/)
  })

  it('are never limited while they are right, whoever fails to sign in beside them', async () => {
    const address = newAddress()
    await statusesOf(12, () => signIn({ token: 'wrong' }, address))

    const statuses = await statusesOf(30, () => withToken('test-token', address))

    expect(new Set(statuses)).toEqual(new Set([200]))
  })
})

describe('the audit trail', () => {
  it('takes no HEAD for a write', async () => {
    const { headers } = await givenPerson('editor')
    expect((await ask('HEAD', '/api/admin/posts', undefined, headers)).status).toBe(200)

    expect(await rowsIn('audit')).toBe(0)
  })

  it('is not escaped by calling a write a check', async () => {
    const { headers } = await givenPerson('owner')
    await ask('POST', '/api/admin/tags?check=true', { name: 'tea' }, headers)
    await ask('PATCH', '/api/admin/settings?check=true', { title: 'Tea' }, headers)
    await ask('PATCH', '/api/admin/settings?check=false', { title: 'Tea' }, headers)

    const { items } = await (await admin('GET', '/audit')).json<{
      items: { operation: string }[]
    }>()
    expect(items.map((entry) => entry.operation)).toEqual([
      'PATCH /api/admin/settings',
      'POST /api/admin/tags',
    ])
  })
})
