import { storedPageKey, writeStoredPage } from '../cache/stored-pages.ts'
import { type Located, locateMany } from '../db/articles.ts'
import { spendKvWrites } from '../db/jobs.ts'
import { loadSite, type Site } from '../db/site.ts'
import { hotPosts, noteWarmPages } from '../db/warm.ts'
import { renderArticle } from '../renderer.ts'
import type { JobContext, Report } from './context.ts'

/** How many pages one run stores: each takes one statement of the forty a run may ask. */
const pagesPerRun = 6

/** Keeps the pages of hot posts in KV, in their present version: after a write, after a deploy. */
export async function warmHotPosts(context: JobContext): Promise<Report> {
  const { db, env, now } = context
  const site = await loadSite(db)
  const hot = await locateMany(db, await hotPosts(db, site.settings.hotPosts, now))
  const cold = hot.filter((post) => post.warmKey !== storedPageKey(post, site, env.VERSION.id))
  const stored = await warm(context, site, cold.slice(0, pagesPerRun))
  return { stored, cold: cold.length - stored }
}

/**
 * Stores the page of a post that was just published, if it is a hot one. Errors are swallowed: a
 * page that is not in KV is merely slower.
 */
export async function warmPublished(context: JobContext, id: number): Promise<void> {
  const { db, now } = context
  try {
    const site = await loadSite(db)
    if (!(await hotPosts(db, site.settings.hotPosts, now)).includes(id)) return
    await warm(context, site, await locateMany(db, [id]))
  } catch (error) {
    console.warn('The page could not be put into KV', error)
  }
}

/** Renders and stores pages; answers how many. */
async function warm(context: JobContext, site: Site, posts: Located[]): Promise<number> {
  const { db, env, now } = context
  // A post may have come due since the run began: a page must show what its version stands for.
  const present = { ...context, now: Date.now() }
  if (posts.length === 0 || !(await spendKvWrites(db, posts.length, now))) return 0
  const stored: { id: number; pageVersion: number; key: string }[] = []
  for (const post of posts) {
    const page = await renderArticle(present, site, post.id)
    const key = storedPageKey(post, site, env.VERSION.id)
    if (!page || !(await writeStoredPage(env.PAGES, key, page))) continue
    stored.push({ id: post.id, pageVersion: post.pageVersion, key })
  }
  await noteWarmPages(db, stored)
  return stored.length
}
