import { type Context, Hono } from 'hono'
import { mediaTag, siteTag } from '../cache/tags.ts'
import type { AppEnv } from '../env.ts'

const app = new Hono<AppEnv>()

/** What may be shown; anything else a bucket may hold is handed out as a download. */
const images = /^image\/(?:png|jpeg|gif|webp|avif|svg\+xml)$/

/**
 * Uploaded files. Their names are made from their content, so they never change; what could run in
 * a browser (SVG) gets a policy under which nothing in it does. Ranges as RFC 9110 §14 has them.
 */
app.get('/media/:key{[\\w-]+\\.\\w+}', async (c) => {
  const { headers } = c.req.raw
  const [, first, suffix] = /^bytes=(?:(\d+)-\d*|(-\d+))$/.exec(headers.get('Range') ?? '') ?? []
  const range = first !== undefined || suffix !== undefined
  const object = await findObject(c, range)
  if (object === 'unsatisfiable') return answerUnsatisfiable(c)
  if (!object) return c.notFound()
  const type = object.httpMetadata?.contentType ?? ''
  c.header('ETag', object.httpEtag)
  c.header('Accept-Ranges', 'bytes')
  c.header('Cache-Control', 'public, max-age=31536000, immutable')
  c.header('Cache-Tag', `${siteTag},${mediaTag(c.req.param('key'))}`)
  c.header('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
  c.header('X-Content-Type-Options', 'nosniff')
  // Articles of other sites that quote a post, and feed readers, show its images.
  c.header('Cross-Origin-Resource-Policy', 'cross-origin')
  if (!isWhole(object)) return c.body(null, 304)
  c.header('Content-Type', images.test(type) ? type : 'application/octet-stream')
  if (!images.test(type)) c.header('Content-Disposition', 'attachment')
  if (!range || !object.range) {
    c.header('Content-Length', String(object.size))
    return c.body(object.body)
  }
  // Some R2s answer a range beyond the end with all they have.
  if (Number(first ?? 0) >= object.size) return answerUnsatisfiable(c, object.size)
  const { start, length } = extentOf(object.range, object.size)
  c.header('Content-Range', `bytes ${start}-${start + length - 1}/${object.size}`)
  c.header('Content-Length', String(length))
  return c.body(object.body, 206)
})

async function findObject(
  c: Context<AppEnv>,
  range: boolean,
): Promise<R2ObjectBody | R2Object | null | 'unsatisfiable'> {
  const key = c.req.param('key') ?? ''
  const { headers } = c.req.raw
  try {
    return await c.env.MEDIA.get(key, { onlyIf: headers, ...(range && { range: headers }) })
  } catch (error) {
    // R2 throws for a range beyond the end.
    if (range && /range/i.test(String(error))) return 'unsatisfiable'
    throw error
  }
}

/** The range lies beyond the end (RFC 9110 §15.5.17). */
function answerUnsatisfiable(c: Context<AppEnv>, size?: number): Response {
  if (size !== undefined) c.header('Content-Range', `bytes */${size}`)
  c.header('Cache-Control', 'no-store')
  return c.body(null, 416)
}

/** R2 leaves the body out where the reader's copy is still good. */
function isWhole(object: R2Object | R2ObjectBody): object is R2ObjectBody {
  return 'body' in object
}

function extentOf(range: R2Range, size: number): { start: number; length: number } {
  const {
    offset = 0,
    length,
    suffix,
  } = range as { offset?: number; length?: number; suffix?: number }
  if (suffix !== undefined) {
    const kept = Math.min(suffix, size)
    return { start: size - kept, length: kept }
  }
  return { start: offset, length: Math.min(length ?? size, size - offset) }
}

export default app
