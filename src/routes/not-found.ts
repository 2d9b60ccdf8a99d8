import type { Context } from 'hono'
import { declarePublic } from '../cache/respond.ts'
import { type CacheTag, listTag, nameTag, siteTag, summaryTag } from '../cache/tags.ts'
import { homeList } from '../db/lists.ts'
import { newestTitles } from '../db/sidebar.ts'
import type { Site } from '../db/site.ts'
import type { AppEnv } from '../env.ts'
import { notFoundPage } from '../pages/message-page.tsx'
import { viewOf } from '../renderer.ts'
import { decodePath } from '../urls.ts'
import { answerPage } from './page.ts'

/** How many posts a page without anything names. */
const suggested = 5

/**
 * Answers 404; cached shortly, and purged the moment something appears at that name, or one of
 * `tags` changes.
 */
export async function answerNotFound(
  c: Context<AppEnv>,
  site: Site,
  { tags = [], nextDueAt = site.nextDueAt }: { tags?: CacheTag[]; nextDueAt?: number | null } = {},
) {
  const path = new URL(c.req.url).pathname
  const newest = await newestTitles(c.var.db, suggested, c.var.now)
  const shown = [listTag(homeList), ...newest.map(({ id }) => summaryTag(id))]
  const all = [siteTag, nameTag(lastName(path)), ...shown, ...tags]
  declarePublic(c, { kind: 'notFound', tags: all, nextDueAt })
  return answerPage(c, site.settings, notFoundPage(viewOf(c.env, site), newest), 404)
}

/** The name a path ends with, without its extension and the number of a page. */
export function lastName(path: string): string {
  const segments = path
    .replace(/\/page\/\d+\/?$/, '/')
    .replace(/\/$/, '')
    .split('/')
  const last = (segments.at(-1) ?? '').replace(/\.(?:html?|md)$/, '')
  return decodePath(last)?.normalize('NFC') ?? last
}
