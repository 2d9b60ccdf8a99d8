import { Hono } from 'hono'
import type { AppEnv } from '../env.ts'

const app = new Hono<AppEnv>()

/**
 * Uploaded files. Their names are made from their content, so they never change; what could run in
 * a browser (SVG) gets a policy under which nothing in it does.
 */
app.get('/media/:key{[\\w-]+\\.\\w+}', async (c) => {
  const object = await c.env.MEDIA.get(c.req.param('key'), { onlyIf: c.req.raw.headers })
  if (!object) return c.notFound()
  c.header('ETag', object.httpEtag)
  c.header('Cache-Control', 'public, max-age=31536000, immutable')
  c.header('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
  c.header('X-Content-Type-Options', 'nosniff')
  if (!('body' in object)) return c.body(null, 304)
  c.header('Content-Type', object.httpMetadata?.contentType ?? 'application/octet-stream')
  return c.body(object.body)
})

export default app
