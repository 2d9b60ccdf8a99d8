import { createHash, timingSafeEqual } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from '../../env.ts'
import { answerProblem } from '../../problem.ts'

/** Lets requests through that carry the owner's token. */
export function requireToken(): MiddlewareHandler<AppEnv> {
  return async function requireToken(c, next) {
    const expected = c.env.ADMIN_TOKEN
    if (!expected) {
      return answerProblem(c, {
        status: 503,
        detail:
          'This site has no ADMIN_TOKEN yet: set it with `npx wrangler secret put ADMIN_TOKEN`',
      })
    }
    const [scheme, token] = (c.req.header('Authorization') ?? '').split(' ')
    if (scheme?.toLowerCase() !== 'bearer' || !token || !equal(token, expected)) {
      c.header('WWW-Authenticate', 'Bearer realm="Inkstone"')
      const detail = token
        ? 'The token is not the one of this site; it is the ADMIN_TOKEN it was set up with'
        : 'Send the token of this site: Authorization: Bearer TOKEN'
      return answerProblem(c, { status: 401, detail })
    }
    c.set('editor', 'owner')
    return next()
  }
}

/** Compares in a time that does not tell how much of the token was right. */
function equal(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}
