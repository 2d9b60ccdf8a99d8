const bots = /bot|crawl|spider|slurp|preview|headless|lighthouse|curl|wget|python|java\//i

/**
 * Counts a view that a beacon reports, unless it comes from a bot, another site, a prefetch, or too
 * often from one address. Failures are swallowed: a view is not worth an error.
 */
export async function countView(env: Env, id: number, request: Request): Promise<void> {
  const { headers } = request
  const origin = headers.get('Origin')
  if (origin && URL.parse(origin)?.host !== headers.get('Host')) return
  if (bots.test(headers.get('User-Agent') ?? 'bot')) return
  if (/prefetch|prerender/.test(headers.get('Sec-Purpose') ?? '')) return
  try {
    const address = headers.get('CF-Connecting-IP') ?? 'unknown'
    const { success } = await env.VIEW_LIMIT.limit({ key: `${address} ${id}` })
    if (success) await counter(env).hit(id)
  } catch (error) {
    console.warn('A view was not counted', error)
  }
}

/** Views not yet in D1; none where the counter cannot be asked. */
export async function pendingViews(env: Env, id: number): Promise<number> {
  try {
    return await counter(env).pending(id)
  } catch {
    return 0
  }
}

function counter(env: Env) {
  return env.VIEWS.get(env.VIEWS.idFromName('all'))
}
