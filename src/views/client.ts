import { senderOf } from '../sender.ts'

const bots = /bot|crawl|spider|slurp|preview|headless|lighthouse|curl|wget|python|java\//i

/**
 * Counts a view that a beacon reports, unless it comes from a bot, another site, a prefetch, or too
 * often from one address, for one post or for all. Failures are swallowed: a view is not worth an
 * error.
 */
export async function countView(env: Env, id: number, request: Request): Promise<void> {
  const { headers } = request
  const origin = headers.get('Origin')
  if (origin && URL.parse(origin)?.host !== headers.get('Host')) return
  if (bots.test(headers.get('User-Agent') ?? 'bot')) return
  if (/prefetch|prerender/.test(headers.get('Sec-Purpose') ?? '')) return
  try {
    const key = senderOf(headers)
    const limits = await Promise.all([
      env.VIEWER_LIMIT.limit({ key }),
      env.VIEW_LIMIT.limit({ key: `${key} ${id}` }),
    ])
    if (limits.every(({ success }) => success)) await counter(env).hit(id)
  } catch (error) {
    console.warn('A view was not counted', error)
  }
}

/** Views that D1 lacked after its flush `flush`; none where the counter cannot be asked. */
export async function pendingViews(env: Env, id: number, flush: number): Promise<number> {
  try {
    return await counter(env).pending(id, flush)
  } catch {
    return 0
  }
}

/** The name of the counter in D1. */
export function counterName(env: Env): string {
  return env.VIEWS.idFromName('all').toString()
}

function counter(env: Env) {
  return env.VIEWS.get(env.VIEWS.idFromName('all'))
}
