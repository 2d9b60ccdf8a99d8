import { calendarDate, twoDigits } from './dates.ts'

/** What the address of a post depends on. */
export interface Addressed {
  id: number
  slug: string
  publishedAt: number | null
}

/** What addresses depend on, of the site. */
export interface Addressing {
  permalink: string
  timeZone: string
}

const fields = ['id', 'slug', 'year', 'month', 'day'] as const

/** The first segments of paths that are not posts; a permalink must not begin with one. */
export const reservedSegments: ReadonlySet<string> = new Set(
  'admin api archive atom.xml author category feed.json feed.xml healthz llms.txt media opensearch.xml page robots.txt search sitemap.xml tag'.split(
    ' ',
  ),
)

/** Checks a permalink pattern; answers its fields, or a sentence that says what is wrong. */
export function parsePattern(pattern: string): string[] | string {
  if (!pattern.startsWith('/')) return 'A permalink begins with /, such as /{id}.html'
  if (pattern.length > 100) return 'A permalink pattern has at most 100 characters'
  const used = [...pattern.matchAll(/\{(\w*)\}/g)].map((match) => match[1] ?? '')
  const unknown = used.find((name) => !fields.some((field) => field === name))
  if (unknown !== undefined) return `{${unknown}} is not one of {${fields.join('}, {')}}`
  if (!/^[\w\-./~]*$/.test(pattern.replace(/\{\w+\}/g, 'x'))) {
    return 'A permalink holds letters, digits, - . _ ~ / and the fields only'
  }
  const last = pattern.replace(/\/$/, '').split('/').at(-1) ?? ''
  if (!/^\{(?:id|slug)\}(?:\.html?)?$/.test(last)) {
    return 'A permalink ends with {id} or {slug}, then .html or / if wanted'
  }
  if (pattern.includes('//')) return 'A permalink has no empty segment'
  const first = pattern.split('/')[1] ?? ''
  if (reservedSegments.has(first)) return `/${first} is taken by the site itself`
  return used
}

/** The path of a post's page, percent-encoded as browsers send it. */
export function postPath(post: Addressed, site: Addressing): string {
  const date = calendarDate(post.publishedAt ?? 0, site.timeZone)
  const values = {
    id: String(post.id),
    slug: post.slug,
    year: String(date.year),
    month: twoDigits(date.month),
    day: twoDigits(date.day),
  }
  const path = site.permalink.replace(/\{(\w+)\}/g, (_, name: keyof typeof values) => values[name])
  return encodePath(path)
}

/**
 * The id or slug that the last segment of a path names, whatever form the path has: `/12.html`,
 * `/12`, `/2026/09/a-slug/`, `/a-slug.html`. Null where no post can be meant.
 */
export function postReference(path: string): { id?: number; slug: string } | null {
  const last = path.replace(/\/$/, '').split('/').at(-1) ?? ''
  const name = last.replace(/\.html?$/, '')
  if (!name || name.length > 1200) return null
  const slug = decodePath(name)?.normalize('NFC')
  if (!slug || slug.length > 120) return null
  const id = /^[1-9]\d{0,14}$/.test(slug) ? Number(slug) : undefined
  return id === undefined ? { slug } : { id, slug }
}

/** The path of a post's Markdown form. */
export function markdownPath(id: number): string {
  return `/${id}.md`
}

export const homePath = '/'

export function categoryPath(slug: string): string {
  return `/category/${encodeURIComponent(slug)}/`
}

export function tagPath(slug: string): string {
  return `/tag/${encodeURIComponent(slug)}/`
}

export function authorPath(slug: string): string {
  return `/author/${encodeURIComponent(slug)}/`
}

export function archivePath(year?: number, month?: number): string {
  if (year === undefined) return '/archive/'
  return month === undefined ? `/archive/${year}/` : `/archive/${year}/${twoDigits(month)}/`
}

/** The path of page `page` of a list whose first page is `base`. */
export function pagePath(base: string, page: number): string {
  return page <= 1 ? base : `${base}page/${page}/`
}

/** The path of a search, with its filters and page. */
export function searchPath(
  query?: string,
  filters: { category?: string | undefined; tag?: string | undefined; page?: number } = {},
): string {
  if (query === undefined) return '/search'
  const parameters = new URLSearchParams({ q: query })
  if (filters.category) parameters.set('category', filters.category)
  if (filters.tag) parameters.set('tag', filters.tag)
  if (filters.page && filters.page > 1) parameters.set('page', String(filters.page))
  return `/search?${parameters}`
}

export function mediaPath(key: string): string {
  return `/media/${key}`
}

/** Percent-encodes a path as browsers do, leaving its slashes. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/')
}

/** Decodes a percent-encoded path, or answers null where the encoding is broken. */
export function decodePath(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}

/** Makes an address absolute; those that are stay as they are. */
export function absolute(origin: string, path: string): string {
  return URL.parse(path, origin)?.href ?? origin
}
