import { describe, expect, it, vi } from 'vitest'
import { padSignature } from '../../src/admin/auth/passkey.ts'
import { authenticator } from '../authenticator.ts'
import { origin } from '../site.ts'
import { ask } from './ask.ts'
import { givenPerson } from './people.ts'
import { cookieOf, fromHere, signIn, whoIs } from './sessions.ts'

describe('a passkey', () => {
  async function challengeFor(path: string, headers: Record<string, string>): Promise<string> {
    const address = { 'CF-Connecting-IP': crypto.randomUUID() }
    const response = await ask('POST', path, {}, { ...fromHere, ...address, ...headers })
    return (await response.json<{ challenge: string }>()).challenge
  }
  const toSignIn = () => challengeFor('/api/admin/session/challenge', {})

  async function givenPasskey() {
    const person = await givenPerson('editor')
    const key = authenticator(origin)
    const challenge = await challengeFor('/api/admin/passkeys/challenge', person.headers)
    const body = { name: 'Laptop', passkey: key.create(challenge) }
    const added = await ask('POST', '/api/admin/passkeys', body, person.headers)
    expect(added.status).toBe(201)
    return { person, key }
  }

  it('signs its owner in', async () => {
    const { person, key } = await givenPasskey()

    const response = await signIn({ passkey: key.get(await toSignIn()) })

    expect(await whoIs(cookieOf(response))).toBe(person.name)
  })

  it('answers each challenge once, for this origin, with a rising counter', async () => {
    const { key } = await givenPasskey()
    const challenge = await toSignIn()
    const assertion = key.get(challenge)
    expect((await signIn({ passkey: assertion })).status).toBe(200)
    expect((await signIn({ passkey: assertion })).status).toBe(401)

    const elsewhere = key.get(await toSignIn(), { from: 'https://evil.example', count: 2 })
    expect((await signIn({ passkey: elsewhere })).status).toBe(401)
    expect((await signIn({ passkey: key.get('made-up', { count: 3 }) })).status).toBe(401)
    const cloned = key.get(await toSignIn(), { count: 1 })
    expect((await signIn({ passkey: cloned })).status).toBe(401)
  })

  it('answers no challenge that is over, was changed, or was put for another purpose', async () => {
    const { person, key } = await givenPasskey()
    const challenge = await toSignIn()
    const [whose, end, ...rest] = Buffer.from(challenge, 'base64url').toString().split('.')
    const later = Buffer.from([whose, Number(end) + 1, ...rest].join('.')).toString('base64url')
    const forNewKey = await challengeFor('/api/admin/passkeys/challenge', person.headers)
    const statuses = []
    for (const wrong of [later, forNewKey, 'made-up']) {
      statuses.push((await signIn({ passkey: key.get(wrong) })).status)
    }
    expect(statuses).toEqual([401, 401, 401])
    vi.setSystemTime(Date.now() + 301_000)
    expect((await signIn({ passkey: key.get(challenge) })).status).toBe(401)
    vi.useRealTimers()
    expect((await signIn({ passkey: key.get(challenge) })).status).toBe(200)
  })

  it('belongs to whoever added it first', async () => {
    const { key } = await givenPasskey()
    const other = await givenPerson('author')
    const challenge = await challengeFor('/api/admin/passkeys/challenge', other.headers)
    const body = { name: 'Twice', passkey: key.create(challenge) }

    expect((await ask('POST', '/api/admin/passkeys', body, other.headers)).status).toBe(422)
  })

  it('is no use once it is removed, nor a stranger’s', async () => {
    const { person, key } = await givenPasskey()
    expect((await signIn({ passkey: authenticator(origin).get(await toSignIn()) })).status).toBe(
      401,
    )
    const { items } = await (
      await ask('GET', '/api/admin/passkeys', undefined, person.headers)
    ).json<{ items: { id: string }[] }>()
    await ask('DELETE', `/api/admin/passkeys/${items[0]?.id}`, undefined, person.headers)

    expect((await signIn({ passkey: key.get(await toSignIn()) })).status).toBe(401)
  })

  it('is not taken for a challenge that was put to somebody else', async () => {
    const [a, b] = [await givenPerson('author'), await givenPerson('author')]
    const challenge = await challengeFor('/api/admin/passkeys/challenge', a.headers)
    const body = { name: 'Stolen', passkey: authenticator(origin).create(challenge) }

    expect((await ask('POST', '/api/admin/passkeys', body, b.headers)).status).toBe(422)
  })
})

describe('padSignature()', () => {
  it('gives both integers 33 bytes, short ones too', () => {
    const short = Buffer.from([0x30, 7, 2, 2, 1, 2, 2, 1, 5]).toString('base64url')

    const padded = Buffer.from(padSignature(short), 'base64url')

    expect(padded.length).toBe(72)
    expect([...padded.subarray(35, 37), padded[71]]).toEqual([1, 2, 5])
  })
})
