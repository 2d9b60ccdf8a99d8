import type { SitemapPost } from '../db/feeds.ts'
import type { View } from '../pages/view.ts'
import { absolute, postPath } from '../urls.ts'
import { element } from './xml.ts'

const namespace = 'http://www.sitemaps.org/schemas/sitemap/0.9'
const imageNamespace = 'http://www.google.com/schemas/sitemap-image/1.1'

/** The index of a sitemap in `parts` parts (https://www.sitemaps.org/protocol.html). */
export function sitemapIndex(origin: string, parts: number): string {
  const entries = Array.from({ length: parts }, (_, index) => {
    const address = absolute(origin, `/sitemap-${index + 1}.xml`)
    return `<sitemap>${element('loc', address)}</sitemap>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="${namespace}">${entries.join('')}</sitemapindex>\n`
}

/**
 * One sitemap: paths of pages, and posts with the time of their last change. A post whose text
 * belongs to another address is left out, as a map names canonical addresses only.
 */
export function sitemap({ origin, settings }: View, paths: string[], posts: SitemapPost[]): string {
  const pages = paths.map((path) => `<url>${element('loc', absolute(origin, path))}</url>`)
  const articles = posts.flatMap((post) => {
    const changed = new Date(Math.max(post.updatedAt, post.publishedAt)).toISOString()
    const address = absolute(origin, postPath(post, settings))
    if (post.canonical !== null && post.canonical !== address) return []
    const image = post.image
      ? `<image:image>${element('image:loc', absolute(origin, post.image))}</image:image>`
      : ''
    return [`<url>${element('loc', address)}${element('lastmod', changed)}${image}</url>`]
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="${namespace}" xmlns:image="${imageNamespace}">${[...pages, ...articles].join('')}</urlset>\n`
}
