/** What a deployment was found to do, line by line. */
export interface SmokeReport {
  ok: boolean
  lines: string[]
}

/** How often to look again for what a deployment or a purge needs to get everywhere. */
const attempts = 10

/**
 * Asks a deployed site whether it answers from its database and whether the edge cache works: a page
 * must come from the Worker, then from the cache, and from the Worker again once it was purged.
 * `pause` is the time (ms) between looks. Without `token` nothing can be purged, and only the cache's working is seen.
 */
export async function smokeTest(
  origin: string,
  token: string | undefined,
  pause = 1_500,
): Promise<SmokeReport> {
  const lines: string[] = []
  const say = (passed: boolean, line: string) => lines.push(`${passed ? 'ok  ' : 'FAIL'} ${line}`)

  const health = await until(
    () => fetch(`${origin}/healthz`),
    (response) => response.ok,
  )
  const healthy = health?.ok === true
  say(healthy, `${origin}/healthz answers ${health?.status ?? 'nothing'}`)
  if (!healthy) return { ok: false, lines }

  const driver = token ? await purge(origin, token) : 'unknown'
  if (driver === 'off') {
    say(
      true,
      'edge cache inactive: it is "off" in the settings or by EDGE_CACHE, or "cache-api" lacks a zone',
    )
    return { ok: true, lines }
  }
  if (token) say(driver !== undefined, `purging through the admin API: ${driver ?? 'refused'}`)
  const first = await until(() => sourceOf(origin), isMiss)
  if (token) say(isMiss(first), `the home page after a purge: ${first}`)
  const second = await until(() => sourceOf(origin), isHit)
  const active = isHit(second)
  say(active, active ? `the home page again: ${second}` : `edge cache inactive: always ${second}`)
  if (!token || !active) return { ok: active, lines }
  const purged = await purge(origin, token)
  const third = await until(() => sourceOf(origin), isMiss)
  say(purged !== undefined && isMiss(third), `the home page after another purge: ${third}`)
  return { ok: lines.every((line) => line.startsWith('ok')), lines }

  async function until<T>(ask: () => Promise<T>, enough: (answer: T) => boolean) {
    let answer: T | undefined
    for (let attempt = 0; attempt < attempts; attempt++) {
      answer = await ask().catch(() => answer)
      if (answer !== undefined && enough(answer)) return answer
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
    return answer
  }
}

/** Purges everything; answers the driver's name, undefined when the platform or the token refuses. */
async function purge(origin: string, token: string): Promise<string | undefined> {
  const response = await fetch(`${origin}/api/admin/cache/purge`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: '{}',
  })
  if (!response.ok) return undefined
  const { edgeCache, purged } = (await response.json()) as { edgeCache: string; purged: boolean }
  return purged ? edgeCache : undefined
}

/** Where the home page came from: Cloudflare's word for it, or, locally, our own. */
async function sourceOf(origin: string): Promise<string> {
  const response = await fetch(`${origin}/`)
  await response.text()
  const { headers } = response
  return headers.get('CF-Cache-Status') ?? headers.get('X-Inkstone-Cache') ?? 'no cache status'
}

function isMiss(source: string | undefined): boolean {
  return /^(?:miss|kv|expired|revalidated)$/i.test(source ?? '')
}

function isHit(source: string | undefined): boolean {
  return /^(?:hit|edge|updating)$/i.test(source ?? '')
}
