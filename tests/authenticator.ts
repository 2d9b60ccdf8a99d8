import { createHash, generateKeyPairSync, sign } from 'node:crypto'

/** A software authenticator: the data and signatures of a passkey, as WebAuthn Level 3 has them. */
export function authenticator(origin: string) {
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
