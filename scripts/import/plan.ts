import { slugStem } from '../../src/content/slug.ts'
import { termSlug } from '../../src/db/terms.ts'
import type { SitePost, SiteTerm } from './api.ts'
import type { ImportPost } from './post.ts'

/**
 * What of `current` an import of `post` changes: the fields that the source gives and that differ.
 * What the source leaves out is the editors' own.
 */
export function planChange(post: ImportPost, current: SitePost): Partial<ImportPost> {
  const change: Partial<ImportPost> = {}
  for (const field of fields) {
    if (post[field] !== undefined && !isSame[field](post, current)) copy(field, post, change)
  }
  return change
}

type Comparison = (post: ImportPost, current: SitePost) => boolean

const isSame = {
  title: (post, current) => post.title === current.title.replace(/\s+/g, ' ').trim(),
  markdown: (post, current) => plainLines(post.markdown) === plainLines(current.markdown),
  slug: (post, current) => sameSlug(post.slug ?? '', current.slug),
  publishedAt: (post, current) => sameInstant(post.publishedAt, current.publishedAt),
  createdAt: (post, current) => sameInstant(post.createdAt, current.createdAt),
  updatedAt: (post, current) => sameInstant(post.updatedAt, current.updatedAt),
  category: (post, current) => sameTerms([post.category ?? ''], [current.category ?? '']),
  tags: (post, current) => sameTerms(post.tags ?? [], current.tags),
  author: (post, current) => sameTerms([post.author ?? ''], [current.author ?? '']),
  excerpt: (post, current) => post.excerpt === current.excerpt,
  cover: (post, current) => post.cover === current.cover,
  canonical: (post, current) => post.canonical === current.canonical,
  language: (post, current) => post.language?.toLowerCase() === current.language?.toLowerCase(),
  status: (post, current) => (post.status === 'draft') === (current.status === 'draft'),
  pinned: (post, current) => post.pinned === current.pinned,
  commentsOpen: (post, current) => post.commentsOpen === current.commentsOpen,
} satisfies Partial<Record<keyof ImportPost, Comparison>>

type ComparedField = keyof typeof isSame

const fields = Object.keys(isSame) as ComparedField[]

function copy<K extends ComparedField>(field: K, from: ImportPost, to: Partial<ImportPost>) {
  to[field] = from[field]
}

function plainLines(markdown: string): string {
  return markdown.replace(/\r\n?/g, '\n').trim()
}

/** A slug that was taken became `slug-2`, and stays so. */
function sameSlug(slug: string, current: string): boolean {
  if (current === slug) return true
  const stem = slugStem(slug)
  return current.startsWith(stem) && /^-\d+$/.test(current.slice(stem.length))
}

function sameInstant(date: string | undefined, current: string | null): boolean {
  return current !== null && Date.parse(date ?? '') === Date.parse(current)
}

function sameTerms(names: string[], current: SiteTerm[]): boolean {
  const keys = new Set(names.map(termKey))
  const slugs = new Set(current.map((term) => (typeof term === 'string' ? '' : term.slug)))
  const currentKeys = new Set(
    current.map((term) => termKey(typeof term === 'string' ? term : term.name)),
  )
  if (keys.size !== currentKeys.size) return false
  return [...keys].every((key) => currentKeys.has(key) || slugs.has(key))
}

/** The site finds a term by its slug, or by its name where that has neither letters nor digits. */
function termKey(name: string): string {
  return termSlug(name) || name.trim()
}
