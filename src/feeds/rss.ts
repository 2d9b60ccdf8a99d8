import type { FeedPost } from '../db/feeds.ts'
import type { View } from '../pages/view.ts'
import { absolute, postPath } from '../urls.ts'
import { element, xmlText } from './xml.ts'

/** RSS 2.0 with full content (https://www.rssboard.org/rss-specification), newest first. */
export function rss(
  view: View,
  posts: FeedPost[],
  feed: { path: string; pagePath: string; title: string },
): string {
  const { settings, origin } = view
  const updated = Math.max(0, ...posts.map((post) => post.updatedAt))
  const items = posts.map((post) => item(view, post)).join('')
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>${element('title', feed.title)}${element('link', absolute(origin, feed.pagePath))}<description>${xmlText(settings.description || settings.title)}</description>${element('language', settings.language)}${updated ? element('lastBuildDate', new Date(updated).toUTCString()) : ''}<atom:link href="${xmlText(absolute(origin, feed.path))}" rel="self" type="application/rss+xml"/>${items}</channel></rss>
`
}

function item({ settings, origin }: View, post: FeedPost): string {
  const url = absolute(origin, postPath(post, settings))
  return `<item>${element('title', post.title)}${element('link', url)}<guid isPermaLink="false">${xmlText(guid(origin, post.id))}</guid>${element('pubDate', new Date(post.publishedAt).toUTCString())}${element('dc:creator', post.author)}${[post.category, ...post.tags].map((name) => element('category', name)).join('')}${element('description', post.excerpt)}${element('content:encoded', absoluteHtml(post.html, url))}</item>`
}

/** A name for the post that outlives changes of its slug and of the permalink pattern. */
export function guid(origin: string, id: number): string {
  return `${origin}/#post-${id}`
}

/** Makes the addresses in stored HTML absolute: readers of a feed have no base to resolve them. */
export function absoluteHtml(html: string, url: string): string {
  return html.replace(
    /(<[a-z][^>]*? (?:href|src|poster)=")([^"]*)"/g,
    (_, before: string, address: string) =>
      `${before}${/^[a-z][a-z0-9+.-]*:/i.test(address) ? address : escapeQuote(absolute(url, unescapeAmp(address)))}"`,
  )
}

function unescapeAmp(text: string): string {
  return text.replace(/&#x26;|&amp;/g, '&')
}

function escapeQuote(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;')
}
