import type { Context } from 'hono'
import { declarePublic } from '../cache/respond.ts'
import { type CacheTag, listTag, nameTag, siteTag, summaryTag } from '../cache/tags.ts'
import { homeList } from '../db/lists.ts'
import { newestTitles } from '../db/sidebar.ts'
import type { Site } from '../db/site.ts'
import type { TitleOnly } from '../db/summaries.ts'
import type { AppEnv } from '../env.ts'
import { notFoundPage } from '../pages/message-page.tsx'
import { viewOf } from '../renderer.ts'
import { decodePath } from '../urls.ts'
import { answerPage } from './page.ts'

/** How many posts a page without anything names. */
export const suggested = 5

/**
 * Answers 404; cached shortly, and purged the moment something appears at that name, or one of
 * `tags` changes. `newest` has the newest posts where they came with another query.
 */
export async function answerNotFound(
  c: Context<AppEnv>,
  site: Site,
  {
    tags = [],
    nextDueAt = site.nextDueAt,
    newest,
  }: { tags?: CacheTag[]; nextDueAt?: number | null; newest?: TitleOnly[] } = {},
) {
  const path = new URL(c.req.url).pathname
  const offered = newest ?? (await newestTitles(c.var.db, suggested, c.var.now))
  const shown = [listTag(homeList), ...offered.map(({ id }) => summaryTag(id))]
  const all = [siteTag, ...namesIn(path).map(nameTag), ...shown, ...tags]
  declarePublic(c, { kind: 'notFound', tags: all, nextDueAt })
  return answerPage(c, site.settings, notFoundPage(viewOf(c.env, site), offered), 404)
}

/** How many segments of a path are looked at; addresses of ours have fewer. */
const mostNames = 8

/** The names in a path, without their extensions: a post, category, tag or author may get one. */
export function namesIn(path: string): string[] {
  const segments = path.split('/').filter(Boolean).slice(0, mostNames)
  return segments.map((segment) => {
    const name = segment.replace(/\.(?:html?|md)$/, '')
    return decodePath(name)?.normalize('NFC') ?? name
  })
}
