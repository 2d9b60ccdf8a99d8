import { env } from 'cloudflare:workers'
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { accessEmail } from '../../src/admin/auth/access.ts'
import { padSignature } from '../../src/admin/auth/passkey.ts'
import { admin, origin } from '../site.ts'
import { ask } from './ask.ts'
import { givenPerson, givenToken } from './people.ts'

const fromHere = { 'Sec-Fetch-Site': 'same-origin' }

/** Each test signs in from an address of its own, so that none uses up another's attempts. */
function signIn(proof: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const address = { 'CF-Connecting-IP': crypto.randomUUID() }
  return ask('POST', '/api/admin/session', proof, { ...fromHere, ...address, ...headers })
}

function cookieOf(response: Response): Record<string, string> {
  const [cookie = ''] = (response.headers.get('Set-Cookie') ?? '').split(';')
  return { Cookie: cookie, ...fromHere }
}

async function whoIs(headers: Record<string, string>): Promise<string | number> {
  const response = await ask('GET', '/api/admin/session', undefined, headers)
  return response.ok ? (await response.json<{ name: string }>()).name : response.status
}

describe('the owner’s token', () => {
  it('opens a session that a browser keeps to this host alone', async () => {
    const response = await signIn({ token: 'test-token' })

    expect(response.status).toBe(200)
    expect(response.headers.get('Set-Cookie')).toMatch(
      /^__Host-inkstone-session=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
    expect(await whoIs(cookieOf(response))).toBe('Inkstone')
  })

  it('signs the same owner in each time', async () => {
    const first = await (await signIn({ token: 'test-token' })).json()
    const second = await (await signIn({ token: 'test-token' })).json()

    expect(second).toEqual(first)
    expect(first).toMatchObject({ role: 'owner' })
  })

  it('is refused when it is wrong, and when another site sends it', async () => {
    expect((await signIn({ token: 'wrong' })).status).toBe(401)
    const foreign = { 'Sec-Fetch-Site': 'cross-site' }
    expect((await signIn({ token: 'test-token' }, foreign)).status).toBe(403)
  })

  it('is refused after ten attempts a minute from one address', async () => {
    const address = { 'CF-Connecting-IP': crypto.randomUUID() }
    const statuses: number[] = []
    for (let attempt = 0; attempt < 12; attempt++) {
      statuses.push((await signIn({ token: 'wrong' }, address)).status)
    }
    expect(statuses).toContain(429)
    expect((await signIn({ token: 'test-token' }, address)).status).toBe(429)
    // Those turned away cost no write.
    const written = await env.DB.prepare('SELECT count(*) AS n FROM audit').first<{ n: number }>()
    expect(written?.n).toBe(statuses.filter((status) => status === 401).length)
  })
})

describe('signing out', () => {
  it('ends this session, the others, or all', async () => {
    const [a, b, c] = await Promise.all(
      [1, 2, 3].map(async () => cookieOf(await signIn({ token: 'test-token' }))),
    )
    if (!a || !b || !c) throw new Error('Nobody signed in')
    await ask('DELETE', '/api/admin/session', undefined, a)
    expect(await whoIs(a)).toBe(401)
    expect(await whoIs(b)).toBe('Inkstone')

    await ask('DELETE', '/api/admin/sessions?keep=current', undefined, b)
    expect([await whoIs(b), await whoIs(c)]).toEqual(['Inkstone', 401])

    await ask('DELETE', '/api/admin/sessions', undefined, b)
    expect(await whoIs(b)).toBe(401)
  })
})

describe('a recovery code', () => {
  it('signs in once, however it is typed, and a new one replaces it', async () => {
    const owner = await givenPerson('owner')
    const make = async () => {
      const response = await ask('POST', '/api/admin/recovery-code', {}, owner.headers)
      return (await response.json<{ code: string }>()).code
    }
    const old = await make()
    const code = await make()

    expect((await signIn({ code: old })).status).toBe(401)
    const typed = code.toLowerCase().replaceAll('-', ' ')
    expect(await whoIs(cookieOf(await signIn({ code: typed })))).toBe(owner.name)
    expect((await signIn({ code })).status).toBe(401)
    const rows = await env.DB.prepare('SELECT * FROM sign_in_codes').all()
    expect(JSON.stringify(rows.results)).not.toContain(code)
  })
})

describe('people', () => {
  it('come in by an invitation, and go when they are suspended', async () => {
    const invited = await (
      await admin('POST', '/people', { name: '李四', role: 'editor', email: 'Li@Example.com' })
    ).json<{ id: number; code: string; email: string }>()
    const headers = cookieOf(await signIn({ code: invited.code }))
    expect(await whoIs(headers)).toBe('李四')
    expect(invited.email).toBe('li@example.com')
    const token = await givenToken(['read'], headers)

    await admin('PATCH', `/people/${invited.id}`, { suspended: true })

    expect(await whoIs(headers)).toBe(401)
    expect((await ask('GET', '/api/admin/posts', undefined, token)).status).toBe(401)
    expect((await admin('DELETE', `/authors/${invited.id}`)).status).toBe(409)
  })

  it('never leave the site without an owner', async () => {
    const { authorId } = await (await signIn({ token: 'test-token' })).json<{ authorId: number }>()

    expect((await admin('PATCH', `/people/${authorId}`, { role: 'editor' })).status).toBe(409)
    expect((await admin('PATCH', `/people/${authorId}`, { suspended: true })).status).toBe(409)
  })
})

describe('API tokens', () => {
  it('are shown once, kept as hashes, and tell when they were used', async () => {
    const made = await (
      await admin('POST', '/tokens', { name: 'CI', scopes: ['read'], expiresInDays: 1 })
    ).json<{ id: number; token: string }>()
    await ask('GET', '/api/admin/posts', undefined, { Authorization: `Bearer ${made.token}` })

    const list = await (await admin('GET', '/tokens')).text()
    const stored = await env.DB.prepare('SELECT * FROM tokens').all()

    expect(list).not.toContain(made.token)
    expect(JSON.stringify(stored.results)).not.toContain(made.token)
    expect(JSON.parse(list).items[0].lastUsedAt).not.toBeNull()

    await env.DB.prepare('UPDATE tokens SET expires_at = 1').run()
    const late = await ask('GET', '/api/admin/posts', undefined, {
      Authorization: `Bearer ${made.token}`,
    })
    expect(late.status).toBe(401)
  })

  it('never do more than the person may whose they are', async () => {
    const author = await givenPerson('author')
    const token = await givenToken(['site', 'read'], author.headers)

    expect((await ask('POST', '/api/admin/tags', { name: 'x' }, token)).status).toBe(403)
    expect((await ask('POST', '/api/admin/tokens', { name: 'x' }, token)).status).toBe(403)
  })
})

describe('the audit trail', () => {
  it('names who did what, refused or not', async () => {
    const editor = await givenPerson('editor')
    await ask('POST', '/api/admin/tags', { name: 'tea' }, editor.headers)
    await ask('POST', '/api/admin/tags', { name: '' }, editor.headers)

    const { items } = await (await admin('GET', '/audit')).json<{ items: unknown[] }>()

    expect(items).toMatchObject([
      { actor: editor.name, via: 'session', operation: 'POST /api/admin/tags', status: 422 },
      { actor: editor.name, via: 'session', operation: 'POST /api/admin/tags', status: 201 },
    ])
  })
})

/** A software authenticator: the data and signatures of a passkey, as WebAuthn Level 3 has them. */
function authenticator() {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = Buffer.from(crypto.randomUUID()).toString('base64url')
  const rpIdHash = createHash('sha256').update(new URL(origin).hostname).digest()
  const dataOf = (count: number) => {
    const flagsAndCount = Buffer.from([5, 0, 0, 0, count])
    return Buffer.concat([rpIdHash, flagsAndCount])
  }
  const clientData = (type: string, challenge: string, from: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin: from, crossOrigin: false }))
  const encode = (bytes: Buffer) => bytes.toString('base64url')
  return {
    create: (challenge: string, from = origin) => ({
      ...{ id, rawId: id, type: 'public-key' },
      response: {
        attestationObject: 'oA',
        authenticatorData: encode(dataOf(0)),
        clientDataJSON: encode(clientData('webauthn.create', challenge, from)),
        publicKey: encode(publicKey.export({ type: 'spki', format: 'der' })),
        publicKeyAlgorithm: -7,
        transports: ['internal'],
      },
    }),
    get: (challenge: string, { from = origin, count = 1 } = {}) => {
      const data = dataOf(count)
      const client = clientData('webauthn.get', challenge, from)
      const digest = createHash('sha256').update(client).digest()
      const signature = sign('sha256', Buffer.concat([data, digest]), privateKey)
      return {
        ...{ id, rawId: id, type: 'public-key' },
        response: {
          authenticatorData: encode(data),
          clientDataJSON: encode(client),
          signature: encode(signature),
        },
      }
    },
  }
}

