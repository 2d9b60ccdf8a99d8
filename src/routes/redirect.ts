import type { Context } from 'hono'
import { declarePublic } from '../cache/respond.ts'
import { type CacheTag, nameTag, siteTag } from '../cache/tags.ts'
import type { AppEnv } from '../env.ts'
import { namesIn } from './not-found.ts'

/** Leads to another address; purged when something appears under a name of either of the two. */
export function answerRedirect(
  c: Context<AppEnv>,
  { target, status = 301 }: { target: string; status?: number },
  { tags = [], nextDueAt = null }: { tags?: CacheTag[]; nextDueAt?: number | null } = {},
) {
  const names = [new URL(c.req.url).pathname, target].flatMap(namesIn)
  declarePublic(c, {
    kind: 'redirect',
    tags: [siteTag, ...names.map(nameTag), ...tags],
    nextDueAt,
  })
  return c.redirect(target, status === 302 ? 302 : 301)
}
