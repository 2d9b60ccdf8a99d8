import { renderMarkdown } from '../../content/render.ts'
import type { Article } from '../../db/articles.ts'
import type { Db } from '../../db/client.ts'
import { type EditablePost, editablePost, firstEditable } from '../../db/editable-posts.ts'
import { originOf, siteFrom, siteRow } from '../../db/site.ts'
import { messagesFor } from '../../i18n/index.ts'
import { articlePage } from '../../pages/article-page.tsx'
import { viewOf } from '../../renderer.ts'
import { absolute, postPath } from '../../urls.ts'
import { resolveSizes } from './resolve.ts'

/** What a preview shows; all else of the page is as the post has it now. */
export interface Unsaved {
  id: number | null
  title: string
  markdown: string
  cover: string | null
  language: string | null
}

/**
 * The page of an article with words that are not saved, from the very renderer and template that
 * make the published page.
 */
export async function previewArticle(
  { db, env, now }: { db: Db; env: { SITE_URL: string }; now: number },
  unsaved: Unsaved,
): Promise<{ html: string; wordCount: number; excerpt: string }> {
  const [sites, posts] = await db.batch([siteRow(db), editablePost(db, unsaved.id ?? 0)])
  const site = siteFrom(sites)
  const { settings } = site
  const saved = settled(firstEditable(posts), now)
  const rendered = renderMarkdown(unsaved.markdown, {
    url: absolute(originOf(settings, env), postPath(saved, settings)),
    words: messagesFor(unsaved.language, settings.language),
    sizes: await resolveSizes(db, unsaved.markdown, unsaved.cover),
  })
  const top = Math.min(...rendered.contents.map((heading) => heading.level))
  const article: Article = {
    ...saved,
    title: unsaved.title,
    language: unsaved.language,
    cover: unsaved.cover,
    html: rendered.html,
    contents: rendered.contents.filter((heading) => heading.level <= top + 1),
    excerpt: rendered.excerpt,
    wordCount: rendered.wordCount,
  }
  const html = articlePage(viewOf(env, site), article)
  return { html, wordCount: rendered.wordCount, excerpt: rendered.excerpt }
}

/** What of the page does not come from the editor's window. */
function settled(
  post: EditablePost | undefined,
  now: number,
): Omit<Article, 'title' | 'language' | 'cover' | 'html' | 'contents' | 'excerpt' | 'wordCount'> {
  const term = (name: string | null | undefined) => (name ? { id: 0, name, slug: '' } : null)
  const category = term(post?.category)
  return {
    id: post?.id ?? 0,
    slug: post?.slug ?? '',
    thumbnail: null,
    canonical: post?.canonical ?? null,
    publishedAt: post?.publishedAt ?? now,
    updatedAt: now,
    commentCount: 0,
    commentsOpen: post?.commentsOpen ?? true,
    views: post?.views ?? 0,
    author: term(post?.author),
    categories: category ? [category] : [],
    tags: post?.tags ?? [],
    related: [],
    listed: [],
    previous: null,
    next: null,
    comments: [],
    commentPages: { page: 1, previous: null, next: null, last: 0 },
  }
}
