import type { FeedPost } from '../db/feeds.ts'
import type { View } from '../pages/view.ts'
import { absolute, postPath } from '../urls.ts'
import { absoluteHtml, type Feed, guid, imageOf, lastChange } from './feed.ts'
import { element, xmlText } from './xml.ts'

/** Atom (RFC 4287) with full content, newest first. */
export function atom(view: View, { posts, path, pagePath, id, title }: Feed): string {
  const { settings, origin } = view
  const page = absolute(origin, pagePath)
  // An empty feed must still say when it changed (RFC 4287 §4.1.1): at the beginning of time.
  const updated = new Date(lastChange(posts)).toISOString()
  const entries = posts.map((post) => entry(view, post)).join('')
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" xml:lang="${settings.language}">${element('id', absolute(origin, id))}${element('title', title)}${element('subtitle', settings.description)}${element('updated', updated)}<author>${element('name', settings.title)}</author><link rel="alternate" type="text/html" href="${xmlText(page)}"/><link rel="self" type="application/atom+xml" href="${xmlText(absolute(origin, path))}"/>${entries}</feed>
`
}

function entry({ settings, origin }: View, post: FeedPost): string {
  const url = absolute(origin, postPath(post, settings))
  const language = post.language ? ` xml:lang="${xmlText(post.language)}"` : ''
  const changed = new Date(Math.max(post.updatedAt, post.publishedAt)).toISOString()
  const image = imageOf(origin, post)
  const media = image ? `<media:thumbnail url="${xmlText(image)}"/>` : ''
  const terms = [post.category, ...post.tags].filter((name) => name !== null)
  return `<entry${language}>${element('id', guid(origin, post.id))}${element('title', post.title)}<link rel="alternate" type="text/html" href="${xmlText(url)}"/>${element('published', new Date(post.publishedAt).toISOString())}${element('updated', changed)}${post.author ? `<author>${element('name', post.author)}</author>` : ''}${terms.map((name) => `<category term="${xmlText(name)}"/>`).join('')}${element('summary', post.excerpt)}<content type="html">${xmlText(absoluteHtml(post.html, url))}</content>${media}</entry>`
}
