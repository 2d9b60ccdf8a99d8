import { isSlug, slugify } from '../../src/content/slug.ts'

/** A slug the site takes, as near to `name` as can be; undefined when nothing of it is left. */
export function slugFrom(name: string): string | undefined {
  const slug = name.normalize('NFC').trim()
  return isSlug(slug) ? slug : slugify(slug) || undefined
}

/** The name a Markdown file gives its post, and the date it may begin with. */
export function nameFromPath(path: string): { name: string; date?: string } {
  const parts = path.replace(/\.(?:md|markdown)$/i, '').split('/')
  const last = parts.at(-1) ?? ''
  const name = last === 'index' ? (parts.at(-2) ?? last) : last
  const dated = /^(\d{4}-\d{2}-\d{2})-(.+)$/.exec(name)
  return dated?.[1] && dated[2] ? { name: dated[2], date: dated[1] } : { name }
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
  return `/${slugFrom(nameFromPath(file).name) ?? ''}${fragment}`
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
