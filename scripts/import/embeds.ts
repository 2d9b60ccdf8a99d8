import { link } from './markdown-syntax.ts'

const addresses: Record<string, (id: string) => string> = {
  youtube: (id) => `https://www.youtube.com/watch?v=${id}`,
  vimeo: (id) => `https://vimeo.com/${id}`,
  bilibili: (id) => `https://www.bilibili.com/video/${id}`,
  gist: (id) => `https://gist.github.com/${id}`,
  jsfiddle: (id) => `https://jsfiddle.net/${id}/`,
  instagram: (id) => `https://www.instagram.com/p/${id}/`,
}

/** A plain link to what an embedding shortcode shows; undefined when `kind` is none we know. */
export function embedLink(kind: string, id: string | undefined, title = ''): string | undefined {
  const address = Object.hasOwn(addresses, kind) ? addresses[kind] : undefined
  if (!address || !id) return undefined
  return link(/^https?:/.test(id) ? id : address(encodeURI(id)), title)
}
