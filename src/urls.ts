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
  'admin api archive atom.xml author card category comments feed.json feed.xml healthz llms.txt media opensearch.xml page robots.txt search sitemap.xml tag'.split(
    ' ',
  ),
)

/** Whether what stands at `path` depends on a query; public pages do not. */
export function takesQuery(path: string): boolean {
  return /^\/(?:search|admin|api\/(?:search|admin))(?:\/|$)/.test(path)
}

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
  // Browsers resolve them away: the page would lead to itself for ever.
  if (/\/\.\.?\//.test(pattern)) return 'A permalink has no segment . or ..'
  const first = pattern.split('/')[1] ?? ''
  if (reservedSegments.has(first)) return `/${first} is taken by the site itself`
  return used
}

/** The path of a post's page, percent-encoded as browsers send it. */
export function postPath(post: Addressed, site: Addressing): string {
  const values: Record<string, string> = { id: String(post.id), slug: post.slug }
  if (/\{(?:year|month|day)\}/.test(site.permalink)) {
    const date = calendarDate(post.publishedAt ?? 0, site.timeZone)
    values.year = String(date.year)
    values.month = twoDigits(date.month)
    values.day = twoDigits(date.day)
  }
  return encodePath(site.permalink.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? ''))
}

/**
 * The id or slug that the last segment of a path names, whatever form the path has: `/12.html`,
 * `/12`, `/2026/09/a-slug/`, `/a-slug.html`. Null where no post can be meant: what stands below a
 * segment of the site's own, such as the 2 of `/page/2`, is never the name of one.
 */
export function postReference(path: string): { id?: number; slug: string } | null {
  if (reservedSegments.has(/^\/([^/]+)\/./.exec(path)?.[1] ?? '')) return null
  const last = path.replace(/\/$/, '').split('/').at(-1) ?? ''
  const name = last.replace(/\.html?$/, '')
  if (!name || name.length > 1200) return null
  const slug = decodePath(name)?.normalize('NFC')
  if (!slug || slug.length > 120) return null
  const id = /^[1-9]\d{0,14}$/.test(slug) ? Number(slug) : undefined
  return id === undefined ? { slug } : { id, slug }
}

/** Lists, discussions and their further pages: all end with a slash. */
const listPaths =
  /^\/(?:page\/\d+\/|(?:category|tag|author)\/[^/]+\/(?:page\/\d+\/)?|archive\/(?:\d+\/(?:\d\d\/(?:page\/\d+\/)?)?)?|comments\/\d+\/(?:(?:page|reply)\/\d+\/|waiting\/)?)?$/

/**
 * The address meant by one of a list that lacks its last slash, or that numbers the first page.
 * Undefined where the path needs no mending, or is not a list's.
 */
export function mendedPath(path: string): string | undefined {
  const mended = path.replace(/\/?$/, '/').replace(/page\/1\/$/, '')
  return mended !== path && listPaths.test(mended) ? mended : undefined
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

/** What the address of a search page says. */
export interface SearchAddress {
  query: string
  page?: number | undefined
  category?: string | undefined
  tag?: string | undefined
}

export function searchPath({ query, page = 1, category, tag }: SearchAddress): string {
  const parts = new URLSearchParams()
  if (query) parts.set('q', query)
  if (category) parts.set('category', category)
  if (tag) parts.set('tag', tag)
  if (page > 1) parts.set('page', String(page))
  const text = parts.toString()
  return text ? `/search?${text}` : '/search'
}

export function mediaPath(key: string): string {
  return `/media/${key}`
}

/** The path of page `page` of a post's discussion; the first stands below the article. */
export function discussionPath(postId: number, page: number): string {
  return `/comments/${postId}/${page > 1 ? `page/${page}/` : ''}`
}

/** The page with the form that answers a comment. */
export function commentReplyPath(postId: number, commentId: number): string {
  return `/comments/${postId}/reply/${commentId}/`
}

/** The page that thanks for a comment that waits. */
export function commentWaitingPath(postId: number): string {
  return `/comments/${postId}/waiting/`
}

/** Where a comment stands: below its article, or on a further page of the discussion. */
export function commentPath(
  comment: { id: number; page: number | null; post: Addressed },
  site: Addressing,
): string {
  const page = comment.page ?? 1
  const path = page > 1 ? discussionPath(comment.post.id, page) : postPath(comment.post, site)
  return `${path}#comment-${comment.id}`
}

/** Where comments on a post are sent. */
export function commentsApiPath(postId: number): string {
  return `/api/posts/${postId}/comments`
}

/** The picture drawn for a post without one, in the site's colour. */
export function cardPath(postId: number, accent: string): string {
  return `/card/${postId}-${accent.slice(1).toLowerCase()}.png`
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

/** The name a path ends with, without its extension and the number of a page. */
export function lastName(path: string): string {
  const segments = path
    .replace(/(.)\/page\/\d+\/?$/, '$1')
    .replace(/\/$/, '')
    .split('/')
  const last = (segments.at(-1) ?? '').replace(/\.(?:html?|md)$/, '')
  return decodePath(last)?.normalize('NFC') ?? last
}
