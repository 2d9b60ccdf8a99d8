import { createHash } from 'node:crypto'
import { articlePageStyles } from './pages/article-page.tsx'
import { listPageStyles } from './pages/list-page.tsx'
import { searchPageStyles } from './pages/search-page.tsx'
import { accentStyle } from './styles/accent.ts'
import { proseExtras } from './styles/prose.ts'
import {
  articleScript,
  choiceScript,
  dateScript,
  siteScript,
  speculation,
  turnstileScript,
} from './styles/script.ts'

/** Headers that every answer has, unless its route knows better. */
export const commonHeaders: readonly [name: string, value: string][] = [
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Cross-Origin-Resource-Policy', 'same-site'],
  ['Origin-Agent-Cluster', '?1'],
  ['Referrer-Policy', 'strict-origin-when-cross-origin'],
  ['X-Content-Type-Options', 'nosniff'],
  ['X-DNS-Prefetch-Control', 'off'],
  ['X-Download-Options', 'noopen'],
  ['X-Frame-Options', 'DENY'],
  ['X-Permitted-Cross-Domain-Policies', 'none'],
  ['X-XSS-Protection', '0'],
]

/** A source expression that allows exactly this inline text (CSP Level 3 §2.3.1). */
export function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}

const scriptSource = [choiceScript, siteScript, dateScript, articleScript, speculation]
  .map(hashOf)
  .join(' ')
const turnstileSource = hashOf(turnstileScript)
const styleSource = [articlePageStyles, listPageStyles, searchPageStyles, proseExtras]
  .map(hashOf)
  .join(' ')
const accentSources = new Map<string, string>()

/** The only foreign origin that may ever run anything, and only where the owner set it up. */
const turnstileOrigin = 'https://challenges.cloudflare.com'

/**
 * The policy of readers' pages: our own sheets of style and our scripts, by hash; images from
 * anywhere over https, since articles show them; nothing else, but Turnstile where it is set up.
 */
export function pagePolicy(accent: string, { turnstile = false } = {}): string {
  let accentSource = accentSources.get(accent)
  if (!accentSource) {
    accentSource = hashOf(accentStyle(accent))
    accentSources.set(accent, accentSource)
  }
  return [
    "default-src 'none'",
    `script-src ${scriptSource}${turnstile ? ` ${turnstileSource} ${turnstileOrigin}` : ''}`,
    `style-src ${styleSource} ${accentSource}`,
    "img-src 'self' https: data:",
    "media-src 'self' https:",
    "connect-src 'self'",
    ...(turnstile ? [`frame-src ${turnstileOrigin}`] : []),
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** The policy of everything that is not a page: nothing may load or run. */
export const barePolicy = "default-src 'none'; frame-ancestors 'none'"
