/**
 * The zone's purge API for entries of the Cache API, which locally knows no tags: it looks through
 * `addresses`, all that a test may have stored, and removes those that carry one of the tags.
 * https://developers.cloudflare.com/api/resources/cache/methods/purge/
 */
export class FakeZone {
  /** Answers that the limit is reached while this is set. */
  refusing = false
  calls = 0

  private readonly addresses: () => string[]

  constructor(addresses: () => string[]) {
    this.addresses = addresses
  }

  /** Stands in for `fetch`. */
  readonly fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const { hostname, pathname } = new URL(String(input))
    if (hostname !== 'api.cloudflare.com') throw new Error(`Nobody is at ${hostname}`)
    this.calls++
    if (this.refusing)
      return Response.json({ success: false, errors: [{ code: 1134 }] }, { status: 429 })
    if (!pathname.endsWith('/purge_cache')) throw new Error(`Nothing is at ${pathname}`)
    const { tags }: { tags: string[] } = JSON.parse(String(init?.body))
    for (const address of this.addresses()) {
      const entry = await cacheOfZone().match(address)
      const carried = (entry?.headers.get('Cache-Tag') ?? '').split(',')
      await entry?.body?.cancel()
      if (carried.some((tag) => tags.includes(tag))) await cacheOfZone().delete(address)
    }
    return Response.json({ success: true, errors: [] })
  }
}

/** Node's types, which other tests need, have a CacheStorage without it. */
export function cacheOfZone(): Cache {
  return (caches as unknown as { default: Cache }).default
}
