import type { ImportPost, Warning } from './post.ts'
import { addressableSlug } from './slug.ts'

const longest = { title: 500, excerpt: 1000, name: 80, address: 2000 } as const

/** Fits what is not the text itself to what the site takes, so that a detail does not cost the post. */
export function fitPost(post: ImportPost, warnings: Warning[]): void {
  for (const [field, value] of Object.entries(post)) {
    // Half a character reads as U+FFFD on the site.
    if (typeof value === 'string') Object.assign(post, { [field]: value.toWellFormed() })
  }
  if (post.tags) post.tags = post.tags.map((tag) => tag.toWellFormed())
  if (post.slug) post.slug = addressableSlug(post.slug)
  post.title = cut('title', post.title, longest.title)
  if (post.excerpt) post.excerpt = cut('excerpt', post.excerpt, longest.excerpt)
  for (const field of ['category', 'author'] as const) {
    const name = post[field]
    if (name && name.length > longest.name) drop(field, name)
  }
  if (post.tags) {
    const tags = post.tags.filter((tag) => tag.length <= longest.name)
    if (tags.length < post.tags.length) {
      warnings.push({
        kind: 'tag too long',
        detail: post.tags.find((t) => !tags.includes(t)) ?? '',
      })
    }
    if (tags.length > 50) warnings.push({ kind: 'more than 50 tags', detail: `${tags.length}` })
    post.tags = tags.slice(0, 50)
  }
  if (post.language) {
    const language = post.language.replace(/_/g, '-')
    if (/^[a-z]{2,3}(?:-[a-z\d]{2,8})*$/i.test(language)) post.language = language
    else drop('language', language)
  }
  const { cover } = post
  const usable = /^(?:https?:\/\/|\/(?!\/))/
  if (cover && (cover.length > longest.address || !usable.test(cover))) drop('cover', cover)

  if (post.canonical !== undefined) {
    const { canonical } = post
    const address = /^https?:\/\//i.test(canonical) ? URL.parse(canonical)?.href : undefined
    if (address && address.length <= longest.address) post.canonical = address
    else drop('canonical', canonical)
  }

  function cut(field: string, text: string, length: number): string {
    if (text.length <= length) return text
    warnings.push({ kind: `${field} cut`, detail: `from ${text.length} to ${length} characters` })
    return text
      .slice(0, length)
      .replace(/[\uD800-\uDBFF]$/, '')
      .trimEnd()
  }

  function drop(field: 'category' | 'author' | 'language' | 'cover' | 'canonical', value: string) {
    delete post[field]
    warnings.push({ kind: `${field} left out`, detail: value.slice(0, 100) })
  }
}
