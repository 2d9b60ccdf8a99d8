import type { Context } from 'hono'
import type { AppEnv } from '../env.ts'
import { pagePolicy } from '../security.ts'
import type { Settings } from '../settings.ts'

/** Answers with a page of ours, under the policy that lets it load its own styles and script. */
export function answerPage(
  c: Context<AppEnv>,
  { accent, turnstileKey }: Pick<Settings, 'accent' | 'turnstileKey'>,
  html: string,
  status: 200 | 403 | 404 | 413 | 422 | 429 | 503 = 200,
) {
  c.set('pageBody', html)
  c.header('Content-Security-Policy', pagePolicy(accent, { turnstile: turnstileKey !== '' }))
  return c.html(html, status)
}
