import { createHash } from 'node:crypto'
import { articlePageStyles } from './pages/article-page.tsx'
import { accentStyle } from './pages/layout.tsx'
import { listPageStyles } from './pages/list-page.tsx'
import { searchPageStyles } from './pages/search-page.tsx'
import { articleScript } from './styles/script.ts'

/** A source expression that allows exactly this inline text (CSP Level 3 §2.3.1). */
function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}

const scriptSource = hashOf(articleScript)
const styleSource = [articlePageStyles, listPageStyles, searchPageStyles].map(hashOf).join(' ')
const accentSources = new Map<string, string>()

/**
 * The policy of readers' pages: our own sheets of style and our script, by hash; images from
 * anywhere over https, since articles show them; nothing else.
 */
export function pagePolicy(accent: string): string {
  let accentSource = accentSources.get(accent)
  if (!accentSource) {
    accentSource = hashOf(accentStyle(accent))
    accentSources.set(accent, accentSource)
  }
  return [
    "default-src 'none'",
    `script-src ${scriptSource}`,
    `style-src ${styleSource} ${accentSource}`,
    "img-src 'self' https: data:",
    "media-src 'self' https:",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** The policy of everything that is not a page: nothing may load or run. */
export const barePolicy = "default-src 'none'; frame-ancestors 'none'"
