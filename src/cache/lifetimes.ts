import type { Match } from './edge.ts'

/** Until when (ms) a stored page is fresh, may be shown while a new one is made, or on errors. */
export interface Deadlines {
  fresh: number
  stale: number
  error: number
}

/**
 * Reads how long a page may be kept from its `Cloudflare-CDN-Cache-Control`, the header that the
 * platform's own cache follows. Undefined where it may not be kept at all.
 */
export function deadlinesOf(headers: Headers, now: number): Deadlines | undefined {
  const seconds = directives(headers.get('Cloudflare-CDN-Cache-Control') ?? '')
  const lifetime = seconds.get('max-age')
  if (!lifetime) return undefined
  const fresh = now + lifetime * 1000
  return {
    fresh,
    stale: fresh + (seconds.get('stale-while-revalidate') ?? 0) * 1000,
    error: fresh + (seconds.get('stale-if-error') ?? 0) * 1000,
  }
}

/** What may be done with a page at `now`; undefined when it is of no use any more. */
export function stateAt(deadlines: Deadlines, now: number): Match['state'] | undefined {
  if (now < deadlines.fresh) return 'fresh'
  if (now < deadlines.stale) return 'stale'
  return now < deadlines.error ? 'expired' : undefined
}

function directives(header: string): Map<string, number> {
  const pairs = header.split(',').map((part) => part.trim().split('='))
  return new Map(pairs.map(([name, value]) => [name ?? '', Number(value)]))
}
