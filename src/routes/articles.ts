import { type Context, Hono } from 'hono'
import { declarePublic } from '../cache/respond.ts'
import { readStoredPage, storedPageKey } from '../cache/stored-pages.ts'
import { postTag, summaryTag } from '../cache/tags.ts'
import { forwardingOf, forwardingRow, type Located, locatePost } from '../db/articles.ts'
import { redirectRow } from '../db/redirects.ts'
import { newestTitles } from '../db/sidebar.ts'
import type { Site } from '../db/site.ts'
import type { AppEnv } from '../env.ts'
import { renderArticle } from '../renderer.ts'
import { mendedPath, postPath, postReference } from '../urls.ts'
import { answerNotFound, suggested } from './not-found.ts'
import { answerPage } from './page.ts'
import { answerRedirect } from './redirect.ts'

const app = new Hono<AppEnv>()

app.get('*', async (c) => {
  const { db, now } = c.var
  const path = new URL(c.req.url).pathname
  const mended = mendedPath(path)
  if (mended) {
    const [redirect] = await redirectRow(db, path)
    return answerRedirect(c, redirect ?? { target: mended })
  }
  const reference = postReference(path)
  const { id } = reference ?? {}
  const slug = reference?.slug ?? ''
  const { site, post } = await locatePost(db, { id, slug })
  if (post && isVisible(post, now) && postPath(post, site.settings) === normalised(path)) {
    return answerArticle(c, site, post)
  }
  return forward(c, site, { path, slug, post })
})

/** Shows an article: from KV where its very version is there, else rendered from D1. */
async function answerArticle(c: Context<AppEnv>, site: Site, post: Located) {
  const { nextDueAt } = site
  const key = storedPageKey(post, site, c.env.VERSION.id)
  const dueIsPast = nextDueAt !== null && nextDueAt <= c.var.now
  if (post.warmKey === key && !c.var.fresh && !dueIsPast) {
    const stored = await readStoredPage(c.env.PAGES, key)
    if (stored) {
      c.set('cacheSource', 'kv')
      declarePublic(c, { kind: 'article', tags: stored.tags, etag: stored.etag, nextDueAt })
      return answerPage(c, site.settings, stored.html)
    }
  }
  const { db, now } = c.var
  const page = await renderArticle({ db, env: c.env, now }, site, post.id)
  if (!page) return answerNotFound(c, site)
  declarePublic(c, { kind: 'article', tags: page.tags, etag: page.etag, nextDueAt })
  return answerPage(c, site.settings, page.html)
}

/** Any other form of a known address leads to the one it has now. */
async function forward(
  c: Context<AppEnv>,
  site: Site,
  { path, slug, post }: { path: string; slug: string; post: Located | undefined },
) {
  const { db, now } = c.var
  let target = post
  // A post yet to come takes over what leads from its address elsewhere until then.
  let nextDueAt: number | null = null
  if (!target || !isVisible(target, now)) {
    nextDueAt = target?.liveAt ?? null
    const [rows, newest] = await db.batch([
      forwardingRow(db, path, slug, now),
      newestTitles(db, suggested, now),
    ])
    const forwarding = forwardingOf(rows)
    if (!forwarding) return answerNotFound(c, site, { newest, nextDueAt: dueOf(post, site) })
    if ('target' in forwarding) return answerRedirect(c, forwarding, { nextDueAt })
    target = (await locatePost(db, { id: forwarding.postId })).post
  }
  if (!target || !isVisible(target, now))
    return answerNotFound(c, site, { nextDueAt: dueOf(target, site) })
  const canonical = postPath(target, site.settings)
  if (canonical === normalised(path)) return answerArticle(c, site, target)
  const tags = [postTag(target.id), summaryTag(target.id)]
  return answerRedirect(c, { target: canonical }, { tags, nextDueAt })
}

function isVisible(post: Located, now: number): boolean {
  return post.liveAt !== null && post.liveAt <= now
}

/** A "nothing here" page must not outlive the moment its own post appears. */
function dueOf(post: Located | undefined, site: Site): number | null {
  const dues = [post?.liveAt ?? null, site.nextDueAt].filter((due) => due !== null)
  return dues.length > 0 ? Math.min(...dues) : null
}

/** A path with its percent-encoding as we write it. */
function normalised(path: string): string {
  try {
    return path
      .split('/')
      .map((part) => encodeURIComponent(decodeURIComponent(part)))
      .join('/')
  } catch {
    return path
  }
}

export default app
