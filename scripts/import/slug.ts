import { isSlug, slugify } from '../../src/content/slug.ts'
import { reservedSegments } from '../../src/urls.ts'

/** A slug the site takes, as near to `name` as can be; undefined when nothing of it is left. */
export function slugFrom(name: string): string | undefined {
  const slug = name.normalize('NFC').trim()
  return isSlug(slug) ? slug : slugify(slug) || undefined
}

/** A slug as the site gives it to a post: neither a number, which reads as an id, nor a word of its own. */
export function addressableSlug(slug: string): string {
  if (reservedSegments.has(slug)) return `${slug}-2`
  return /^\d+$/.test(slug) ? `post-${slug}` : slug
}

const languages = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })

/** What ends names of programs more often than it tells Tsonga, Serbo-Croatian or Ido. */
const extensions = /^(?:ts|sh|io)$/i

/** `index.en` and `post.zh-CN` as name and language; `node.js` is a name. */
function splitLanguage(name: string): { name: string; language?: string } {
  const [, plain, language] = /^(.+)\.([a-z]{2}(?:-[a-z\d]{2,8})*)$/i.exec(name) ?? []
  if (!plain || !language || extensions.test(language)) return { name }
  return languages.of(language) ? { name: plain, language } : { name }
}

interface FileName {
  name: string
  date?: string
  language?: string
}

/** The name a Markdown file gives its post, the date it may begin with and the language it may end with. */
export function nameFromPath(path: string): FileName {
  const parts = path.replace(/\.(?:md|markdown)$/i, '').split('/')
  const { name: last, ...told } = splitLanguage(parts.at(-1) ?? '')
  const name = last === 'index' ? (parts.at(-2) ?? last) : last
  const dated = /^(\d{4}-\d{2}-\d{2})-(.+)$/.exec(name)
  return dated?.[1] && dated[2] ? { name: dated[2], date: dated[1], ...told } : { name, ...told }
}

/** The last part of an address that names a post; undefined when it holds a pattern such as `:title`. */
export function nameFromAddress(address: string): string | undefined {
  const path = address.replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/[?#].*$/, '')
  const parts = path.split('/').filter((part) => part && !/^index\.html?$/i.test(part))
  const last = parts.at(-1)
  if (!last || /^:|[{}]|:\w+/.test(last)) return undefined
  return decode(last).replace(/\.html?$/i, '')
}

/**
 * The path on the site for what a post calls another one: a file becomes the slug it gives its post,
 * under which the site finds it; anything else is a path already.
 */
export function pathOfReference(reference: string): string {
  const [, file, fragment = ''] = /^([^#]*)(#.*)?$/.exec(reference) ?? []
  if (!file || !/\.(?:md|markdown)$/i.test(file)) return reference
  const section = /^(.*?)_index\.\w+$/i.exec(file)
  if (section) return (section[1] || '/') + fragment
  return `/${addressableSlug(slugFrom(nameFromPath(file).name) ?? '')}${fragment}`
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
