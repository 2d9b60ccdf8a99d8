import type { Article, Located } from '../db/articles.ts'
import type { Site } from '../db/site.ts'
import {
  adjacentTag,
  authorTag,
  type CacheTag,
  categoryTag,
  discussionTag,
  postTag,
  relatedTag,
  siteTag,
  summaryTag,
  tagTag,
} from './tags.ts'

/** A rendered article as KV keeps it. */
export interface StoredArticle {
  html: string
  etag: string
  tags: CacheTag[]
}

/** Seconds a stored page is kept after it was written. */
const keptFor = 30 * 24 * 3600
/** Seconds a location may answer from its own copy; keys are immutable, so long is safe. */
const cachedFor = 24 * 3600

/**
 * The KV key of an article's page: its own version, the site's, and the deployed code's. A key never
 * changes its meaning, so neither KV's delay nor its memory of missing keys can bring an old page
 * back.
 */
export function storedPageKey(
  post: Pick<Located, 'id' | 'pageVersion'>,
  site: Pick<Site, 'version'>,
  layout: string,
): string {
  return `page:${post.id}:${post.pageVersion}.${site.version}:${layout}`
}

/** Reads a page; any failure of KV only makes the page slower. */
export async function readStoredPage(
  kv: KVNamespace,
  key: string,
): Promise<StoredArticle | undefined> {
  try {
    const value = await kv.get(key, { type: 'text', cacheTtl: cachedFor })
    if (!value) return undefined
    const end = value.indexOf('\n')
    const { etag, tags } = JSON.parse(value.slice(0, end))
    return { etag, tags, html: value.slice(end + 1) }
  } catch (error) {
    console.warn('KV could not be read', error)
    return undefined
  }
}

/** Writes a page; false when KV refused. */
export async function writeStoredPage(
  kv: KVNamespace,
  key: string,
  { html, etag, tags }: StoredArticle,
): Promise<boolean> {
  try {
    await kv.put(key, `${JSON.stringify({ etag, tags })}\n${html}`, { expirationTtl: keptFor })
    return true
  } catch (error) {
    console.warn('KV could not be written', error)
    return false
  }
}

/** Everything an article's page shows, as tags. */
export function articleTags(article: Article): CacheTag[] {
  const { id, author, categories, tags, listed, previous, next } = article
  const around = [previous, next].flatMap((post) => (post ? [post.id] : []))
  return [
    siteTag,
    postTag(id),
    summaryTag(id),
    discussionTag(id),
    relatedTag(id),
    adjacentTag(id),
    ...(author ? [authorTag(author.id)] : []),
    ...categories.map((category) => categoryTag(category.id)),
    ...tags.map((tag) => tagTag(tag.id)),
    ...[...listed, ...around].map(summaryTag),
  ]
}
