import type { FeedPost } from '../db/feeds.ts'
import type { View } from '../pages/view.ts'
import { absolute, postPath } from '../urls.ts'
import { absoluteHtml, type Feed, guid, imageOf, lastChange } from './feed.ts'
import { element, xmlText } from './xml.ts'

/** RSS 2.0 with full content (https://www.rssboard.org/rss-specification), newest first. */
export function rss(view: View, { posts, path, pagePath, title }: Feed): string {
  const { settings, origin } = view
  const updated = lastChange(posts)
  const items = posts.map((post) => item(view, post)).join('')
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"><channel>${element('title', title)}${element('link', absolute(origin, pagePath))}<description>${xmlText(settings.description || settings.title)}</description>${element('language', settings.language)}${updated ? element('lastBuildDate', new Date(updated).toUTCString()) : ''}<atom:link href="${xmlText(absolute(origin, path))}" rel="self" type="application/rss+xml"/>${items}</channel></rss>
`
}

function item({ settings, origin }: View, post: FeedPost): string {
  const url = absolute(origin, postPath(post, settings))
  const image = imageOf(origin, post)
  const media = image ? `<media:content url="${xmlText(image)}" medium="image"/>` : ''
  return `<item>${element('title', post.title)}${element('link', url)}<guid isPermaLink="false">${xmlText(guid(origin, post.id))}</guid>${element('pubDate', new Date(post.publishedAt).toUTCString())}${element('dc:creator', post.author)}${element('dc:language', post.language)}${[post.category, ...post.tags].map((name) => element('category', name)).join('')}${element('description', post.excerpt)}${element('content:encoded', absoluteHtml(post.html, url))}${media}</item>`
}
