import { createHash } from 'node:crypto'
import type { Sent } from './sent.ts'

/** What tells a comment from others: see the columns of the same names. */
export interface Identity {
  digest: string
  bodyHash: string
  senderHash: string | null
}

/**
 * Makes the hashes of a comment. The address it came from is never kept: its hash has a secret salt
 * and changes every day, so it can tell a flood and nothing else; after two days it is erased.
 */
export function identify(
  { name, email, body, parentId }: Sent,
  {
    postId,
    address,
    secret,
    now,
  }: { postId: number; address: string | undefined; secret: string; now: number },
): Identity {
  const day = new Date(now).toISOString().slice(0, 10)
  const senderHash = address ? hash([day, secret, address]) : null
  // Without an e-mail address the sender's hash keeps two people apart who say the same.
  const sender = email ?? senderHash ?? ''
  const digest = hash([postId, parentId, name, sender, body])
  return { digest, bodyHash: hash([body]), senderHash }
}

function hash(parts: unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22)
}
