type Handler = (request: Request, cache: CacheContext) => Promise<Response>

interface Entry {
  status: number
  headers: Headers
  body: string
  tags: string[]
  fresh: number
  stale: number
  error: number
}

/** Seconds a response without any caching header is kept, by status. */
const heuristics: Record<number, number> = { 200: 7_200, 301: 1_200, 404: 180, 410: 180 }
const purgesPerMinute = 5
const bucketSize = 25
const tagsPerCall = 100

/**
 * Cloudflare's Workers Cache as documented: in front of the Worker, GET and HEAD only, keyed by path
 * and query (not by host or method), following RFC 9111 with `Cloudflare-CDN-Cache-Control` first,
 * stale-while-revalidate and stale-if-error, request collapsing, tags in any case, purges on a token
 * bucket. Local workerd has nothing of it. https://developers.cloudflare.com/workers/cache/
 */
export class FakeWorkersCache {
  private readonly entries = new Map<string, Entry>()
  private readonly renders = new Map<string, Promise<Entry | Response>>()
  private tokens = bucketSize
  private filledAt: number
  /** Work that goes on after a response. */
  readonly background: Promise<unknown>[] = []
  purgeCalls = 0
  refusals = 0
  /** Every purge throws while this is set. */
  broken = false

  /** Called instead of purging while it is set: the Worker is ended at that moment. */
  onPurge: (() => void) | undefined
  private readonly worker: Handler
  private readonly now: () => number

  constructor(worker: Handler, now: () => number) {
    this.worker = worker
    this.now = now
    this.filledAt = now()
  }

  /** What the Worker finds as `ctx.cache`. */
  readonly context: CacheContext = {
    purge: (options) => this.carryOut(options, (key) => this.entries.delete(key)),
    invalidate: (options) =>
      this.carryOut(options, (key) => {
        const entry = this.entries.get(key)
        if (entry) entry.fresh = 0
      }),
  }

  async fetch(request: Request): Promise<Response> {
    const cacheable = request.method === 'GET' || request.method === 'HEAD'
    if (!cacheable || request.headers.has('Authorization')) {
      return this.worker(request, this.context)
    }
    const { pathname, search } = new URL(request.url)
    const key = pathname + search
    const entry = this.entries.get(key)
    const now = this.now()
    if (entry && now < entry.fresh) return answer(request, entry, 'HIT')
    if (entry && now < entry.stale) {
      if (!this.renders.has(key)) this.background.push(this.render(key, request))
      return answer(request, entry, 'UPDATING')
    }
    const made = await (this.renders.get(key) ?? this.render(key, request))
    if (made instanceof Response) {
      if (made.status >= 500 && entry && this.now() < entry.error) {
        return answer(request, entry, 'STALE')
      }
      return made.clone()
    }
    return answer(request, made, 'MISS')
  }

  /** One render for all who ask meanwhile; what may be kept is. */
  private render(key: string, request: Request): Promise<Entry | Response> {
    const render = this.worker(new Request(request.url, { redirect: 'manual' }), this.context)
      .catch(() => new Response('Worker threw an exception', { status: 500 }))
      .then(async (response) => {
        const entry = await entryFrom(response, this.now())
        if (!entry) return response
        this.entries.set(key, entry)
        return entry
      })
      .finally(() => this.renders.delete(key))
    this.renders.set(key, render)
    return render
  }

  private async carryOut(options: CachePurgeOptions, act: (key: string) => void) {
    if (this.onPurge) {
      this.onPurge()
      return new Promise<never>(() => {})
    }
    if (this.broken) throw new Error('Cache purge failed: internal error')
    this.purgeCalls++
    const tags = (options.tags ?? []).map((tag) => tag.toLowerCase())
    if (tags.length > tagsPerCall || !this.takeToken()) {
      this.refusals++
      return { success: false, errors: [{ code: 1134, message: 'Rate limit reached' }] }
    }
    for (const [key, entry] of this.entries) {
      if (options.purgeEverything || entry.tags.some((tag) => tags.includes(tag))) act(key)
    }
    return { success: true, errors: [] }
  }

  private takeToken(): boolean {
    const minutes = (this.now() - this.filledAt) / 60_000
    this.tokens = Math.min(bucketSize, this.tokens + minutes * purgesPerMinute)
    this.filledAt = this.now()
    if (this.tokens < 1) return false
    this.tokens--
    return true
  }

  /** As if others had used the allowance up. */
  drain() {
    this.tokens = 0
    this.filledAt = this.now()
  }

  get size() {
    return this.entries.size
  }
}

async function entryFrom(response: Response, now: number): Promise<Entry | undefined> {
  const { headers, status } = response
  const control =
    headers.get('Cloudflare-CDN-Cache-Control') ??
    headers.get('CDN-Cache-Control') ??
    headers.get('Cache-Control')
  const parts = (control ?? '').split(',').map((part) => part.trim().toLowerCase().split('='))
  const has = (name: string) => parts.some(([part]) => part === name)
  const seconds = (name: string) => Number(parts.find(([part]) => part === name)?.[1] ?? Number.NaN)
  if (has('private') || has('no-store') || headers.has('Set-Cookie') || status >= 500) return
  if (headers.get('Vary') === '*' || status === 206) return
  const fromHeader = seconds('s-maxage') || seconds('max-age')
  const lifetime = control === null ? (heuristics[status] ?? 0) : fromHeader || 0
  if (lifetime <= 0) return
  const strict = has('s-maxage') || has('must-revalidate') || has('proxy-revalidate')
  const after = (name: string, absent: number) =>
    strict ? 0 : Number.isNaN(seconds(name)) ? absent : seconds(name)
  const fresh = now + lifetime * 1000
  return {
    status,
    headers: new Headers(headers),
    body: await response.text(),
    tags: (headers.get('Cache-Tag') ?? '')
      .split(',')
      .map((tag) => tag.trim().toLowerCase())
      .filter((tag) => /^[\x21-\x7e]{1,1024}$/.test(tag))
      .slice(0, 1_000),
    fresh,
    stale: fresh + after('stale-while-revalidate', 0) * 1000,
    error: fresh + after('stale-if-error', Number.POSITIVE_INFINITY) * 1000,
  }
}

function answer(request: Request, entry: Entry, status: string): Response {
  const headers = new Headers(entry.headers)
  for (const name of ['Cache-Tag', 'Cloudflare-CDN-Cache-Control', 'CDN-Cache-Control']) {
    headers.delete(name)
  }
  headers.set('Cf-Cache-Status', status)
  const etag = headers.get('ETag')
  if (entry.status === 200 && etag && request.headers.get('If-None-Match') === etag) {
    return new Response(null, { status: 304, headers })
  }
  const body = request.method === 'HEAD' ? null : entry.body
  return new Response(body, { status: entry.status, headers })
}
