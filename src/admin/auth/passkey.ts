// Its index brings names and pictures of all makes of authenticators, 13 kB of them, compressed.
import { parseAuthenticator, parseClient } from '@passwordless-id/webauthn/dist/esm/parsers.js'
import { parseCryptoKey, verifyAuthentication } from '@passwordless-id/webauthn/dist/esm/server.js'
import * as v from 'valibot'
import type { Passkey } from '../../db/passkeys.ts'

const base64url = v.pipe(v.string(), v.regex(/^[\w-]+$/))

/** What `PublicKeyCredential.toJSON()` gives for a new passkey. */
export const registrationSchema = v.object({
  id: base64url,
  rawId: base64url,
  type: v.literal('public-key'),
  response: v.object({
    attestationObject: base64url,
    authenticatorData: base64url,
    clientDataJSON: base64url,
    publicKey: base64url,
    publicKeyAlgorithm: v.union([v.literal(-7), v.literal(-257)]),
    transports: v.optional(
      v.pipe(v.array(v.pipe(v.string(), v.maxLength(20))), v.maxLength(10)),
      [],
    ),
  }),
})

/** What it gives when somebody signs in. */
export const assertionSchema = v.object({
  id: base64url,
  rawId: base64url,
  type: v.literal('public-key'),
  response: v.object({
    authenticatorData: base64url,
    clientDataJSON: base64url,
    signature: base64url,
    userHandle: v.nullish(base64url),
  }),
})

/** Checks a new passkey; answers what is to be stored of it, or null where it is not good. */
export async function checkRegistration(
  registration: v.InferOutput<typeof registrationSchema>,
  { challenge, origin }: { challenge: string; origin: string },
): Promise<Pick<Passkey, 'id' | 'algorithm' | 'publicKey' | 'transports' | 'counter'> | null> {
  const { response } = registration
  try {
    const client = parseClient(response.clientDataJSON)
    const { rpIdHash, flags, signCount } = parseAuthenticator(response.authenticatorData)
    // WebAuthn Level 3, section 7.1. Attestation is not asked for, so there is none to verify.
    const good =
      client.type === 'webauthn.create' &&
      client.challenge === challenge &&
      client.origin === origin &&
      rpIdHash.replace(/=+$/, '') === (await sha256(new URL(origin).hostname)) &&
      flags.userPresent &&
      flags.userVerified
    if (!good) throw new TypeError('It is not an answer to this challenge, or unverified')
    const algorithm = response.publicKeyAlgorithm === -7 ? 'ES256' : 'RS256'
    const { publicKey, transports } = response
    // A key that cannot be read would lock its owner out at the next sign-in.
    await parseCryptoKey(algorithm, publicKey)
    return { id: registration.id, algorithm, publicKey, transports, counter: signCount }
  } catch (error) {
    console.warn('A new passkey was refused', String(error))
    return null
  }
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Buffer.from(digest).toString('base64url')
}

/** Checks an assertion of `passkey`; answers its counter, or null where it is not good. */
export async function checkAssertion(
  assertion: v.InferOutput<typeof assertionSchema>,
  passkey: Passkey,
  { challenge, origin }: { challenge: string; origin: string },
): Promise<number | null> {
  const { response } = assertion
  const signature =
    passkey.algorithm === 'ES256' ? padSignature(response.signature) : response.signature
  try {
    const checked = await verifyAuthentication(
      {
        ...assertion,
        response: { ...response, signature },
        clientExtensionResults: {},
      } as unknown as Parameters<typeof verifyAuthentication>[0],
      {
        id: passkey.id,
        algorithm: passkey.algorithm,
        publicKey: passkey.publicKey,
        transports: [],
      },
      { challenge, origin, userVerified: true, counter: passkey.counter },
    )
    return checked.counter
  } catch (error) {
    console.warn('A passkey was refused', String(error))
    return null
  }
}

/**
 * Writes both integers of an ECDSA signature (ASN.1 DER) with 33 bytes. The library reads them at
 * fixed places and would refuse the one signature in 128 that has a shorter integer.
 */
export function padSignature(signature: string): string {
  const bytes = Buffer.from(signature, 'base64url')
  const integers: Buffer[] = []
  for (let at = 2; at + 1 < bytes.length && integers.length < 2; ) {
    const length = bytes[at + 1] ?? 0
    integers.push(bytes.subarray(at + 2, at + 2 + length))
    at += 2 + length
  }
  const parts = integers.map((integer) => {
    const value = integer.subarray(Math.max(0, integer.length - 33))
    return Buffer.concat([Buffer.from([2, 33]), Buffer.alloc(33 - value.length), value])
  })
  return Buffer.concat([Buffer.from([0x30, 70]), ...parts]).toString('base64url')
}
