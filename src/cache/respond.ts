import { createHash } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import { type AppEnv, isLocal } from '../env.ts'
import { takesQuery } from '../urls.ts'
import type { EdgeCache, Match, StoredPage } from './edge.ts'
import { type PublicPage, publicHeaders } from './policy.ts'

declare module 'hono' {
  interface ContextVariableMap {
    publicPage?: PublicPage
    /** The text of the response, where the route has it at hand: reading it back costs time. */
    pageBody?: string
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

type Rerun = (request: Request, env: Env, ctx: ExecutionContext) => Response | Promise<Response>

/** Requests of our own that make a new page in place of a stale one. */
const refreshes = new WeakSet<Request>()

/**
 * Answers public pages from the edge cache, stores those that routes declare public, and gives
 * everything else a private policy. Conditional requests and HEAD are answered from either.
 * Query parameters are no part of the key: public pages have none. `rerun` handles a request from
 * the start; a stale page is made anew by it after the response.
 */
export function pageCache(rerun: Rerun): MiddlewareHandler<AppEnv> {
  return async function pageCache(c, next) {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
      await next()
      return diagnose(c, 'bypass')
    }
    const { edge, now } = c.var
    const { pathname: key, search } = new URL(c.req.url)
    if (edge.keepsQuery && search && !takesQuery(key)) return withoutQuery(c, key)
    const fresh = isLocal(c.env) && /\bno-cache\b/.test(c.req.header('Cache-Control') ?? '')
    c.set('fresh', fresh)

    const known = fresh || refreshes.has(c.req.raw) ? undefined : await ask(edge, key, now)
    if (known && known.state !== 'expired') {
      if (known.refresh) refreshLater(c, rerun)
      return send(c, known.page, 'edge')
    }

    const begun = edge.begin(key)
    try {
      await next()
      if (c.res.status >= 500 && known) c.res = send(c, known.page, 'edge')
      else if (!c.var.publicPage || c.res.status >= 500) diagnose(c, 'bypass')
      else {
        const page = await pageOf(c, c.var.publicPage)
        if (!fresh) await keep(edge, key, page, now, begun)
        c.res = send(c, page, fresh ? 'bypass' : (c.var.cacheSource ?? 'miss'))
      }
    } finally {
      edge.end(key, begun)
    }
  }
}

/** A cache that fails only makes the page slower. */
async function ask(edge: EdgeCache, key: string, now: number): Promise<Match | undefined> {
  try {
    return await edge.match(key, now)
  } catch (error) {
    console.warn('The edge cache could not be read', error)
    return undefined
  }
}

async function keep(edge: EdgeCache, key: string, page: StoredPage, now: number, begun: number) {
  try {
    await edge.store(key, page, now, begun)
  } catch (error) {
    console.warn('The edge cache could not be written', error)
  }
}

function refreshLater(c: Context<AppEnv>, rerun: Rerun) {
  const request = new Request(c.req.url)
  refreshes.add(request)
  const ctx = c.executionCtx as ExecutionContext
  ctx.waitUntil(Promise.resolve(rerun(request, c.env, ctx)).then((response) => response.text()))
}

/**
 * Where the platform would keep an entry for every query anybody invents, a page has its own
 * address only. Costs nothing but the redirect, and is not kept.
 */
function withoutQuery(c: Context<AppEnv>, path: string) {
  // `//` would lead to another host.
  return c.redirect(path.replace(/^[/\\]{2,}/, '/'), 302)
}

async function pageOf(c: Context<AppEnv>, declared: PublicPage): Promise<StoredPage> {
  const body = c.var.pageBody ?? (await c.res.text())
  const headers = new Headers(c.res.headers)
  const policy = publicHeaders(declared, declared.etag ?? etagOf(body), c.var.now)
  for (const [name, value] of Object.entries(policy)) headers.set(name, value)
  return { status: c.res.status, headers: [...headers], body }
}

/** Makes the response of a page: 304 where the reader's copy is still good (RFC 9110 §13.1.2). */
function send(c: Context<AppEnv>, page: StoredPage, source: string): Response {
  const headers = new Headers(page.headers)
  const known = (c.req.header('If-None-Match') ?? '').split(',').map((tag) => tag.trim())
  const etag = headers.get('ETag') ?? ''
  // Without this, Workers Cache would keep what nobody purges there.
  if (!c.var.edge.isShared) headers.set('Cloudflare-CDN-Cache-Control', 'no-store')
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
