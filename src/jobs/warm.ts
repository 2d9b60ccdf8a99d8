import { and, eq } from 'drizzle-orm'
import { storedPageKey, writeStoredPage } from '../cache/stored-pages.ts'
import { type Located, locateMany } from '../db/articles.ts'
import { spendKvWrites } from '../db/jobs.ts'
import { newestPosts } from '../db/related.ts'
import { posts } from '../db/schema.ts'
import { loadSite, type Site } from '../db/site.ts'
import { renderArticle } from '../renderer.ts'
import type { JobContext, Report } from './context.ts'

/** How many pages one run stores. */
const pagesPerRun = 2

/** Keeps the pages of hot posts in KV, in their present version. Hot is what is newest, so far. */
export async function warmHotPosts(context: JobContext): Promise<Report> {
  const { db, env } = context
  const site = await loadSite(db)
  const hot = await locateMany(db, await newestPosts(db, site.settings.hotPosts))
  const cold = hot.filter(
    (post) =>
      post.liveAt !== null &&
      post.liveAt <= context.now &&
      post.warmKey !== storedPageKey(post, site, env.VERSION.id),
  )
  let stored = 0
  for (const post of cold.slice(0, pagesPerRun)) {
    if (!(await warm(context, site, post))) break
    stored++
  }
  return { stored, cold: cold.length - stored }
}

/** Stores the page of a post that was just published, if it is a hot one. */
export async function warmPublished(context: JobContext, id: number): Promise<void> {
  const { db } = context
  const site = await loadSite(db)
  if (!(await newestPosts(db, site.settings.hotPosts)).includes(id)) return
  const [post] = await locateMany(db, [id])
  if (post) await warm(context, site, post)
}

async function warm(context: JobContext, site: Site, post: Located): Promise<boolean> {
  const { db, env, now } = context
  const page = await renderArticle(context, site, post.id)
  if (!page || !(await spendKvWrites(db, 1, now))) return false
  const key = storedPageKey(post, site, env.VERSION.id)
  if (!(await writeStoredPage(env.PAGES, key, page))) return false
  await db
    .update(posts)
    .set({ warmKey: key })
    .where(and(eq(posts.id, post.id), eq(posts.pageVersion, post.pageVersion)))
  return true
}