describe('a passkey', () => {
  async function challengeFor(path: string, headers: Record<string, string>): Promise<string> {
    const address = { 'CF-Connecting-IP': crypto.randomUUID() }
    const response = await ask('POST', path, {}, { ...fromHere, ...address, ...headers })
    return (await response.json<{ challenge: string }>()).challenge
  }
  const toSignIn = () => challengeFor('/api/admin/session/challenge', {})

  async function givenPasskey() {
    const person = await givenPerson('editor')
    const key = authenticator()
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

  it('is no use once it is removed, nor a stranger’s', async () => {
    const { person, key } = await givenPasskey()
    expect((await signIn({ passkey: authenticator().get(await toSignIn()) })).status).toBe(401)
    const { items } = await (
      await ask('GET', '/api/admin/passkeys', undefined, person.headers)
    ).json<{ items: { id: string }[] }>()
    await ask('DELETE', `/api/admin/passkeys/${items[0]?.id}`, undefined, person.headers)

    expect((await signIn({ passkey: key.get(await toSignIn()) })).status).toBe(401)
  })

  it('is not taken for a challenge that was put to somebody else', async () => {
    const [a, b] = [await givenPerson('author'), await givenPerson('author')]
    const challenge = await challengeFor('/api/admin/passkeys/challenge', a.headers)
    const body = { name: 'Stolen', passkey: authenticator().create(challenge) }

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

describe('accessEmail()', () => {
  const config = { ACCESS_TEAM: 'inkstone', ACCESS_AUD: 'the-application' }

  async function asserted(
    claims: { aud?: string; iss?: string; expiresIn?: string; signer?: string } = {},
  ) {
    const { publicKey, privateKey } = await generateKeyPair('RS256')
    const token = await new SignJWT({ email: 'Owner@Example.com' })
      .setProtectedHeader({ alg: 'RS256', kid: 'new' })
      .setIssuer(claims.iss ?? 'https://inkstone.cloudflareaccess.com')
      .setAudience(claims.aud ?? config.ACCESS_AUD)
      .setExpirationTime(claims.expiresIn ?? '1h')
      .sign(privateKey)
    const key = { ...(await exportJWK(publicKey)), kid: claims.signer ?? 'new' }
    const old = { ...(await exportJWK((await generateKeyPair('RS256')).publicKey)), kid: 'old' }
    const request = new Request(origin, { headers: { 'Cf-Access-Jwt-Assertion': token } })
    return accessEmail(request, {}, config, async (_, anew) => (anew ? [old, key] : [old]))
  }

  it('believes a signed assertion for this application alone', async () => {
    expect(await asserted()).toBe('owner@example.com')
    expect(await asserted({ aud: 'another' })).toBeNull()
    expect(await asserted({ iss: 'https://evil.cloudflareaccess.com' })).toBeNull()
    expect(await asserted({ expiresIn: '-1h' })).toBeNull()
    expect(await asserted({ signer: 'another' })).toBeNull()
  })

  it('believes no key but the one that is named, and no unsigned assertion', async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const { publicKey } = await generateKeyPair('RS256')
    const key = { ...(await exportJWK(publicKey)), kid: 'new' }
    const { privateKey } = await generateKeyPair('RS256')
    const claims = { email: 'a@b.c', iss: 'https://inkstone.cloudflareaccess.com' }
    const forged = await new SignJWT({ ...claims, aud: config.ACCESS_AUD })
      .setProtectedHeader({ alg: 'RS256', kid: 'new' })
      .setExpirationTime('1h')
      .sign(privateKey)
    const [, body] = forged.split('.')
    for (const token of [forged, `${part({ alg: 'none', kid: 'new' })}.${body}.`, 'x.y.z']) {
      const request = new Request(origin, { headers: { 'Cf-Access-Jwt-Assertion': token } })
      expect(await accessEmail(request, {}, config, async () => [key])).toBeNull()
    }
  })

  it('believes no header where Access is not configured', async () => {
    const request = new Request(origin, { headers: { 'Cf-Access-Jwt-Assertion': 'x.y.z' } })
    expect(await accessEmail(request, {}, { ACCESS_TEAM: '', ACCESS_AUD: '' })).toBeNull()
  })

  it('takes what the platform says of the person', async () => {
    const access = { aud: config.ACCESS_AUD, getIdentity: async () => ({ email: 'A@b.c' }) }
    expect(await accessEmail(new Request(origin), { access }, config)).toBe('a@b.c')
  })
})
