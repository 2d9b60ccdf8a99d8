import type { Context } from 'hono'
import type { AppEnv } from '../../env.ts'
import type { Problem } from '../../problem.ts'
import { senderOf } from '../../sender.ts'

/** Who has sent too many wrong tokens, and until when nothing more of them is read; kept by the isolate. */
const shut = new Map<string, number>()

const minute = 60_000

const tooOften: Problem = {
  status: 429,
  detail: 'Too many attempts to sign in from this address. Wait a minute and try again',
}

/** Counts an attempt to sign in; the refusal where there were too many in the last minute. */
export async function countAttempt(c: Context<AppEnv>): Promise<Problem | undefined> {
  const { success } = await c.env.SIGN_IN_LIMIT.limit({ key: senderOf(c.req.raw.headers) })
  return success ? undefined : tooOften
}

/** Why a token from this address is not even looked at. */
export function refusalOfSender(c: Context<AppEnv>): Problem | undefined {
  return (shut.get(senderOf(c.req.raw.headers)) ?? 0) > c.var.now ? tooOften : undefined
}

/**
 * Counts a wrong token. Right ones are never counted, so programs may come as often as they like; to
 * tell them from guesses, the limit must have been reached before the next token is compared.
 */
export async function countWrongToken(c: Context<AppEnv>): Promise<Problem | undefined> {
  const sender = senderOf(c.req.raw.headers)
  const { success } = await c.env.SIGN_IN_LIMIT.limit({ key: `token ${sender}` })
  if (success) return undefined
  if (shut.size > 1_000) shut.clear()
  shut.set(sender, c.var.now + minute)
  return tooOften
}
