import { Hono } from 'hono'
import * as v from 'valibot'
import { commit, purge } from '../../cache/publish.ts'
import { loadSite } from '../../db/site.ts'
import type { AppEnv } from '../../env.ts'
import { operate } from './operation.ts'

const app = new Hono<AppEnv>()

operate(
  app,
  {
    method: 'post',
    path: '/api/admin/cache/purge',
    summary: 'Purge cached pages by tags, or make every one old; saving purges by itself',
    body: v.object({
      tags: v.optional(
        v.pipe(
          v.array(
            v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,1024}$/, 'Must be ASCII without spaces')),
          ),
          v.maxLength(100),
          v.description('docs/storage.md lists them; without any, every page is old, in KV too'),
        ),
      ),
    }),
    answers: {
      200: {
        description:
          'Whether the edge took the purge; if not, that of everything is repeated by cron',
        schema: v.object({ edgeCache: v.string(), purged: v.boolean() }),
      },
    },
  },
  async (c, { body }) => {
    const { db, edge, now } = c.var
    const { tags } = body
    // So that the driver is the one of the present settings.
    await loadSite(db)
    const purged = tags
      ? await edge.purge(tags)
      : await purge(c.var, [await commit(db, { kind: 'settings' }, [], { now })])
    return c.json({ edgeCache: edge.name, purged })
  },
)

export default app
