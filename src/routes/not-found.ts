import type { Context } from 'hono'
import { declarePublic } from '../cache/respond.ts'
import { type CacheTag, nameTag, siteTag } from '../cache/tags.ts'
import type { Site } from '../db/site.ts'
import type { AppEnv } from '../env.ts'
import { notFoundPage } from '../pages/message-page.tsx'
import { viewOf } from '../renderer.ts'
import { lastName } from '../urls.ts'

export { lastName }

import { answerPage } from './page.ts'

/**
 * Answers 404; cached shortly, and purged the moment something appears at that name, or one of
 * `tags` changes.
 */
export function answerNotFound(
  c: Context<AppEnv>,
  site: Site,
  { tags = [], nextDueAt = site.nextDueAt }: { tags?: CacheTag[]; nextDueAt?: number | null } = {},
) {
  const path = new URL(c.req.url).pathname
  const all = [siteTag, nameTag(lastName(path)), ...tags]
  declarePublic(c, { kind: 'notFound', tags: all, nextDueAt })
  return answerPage(c, site.settings, notFoundPage(viewOf(c.env, site)), 404)
}
