import type { FeedPost } from '../db/feeds.ts'
import type { View } from '../pages/view.ts'
import { absolute, postPath } from '../urls.ts'
import { absoluteHtml, type Feed, guid, imageOf } from './feed.ts'

/** JSON Feed 1.1 with full content (https://www.jsonfeed.org/version/1.1/), newest first. */
export function jsonFeed(view: View, { posts, path, pagePath, title }: Feed): string {
  const { settings, origin } = view
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title,
    home_page_url: absolute(origin, pagePath),
    feed_url: absolute(origin, path),
    ...(settings.description && { description: settings.description }),
    language: settings.language,
    items: posts.map((post) => item(view, post)),
  })
}

function item({ settings, origin }: View, post: FeedPost) {
  const url = absolute(origin, postPath(post, settings))
  const image = imageOf(origin, post)
  const tags = [post.category, ...post.tags].filter((name) => name !== null)
  return {
    id: guid(origin, post.id),
    url,
    title: post.title,
    summary: post.excerpt,
    content_html: absoluteHtml(post.html, url),
    date_published: new Date(post.publishedAt).toISOString(),
    date_modified: new Date(Math.max(post.updatedAt, post.publishedAt)).toISOString(),
    ...(image && { image }),
    ...(post.author && { authors: [{ name: post.author }] }),
    ...(tags.length > 0 && { tags }),
    ...(post.language && { language: post.language }),
  }
}
