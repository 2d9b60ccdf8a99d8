import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from './env.ts'

/** No address of ours comes near this many characters, percent-encoded. */
const longestPath = 2_000

/**
 * Turns away what no route could answer, before it costs anything: paths beyond all bounds, and
 * methods that readers' pages do not have (RFC 9110 §9.3.7, §15.5.6, §15.5.15).
 */
export function admitRequest(): MiddlewareHandler<AppEnv> {
  return async function admitRequest(c, next) {
    const { method, path } = c.req
    if (path.length > longestPath) return c.text('This address is too long\n', 414)
    if (/^\/(?:api|admin)(?:\/|$)/.test(path)) return next()
    if (method === 'GET' || method === 'HEAD') return next()
    c.header('Allow', 'GET, HEAD, OPTIONS')
    if (method === 'OPTIONS') return c.body(null, 204)
    return c.text(`There is no ${method} here; readers' pages have GET and HEAD\n`, 405)
  }
}
