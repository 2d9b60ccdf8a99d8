import type { Context, MiddlewareHandler } from 'hono'
import { findAccountByEmail } from '../../db/accounts.ts'
import { findSession, keepSession } from '../../db/sessions.ts'
import { findToken, noteTokenUse } from '../../db/tokens.ts'
import type { AppEnv } from '../../env.ts'
import { answerProblem, type Problem } from '../../problem.ts'
import { accessEmail } from './access.ts'
import { countWrongToken, refusalOfSender } from './attempts.ts'
import { type Identity, type Scope, scopes } from './identity.ts'
import { isForeign, isSameOrigin } from './same-origin.ts'
import { equalSecrets, hashSecret, tokenPrefix } from './secret.ts'
import { readSessionCookie, writeSessionCookie } from './session-cookie.ts'

/**
 * Finds out who asks: by a token in `Authorization`, else by the session's cookie, else by
 * Cloudflare Access. What they may do is decided for each operation.
 */
export function identify(): MiddlewareHandler<AppEnv> {
  return async function identify(c, next) {
    if (c.var.identity) return next()
    if (!c.env.ADMIN_TOKEN) {
      const detail =
        'This site has no ADMIN_TOKEN yet: set it with `npx wrangler secret put ADMIN_TOKEN`'
      return answerProblem(c, { status: 503, detail })
    }
    const found = c.req.header('Authorization') ? await byToken(c) : await byBrowser(c)
    if (found && 'detail' in found) {
      if (found.status === 401) c.header('WWW-Authenticate', 'Bearer realm="Inkstone"')
      return answerProblem(c, found)
    }
    if (found) {
      c.set('identity', found)
      c.set('editor', found.name)
    }
    return next()
  }
}

async function byToken(c: Context<AppEnv>): Promise<Identity | Problem> {
  const [scheme, token] = (c.req.header('Authorization') ?? '').split(' ')
  if (scheme?.toLowerCase() !== 'bearer' || !token) return signInFirst
  const refusal = refusalOfSender(c)
  if (refusal) return refusal
  if (equalSecrets(token, c.env.ADMIN_TOKEN)) {
    return { authorId: 0, name: 'owner', role: 'owner', via: 'owner token', scopes: null }
  }
  const { db, now } = c.var
  const known = token.startsWith(tokenPrefix) && (await findToken(db, hashSecret(token), now))
  if (!known || known.suspended) {
    const detail =
      'The token is not one of this site, or it has expired. Send the ADMIN_TOKEN or one made in /admin/tokens'
    return (await countWrongToken(c)) ?? { status: 401, detail }
  }
  await noteTokenUse(db, known, now)
  return {
    authorId: known.authorId ?? 0,
    name: known.author ?? known.name,
    role: known.authorId === null ? 'owner' : (known.role ?? 'author'),
    via: 'token',
    scopes: known.scopes.filter((scope): scope is Scope => scopes.some((it) => it === scope)),
  }
}

async function byBrowser(c: Context<AppEnv>): Promise<Identity | Problem | undefined> {
  const identity = (await bySession(c)) ?? (await byAccess(c))
  const reads = c.req.method === 'GET' || c.req.method === 'HEAD'
  const trusted = identity ? isSameOrigin(c.req.raw) : !isForeign(c.req.raw)
  if (!reads && !trusted) {
    const detail = 'This request does not come from the pages of this site. Send a token instead'
    return { status: 403, detail }
  }
  return identity
}

async function bySession(c: Context<AppEnv>): Promise<Identity | undefined> {
  const secret = readSessionCookie(c)
  if (!secret) return undefined
  const { db, now } = c.var
  const session = hashSecret(secret)
  const found = await findSession(db, session, now)
  if (!found) return undefined
  const { authorId, name, role } = found
  if (await keepSession(db, session, found.seenAt, now)) writeSessionCookie(c, secret)
  return { authorId, name, role, via: 'session', scopes: null, session }
}

async function byAccess(c: Context<AppEnv>): Promise<Identity | undefined> {
  const email = await accessEmail(c.req.raw, c.executionCtx, c.env)
  if (!email) return undefined
  const account = await findAccountByEmail(c.var.db, email)
  if (!account || account.suspended) return undefined
  const { authorId, name, role } = account
  return { authorId, name, role, via: 'access', scopes: null }
}

/** The answer to somebody unknown. */
export const signInFirst: Problem = {
  status: 401,
  detail: 'Send the token of this site: Authorization: Bearer TOKEN; or sign in at /admin',
}
