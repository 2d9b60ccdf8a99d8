import type { Context } from 'hono'
import type { AppEnv } from '../../env.ts'
import { hashOf } from '../../security.ts'
import type { Desk } from './desk.ts'
import { earlyScript } from './early-script.ts'

const earlySource = hashOf(earlyScript)

/**
 * The policy of the desk: its own scripts and styles from its own folder and one by hash, styles that its editor
 * makes by nonce, a frame for the preview; nothing from elsewhere but images of articles.
 */
export function deskPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' ${earlySource}`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' https: data: blob:",
    "connect-src 'self'",
    "frame-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

export function answerDesk(
  c: Context<AppEnv>,
  desk: Desk,
  html: string,
  status: 200 | 403 | 404 = 200,
) {
  c.header('Content-Security-Policy', deskPolicy(desk.nonce))
  c.header('Referrer-Policy', 'same-origin')
  return c.html(html, status)
}
