import { readDate } from './dates.ts'
import {
  countOf,
  fieldsByName,
  flagOf,
  idOf,
  isRecord,
  namesOf,
  plainName,
  textOf,
} from './field-values.ts'
import type { Fields } from './front-matter.ts'
import { decodeReferences, plainText } from './plain-text.ts'
import type { ImportPost, Warning } from './post.ts'
import { nameFromAddress, nameFromPath, slugFrom } from './slug.ts'

export interface Mapped {
  /** Everything but the text. */
  post: Omit<ImportPost, 'title' | 'markdown'> & { title?: string }
  warnings: Warning[]
  unknownFields: string[]
}

const known = new Set(
  `title slug permalink url date publishDate published_at updated lastmod last_modified_at updatedAt
  category categories tags topics author authors description summary excerpt deck cover image
  thumbnail featured_image banner photos canonical canonical_url lang language draft published status pinned sticky top
  externalId id views comments commentsOpen createdAt`
    .split(/\s+/)
    .map(plainName),
)

/** Maps the front matter of Hexo, Hugo and Jekyll; `path` is the file's, relative to what is imported. */
export function mapFrontMatter(fields: Fields, path: string, timeZone: string): Mapped {
  const byName = fieldsByName(fields)
  const get = (name: string) => byName.get(plainName(name))
  const warnings: Warning[] = []
  const file = nameFromPath(path)
  // Jekyll, whose posts have their date in the name, parts names with spaces.
  const spaced = file.date !== undefined && /(?<!(?:^|\/)source\/)\b_posts\//.test(path)
  const list = (name: string) => (spaced ? bySpaces(get(name)) : get(name))
  const [category, ...moreCategories] = namesOf(get('category') ?? list('categories'))
  const given = {
    externalId: textOf(get('externalId')) ?? path.replace(/\.(?:md|markdown)$/i, ''),
    id: idOf(get('id')),
    slug: slugOf(get) ?? slugFrom(file.name),
    title: decodeReferences(textOf(get('title')) ?? '') || undefined,
    publishedAt: dateOf(['date', 'publishDate', 'published_at']) ?? readDate(file.date, timeZone),
    updatedAt: dateOf(['updated', 'updatedAt', 'lastmod', 'last_modified_at']),
    createdAt: dateOf(['createdAt']),
    category,
    tags: tagsOf(list, moreCategories),
    author: namesOf(get('author'))[0] ?? namesOf(get('authors'))[0],
    excerpt: ['description', 'summary', 'excerpt', 'deck'].map(get).map(excerptOf).find(Boolean),
    cover: coverOf(get),
    canonical: textOf(get('canonical')) ?? textOf(get('canonicalUrl')),
    language: textOf(get('lang')) ?? textOf(get('language')) ?? file.language,
    status: statusOf(get, path),
    pinned: pinnedOf(get),
    commentsOpen: flagOf(get('commentsOpen')) ?? flagOf(get('comments')),
    views: countOf(get('views')),
  }
  return {
    post: withoutAbsent(given),
    warnings,
    unknownFields: Object.keys(fields).filter((name) => !known.has(plainName(name))),
  }

  function dateOf(names: string[]): string | undefined {
    for (const name of names) {
      const value = get(name)
      if (value === undefined || value === '') continue
      const date = readDate(value, timeZone)
      if (date) return date
      warnings.push({ kind: 'date not readable', detail: `${name}: ${textOf(value) ?? ''}` })
    }
    return undefined
  }
}

type Get = (name: string) => unknown

function slugOf(get: Get): string | undefined {
  const slug = textOf(get('slug'))
  if (slug) return slugFrom(slug.replace(/^.*\/(?=.)/, '').replace(/\/$/, ''))
  const permalink = textOf(get('permalink')) ?? textOf(get('url'))
  return slugFrom((permalink && nameFromAddress(permalink)) ?? '')
}

function tagsOf(get: Get, categories: string[]): string[] | undefined {
  const tags = [...categories, ...namesOf(get('tags')), ...namesOf(get('topics'))]
  return tags.length ? namesOf(tags) : undefined
}

function bySpaces(value: unknown): unknown {
  return typeof value === 'string' && !/[,，]/.test(value) ? value.split(/\s+/) : value
}

function excerptOf(value: unknown): string | undefined {
  return typeof value === 'string' ? plainText(value) || undefined : undefined
}

function coverOf(get: Get): string | undefined {
  const photos = get('photos')
  const values = ['cover', 'image', 'thumbnail', 'featured_image', 'banner'].map(get)
  return [...values, Array.isArray(photos) ? photos[0] : undefined].map(pictureOf).find(Boolean)
}

function pictureOf(value: unknown): string | undefined {
  if (typeof value === 'string') return textOf(value)
  if (!isRecord(value)) return undefined
  return textOf(value.url ?? value.src ?? value.path ?? value.uid)
}

function statusOf(get: Get, path: string): 'draft' | 'published' | undefined {
  const status = get('status')
  if (status === 'draft' || status === 'published') return status
  const draft = flagOf(get('draft'))
  const published = flagOf(get('published'))
  if (draft || published === false) return 'draft'
  if (draft === false || published) return 'published'
  return path.split('/').includes('_drafts') ? 'draft' : undefined
}

function pinnedOf(get: Get): boolean | undefined {
  const values = [get('pinned'), get('sticky'), get('top')].filter((value) => value !== undefined)
  if (!values.length) return undefined
  return values.some((value) => flagOf(value) ?? (countOf(value) ?? 0) > 0)
}

/** The entries of `values` that have a value. */
export function withoutAbsent<T extends Record<string, unknown>>(values: T): Present<T> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  ) as Present<T>
}

type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}
