import { Hono } from 'hono'
import { z } from 'zod'
import { siteTag } from '../../cache/tags.ts'
import type { AppEnv } from '../../env.ts'
import { operate } from './operation.ts'

const app = new Hono<AppEnv>()

operate(
  app,
  {
    method: 'post',
    path: '/api/admin/cache/purge',
    summary: 'Purge the edge cache by tags, or all of it; saving does this by itself',
    body: z.object({
      tags: z
        .array(z.string().regex(/^[\x21-\x7e]{1,1024}$/, 'Must be ASCII without spaces'))
        .max(100)
        .default([siteTag])
        .describe('docs/storage.md lists them; without any, everything is purged'),
    }),
    answers: {
      200: {
        description: 'Whether the platform took the purge; if not, it is at its limit',
        schema: z.object({ edgeCache: z.string(), purged: z.boolean() }),
      },
    },
  },
  async (c, { body }) => {
    const { edge } = c.var
    return c.json({ edgeCache: edge.name, purged: await edge.purge(body.tags) })
  },
)

export default app
