import { createHmac } from 'node:crypto'
import { answerTime, challengeKey } from '../../db/challenges.ts'
import type { Db } from '../../db/client.ts'
import { equalSecrets, newSecret } from './secret.ts'

/**
 * A challenge for a new passkey of the author `whose`, or (0) for whoever signs in. It carries its
 * end and a seal, so nothing is written before it is answered: strangers may ask for any number.
 */
export async function newChallenge(db: Db, whose: number, now: number): Promise<string> {
  const words = `${whose}.${now + answerTime}.${newSecret()}`
  return Buffer.from(`${words}.${await sealOf(db, words)}`).toString('base64url')
}

/** Whether `challenge` was made here, for `whose` new passkey or (0) a sign-in, and not long ago. */
export async function isOpen(
  db: Db,
  challenge: string,
  whose: number,
  now: number,
): Promise<boolean> {
  const [, words = '', author, end, seal] =
    /^((\d+)\.(\d+)\.[\w-]+)\.([\w-]+)$/.exec(Buffer.from(challenge, 'base64url').toString()) ?? []
  if (Number(author) !== whose || !(Number(end) > now)) return false
  return equalSecrets(seal ?? '', await sealOf(db, words))
}

async function sealOf(db: Db, words: string): Promise<string> {
  const key = await challengeKey(db, newSecret())
  return createHmac('sha256', key).update(words).digest('base64url')
}

/** The challenge an answer is to; empty where the answer cannot be read. */
export function challengeOf(answer: { response: { clientDataJSON: string } }): string {
  try {
    const client = Buffer.from(answer.response.clientDataJSON, 'base64url').toString()
    return String(JSON.parse(client).challenge)
  } catch {
    return ''
  }
}
