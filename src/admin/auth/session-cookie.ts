import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { sessionTime } from '../../db/sessions.ts'
import { type AppEnv, isLocal } from '../../env.ts'

/**
 * The cookie's name. `__Host-` makes browsers refuse one that a sibling domain or plain http set;
 * they take it over https only, so local development does without.
 */
function nameOf(c: Context<AppEnv>): string {
  return isPlainLocal(c) ? 'inkstone-session' : '__Host-inkstone-session'
}

function isPlainLocal(c: Context<AppEnv>): boolean {
  return isLocal(c.env) && c.req.url.startsWith('http:')
}

export function readSessionCookie(c: Context<AppEnv>): string | undefined {
  return getCookie(c, nameOf(c))
}

export function writeSessionCookie(c: Context<AppEnv>, secret: string) {
  setCookie(c, nameOf(c), secret, {
    path: '/',
    httpOnly: true,
    secure: !isPlainLocal(c),
    sameSite: 'Lax',
    maxAge: sessionTime / 1000,
  })
}

export function clearSessionCookie(c: Context<AppEnv>) {
  deleteCookie(c, nameOf(c), { path: '/', secure: !isPlainLocal(c) })
}
