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

/** A page that is no post. */
export interface SitemapPage {
  path: string
  /** When it changed last, in ms; 0 where nothing was ever there. */
  changed: number
}

/**
 * One sitemap: pages and posts with the time of their last change. A post whose text belongs to
 * another address is left out, as a map names canonical addresses only.
 */
export function sitemap(view: View, pages: SitemapPage[], posts: SitemapPost[]): string {
  const { origin, settings } = view
  const articles = posts.flatMap(({ image, canonical, ...post }) => {
    const path = postPath(post, settings)
    if (canonical !== null && canonical !== absolute(origin, path)) return []
    return { path, image, changed: Math.max(post.updatedAt, post.publishedAt) }
  })
  const entries = [...pages, ...articles].map((page) => entry(origin, page))
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="${namespace}" xmlns:image="${imageNamespace}">${entries.join('')}</urlset>\n`
}

function entry(origin: string, page: SitemapPage & { image?: string | null }): string {
  const { path, changed, image } = page
  const shown = image
    ? `<image:image>${element('image:loc', absolute(origin, image))}</image:image>`
    : ''
  const time = changed && new Date(changed).toISOString()
  return `<url>${element('loc', absolute(origin, path))}${element('lastmod', time || '')}${shown}</url>`
}
