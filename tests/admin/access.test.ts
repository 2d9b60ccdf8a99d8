import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { accessEmail } from '../../src/admin/auth/access.ts'
import { origin } from '../site.ts'

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
