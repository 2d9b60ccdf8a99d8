import { createHash } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import { type AppEnv, isLocal } from '../env.ts'
import type { StoredPage } from './edge.ts'
import { type PublicPage, privatePolicy, publicHeaders } from './policy.ts'

declare module 'hono' {
  interface ContextVariableMap {
    publicPage?: PublicPage
    cacheSource?: 'edge' | 'kv' | 'miss' | 'bypass'
  }
}

/** Declares the response of this request a public page; without it, a response is private. */
export function declarePublic(c: Context<AppEnv>, page: PublicPage) {
  c.set('publicPage', page)
}

/** A strong validator made from the bytes of a body (RFC 9110 §8.8.3). */
export function etagOf(body: string): string {
  return `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
}

/**
 * Answers public pages from the edge cache, stores those that routes declare public, and gives
 * everything else a private policy. Conditional requests and HEAD are answered from either.
 * Unknown query parameters are no part of the key: public pages have none.
 */
export function pageCache(): MiddlewareHandler<AppEnv> {
  return async function pageCache(c, next) {
    const { edge, now } = c.var
    const readable = c.req.method === 'GET' || c.req.method === 'HEAD'
    const key = new URL(c.req.url).pathname
    const fresh = isLocal(c.env) && /\bno-cache\b/.test(c.req.header('Cache-Control') ?? '')
    c.set('fresh', fresh)

    const match = readable && !fresh ? edge.match(key, now) : undefined
    if (match?.fresh) return send(c, match.page, 'edge')

    const mark = edge.begin()
    await next()

    const declared = c.var.publicPage
    if (readable && c.res.status >= 500 && match) {
      c.res = send(c, match.page, 'edge')
      return
    }
    if (!readable || !declared || c.res.status >= 500) {
      if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', privatePolicy)
      diagnose(c, 'bypass')
      return
    }
    const body = await c.res.text()
    const headers = new Headers(c.res.headers)
    const policy = publicHeaders(declared, declared.etag ?? etagOf(body), now)
    for (const [name, value] of Object.entries(policy)) headers.set(name, value)
    const page = { status: c.res.status, headers: [...headers], body }
    if (!fresh) edge.store(key, page, now, mark)
    c.res = send(c, page, fresh ? 'bypass' : (c.var.cacheSource ?? 'miss'))
  }
}

/** Makes the response of a page: 304 where the reader's copy is still good (RFC 9110 §13.1.2). */
function send(c: Context<AppEnv>, page: StoredPage, source: string): Response {
  const headers = new Headers(page.headers)
  const known = (c.req.header('If-None-Match') ?? '').split(',').map((tag) => tag.trim())
  const etag = headers.get('ETag') ?? ''
  const unchanged =
    page.status === 200 && known.some((tag) => tag === '*' || tag.replace(/^W\//, '') === etag)
  if (unchanged) headers.delete('Content-Type')
  const response = unchanged
    ? new Response(null, { status: 304, headers })
    : new Response(page.body, { status: page.status, headers })
  diagnose(c, source, response)
  return response
}

/** Local development only: where the page came from and what it cost in D1. */
function diagnose(c: Context<AppEnv>, source: string, response = c.res) {
  if (!isLocal(c.env)) return
  const { statements, roundTrips, rowsRead } = c.var.meter
  response.headers.set('X-Inkstone-Cache', source)
  response.headers.append('Server-Timing', `d1;desc="queries=${statements},rows=${rowsRead}"`)
  response.headers.append('Server-Timing', `d1-round-trips;desc="${roundTrips}"`)
}
