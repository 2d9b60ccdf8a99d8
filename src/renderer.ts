import { etagOf } from './cache/respond.ts'
import { articleTags, type StoredArticle } from './cache/stored-pages.ts'
import { loadArticle } from './db/articles.ts'
import type { Db } from './db/client.ts'
import { originOf, type Site, settingsReadLast } from './db/site.ts'
import { messagesIn } from './i18n/index.ts'
import { articlePage } from './pages/article-page.tsx'
import type { View } from './pages/view.ts'
import { readSettings } from './settings.ts'

/** What pages need to know of the site. */
export function viewOf(env: { SITE_URL: string }, { settings }: Pick<Site, 'settings'>): View {
  return { settings, origin: originOf(settings, env), text: messagesIn(settings.language) }
}

/** What pages can be told when the database cannot be asked. */
export function bareView(env: { SITE_URL: string }): View {
  return viewOf(env, { settings: settingsReadLast() ?? readSettings({}) })
}

/**
 * Renders the page of article `id` as it stands at `now`, from one statement: for the route, for
 * publishing and for cron. Undefined unless the post is visible.
 */
export async function renderArticle(
  { db, env, now }: { db: Db; env: { SITE_URL: string }; now: number },
  site: Site,
  id: number,
): Promise<StoredArticle | undefined> {
  const article = await loadArticle(db, id, now, site.settings.relatedCount)
  if (!article) return undefined
  const html = articlePage(viewOf(env, site), article)
  return { html, etag: etagOf(html), tags: articleTags(article) }
}
