import { cleanLine, cleanText, isVisible } from '../content/clean.ts'
import { renderComment } from '../content/comment.ts'
import type { CommentProblem } from '../i18n/messages.ts'

/** A comment as somebody sent it, cleaned. */
export interface Sent {
  name: string
  email: string | null
  url: string | null
  body: string
  /** The body as readers see it. */
  html: string
  parentId: number | null
  /** The field that people do not see was filled in. */
  trapped: boolean
  /** Milliseconds from the first key to sending, as the page's script says; null without it. */
  elapsed: number | null
}

/** Characters a comment may have. */
export const longestBody = 5_000
const longestName = 40

/** Reads the fields of a form or of JSON; a problem names what the sender can mend. */
export function readSent(fields: Record<string, unknown>): Sent | CommentProblem {
  const body = cleanText(textOf(fields.body))
  const name = cleanLine(textOf(fields.name))
  const email = cleanLine(textOf(fields.email)).toLowerCase()
  const url = cleanLine(textOf(fields.url))
  if (body.length > longestBody) return 'long'
  const html = renderComment(body)
  if (!html) return 'empty'
  if ([...name].length > longestName) return 'name'
  if (email && !/^[^\s@<>"',;]{1,64}@[^\s@<>"',;]+\.[^\s@<>"',;.]{2,}$/.test(email)) return 'email'
  const address = url ? webAddress(url) : null
  if (url && !address) return 'url'
  const parent = textOf(fields.parentId)
  if (parent && !/^[1-9]\d{0,14}$/.test(parent)) return 'parent'
  const elapsed = Number(textOf(fields.elapsed) || Number.NaN)
  return {
    name: isVisible(name) ? name : '',
    email: email.slice(0, 200) || null,
    url: address,
    body,
    html,
    parentId: parent ? Number(parent) : null,
    trapped: textOf(fields.subject) !== '',
    elapsed: Number.isFinite(elapsed) ? elapsed : null,
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** An http or https address, `https://` added where it was left out; null for anything else. */
export function webAddress(text: string): string | null {
  const whole =
    /^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[^/]*:\d/.test(text) ? text : `https://${text}`
  const url = URL.parse(whole)
  if (!url || !/^https?:$/.test(url.protocol)) return null
  if (!url.hostname.includes('.') || url.username || url.password || url.href.length > 300) {
    return null
  }
  return url.href
}
