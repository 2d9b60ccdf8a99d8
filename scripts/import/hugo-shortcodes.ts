import { embedLink } from './embeds.ts'
import { fencedCode, image, link, quote } from './markdown-syntax.ts'
import { pathOfReference } from './slug.ts'
import type { Arguments } from './tag-arguments.ts'

/** Hugo shortcodes whose inner text is code, not Markdown. */
export const hugoVerbatim: ReadonlySet<string> = new Set(['highlight', 'mermaid'])

/** Plain Markdown for a Hugo shortcode; `inner` is undefined for one without a closing part. */
export function hugoMarkdown(
  name: string,
  { positional, named }: Arguments,
  inner?: string,
): string {
  const first = positional[0]
  if (inner !== undefined) {
    if (name === 'highlight') return fencedCode(inner, first)
    return name === 'mermaid' ? fencedCode(inner, name) : inner
  }
  if (name === 'ref' || name === 'relref') return pathOfReference(named.path ?? first ?? '')
  const picture = named.src ?? (isPicture(name) ? first : undefined)
  if (picture && (isPicture(name) || /\.(?:png|jpe?g|gif|webp|avif|svg)$/i.test(picture))) {
    const caption = named.caption ?? named.title ?? ''
    return image(picture, named.alt ?? caption, caption)
  }
  if (name === 'tweet' || name === 'x' || name === 'twitter') return tweet(named, positional)
  if (name.includes('quote') && named.text) {
    return quote(named.text, named.cite ?? named.author)
  }
  const id = named.id ?? (name === 'gist' ? positional.slice(0, 2).join('/') : first)
  return embedLink(name, id, named.title) ?? ''
}

function isPicture(name: string): boolean {
  return /figure|img|image|picture|photo/.test(name)
}

function tweet(named: Record<string, string>, positional: string[]): string {
  const user = named.user ?? (positional.length > 1 ? positional[0] : 'i')
  const id = named.id ?? positional.at(-1)
  return id ? link(`https://twitter.com/${user}/status/${id}`) : ''
}
