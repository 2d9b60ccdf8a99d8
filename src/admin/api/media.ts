import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import * as v from 'valibot'
import { mediaTag } from '../../cache/tags.ts'
import { cleanLine } from '../../content/clean.ts'
import { imageInfo } from '../../content/image-info.ts'
import { changeMedia, findMedia, listMedia, postsUsing, removeMedia } from '../../db/media.ts'
import { type Media, media } from '../../db/schema.ts'
import type { AppEnv } from '../../env.ts'
import { answerProblem, type Problem } from '../../problem.ts'
import { integer, integerText, timestamp } from '../../schemas.ts'
import { mediaPath } from '../../urls.ts'
import { onlyAuthor } from '../auth/authorise.ts'
import { operate } from './operation.ts'
import { pageOf, pageSchema } from './paging.ts'

const app = new Hono<AppEnv>()

const maxBytes = 10 * 1024 * 1024

/** What a browser unpacks of an image takes four bytes a pixel: a small file must not fill a phone. */
const maxPixels = 100_000_000

const mediaSchema = v.object({
  key: v.string(),
  url: v.string(),
  width: v.nullable(integer),
  height: v.nullable(integer),
  type: v.string(),
  size: integer,
  name: v.string(),
  alt: v.string(),
  createdAt: timestamp,
})

const usedBySchema = v.array(v.object({ id: integer, title: v.string(), status: v.string() }))

const keyParams = v.object({ key: v.pipe(v.string(), v.regex(/^[\w-]+\.\w+$/)) })

operate(
  app,
  {
    method: 'get',
    path: '/api/admin/media',
    summary: 'The library, newest first',
    query: v.object({
      q: v.optional(
        v.pipe(
          v.string(),
          v.trim(),
          v.maxLength(100),
          v.description('Part of a name, a description or a key'),
        ),
        '',
      ),
      limit: v.optional(v.pipe(integerText, v.minValue(1), v.maxValue(100)), '30'),
      cursor: v.optional(v.pipe(v.string(), v.regex(/^\d+-[\w-]+\.\w+$/))),
    }),
    answers: {
      200: {
        description: 'A page of files',
        schema: pageSchema(mediaSchema),
      },
    },
  },
  async (c, { query }) => {
    const [, time, key = ''] = /^(\d+)-(.+)$/.exec(query.cursor ?? '') ?? []
    const before = time === undefined ? null : { createdAt: Number(time), key }
    const words = query.q.toLowerCase()
    const found = await listMedia(c.var.db, words, { before, limit: query.limit })
    const cursorOf = (file: Media) => `${file.createdAt}-${file.key}`
    const { rows, nextCursor } = pageOf(found, query.limit, cursorOf)
    return c.json({ items: rows.map(presentMedia), nextCursor })
  },
)

operate(
  app,
  {
    method: 'post',
    path: '/api/admin/media',
    summary: 'Upload an image',
    form: v.object({
      file: v.pipe(v.string(), v.description('PNG, JPEG, GIF, WebP, AVIF or SVG, up to 10 MB')),
    }),
    answers: {
      201: { description: 'Where it is', schema: mediaSchema },
      413: { description: 'The file is too large' },
      415: { description: 'Not an image we know' },
    },
  },
  async (c) => {
    const form = await c.req.formData().catch(() => null)
    const file: unknown = form?.get('file')
    if (!(file instanceof File)) {
      const detail = 'Send the image as multipart/form-data in a field named "file"'
      return answerProblem(c, { status: 422, detail, errors: [{ path: 'file', message: detail }] })
    }
    if (file.size > maxBytes) {
      const detail = `An image has at most ${maxBytes / 1024 / 1024} MB; make it smaller first`
      return answerProblem(c, { status: 413, detail })
    }
    const bytes = new Uint8Array(await file.arrayBuffer())
    const info = imageInfo(bytes)
    if (!info) {
      const detail = 'The file is not a PNG, JPEG, GIF, WebP, AVIF or SVG image'
      return answerProblem(c, { status: 415, detail })
    }
    const { width = 0, height = 0 } = info
    if (info.extension !== 'svg' && width * height > maxPixels) {
      const detail = `An image has at most ${maxPixels / 1e6} million pixels, and this one ${width} × ${height}; make it smaller first`
      return answerProblem(c, { status: 413, detail })
    }
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 24)
    const key = `${hash}.${info.extension}`
    await c.env.MEDIA.put(key, bytes, { httpMetadata: { contentType: info.type } })
    const row = {
      key,
      name: cleanLine(file.name.slice(0, 200)) || key,
      type: info.type,
      size: bytes.length,
      width: info.width ?? null,
      height: info.height ?? null,
      alt: '',
      createdAt: c.var.now,
    }
    await c.var.db.insert(media).values(row).onConflictDoNothing()
    return c.json(presentMedia((await findMedia(c.var.db, key)) ?? row), 201)
  },
)

operate(
  app,
  {
    method: 'get',
    path: '/api/admin/media/{key}',
    summary: 'A file, and the posts that show it; to an author their own',
    params: keyParams,
    answers: {
      200: {
        description: 'The file',
        schema: v.object({ ...mediaSchema.entries, usedBy: usedBySchema }),
      },
    },
  },
  async (c, { params: { key } }) => {
    const [row, usedBy] = await Promise.all([
      findMedia(c.var.db, key),
      postsUsing(c.var.db, key, onlyAuthor(c)),
    ])
    return row ? c.json({ ...presentMedia(row), usedBy }) : answerProblem(c, missing(key))
  },
)

operate(
  app,
  {
    method: 'patch',
    path: '/api/admin/media/{key}',
    summary: 'Name or describe a file',
    params: keyParams,
    body: v.partial(
      v.object({
        name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200)),
        alt: v.pipe(v.string(), v.trim(), v.maxLength(1_000)),
      }),
    ),
    answers: { 200: { description: 'The file', schema: mediaSchema } },
  },
  async (c, { params: { key }, body }) => {
    const { name, alt } = body
    const change = { ...(name !== undefined && { name }), ...(alt !== undefined && { alt }) }
    if (Object.keys(change).length > 0) await changeMedia(c.var.db, key, change)
    const row = await findMedia(c.var.db, key)
    return row ? c.json(presentMedia(row)) : answerProblem(c, missing(key))
  },
)

operate(
  app,
  {
    method: 'delete',
    path: '/api/admin/media/{key}',
    summary: 'Remove a file; one that posts show only with force=true',
    params: keyParams,
    query: v.object({ force: v.optional(v.picklist(['true', 'false']), 'false') }),
    answers: {
      204: { description: 'Removed' },
      409: { description: 'Posts show it' },
    },
  },
  async (c, { params: { key }, query }) => {
    if (!(await findMedia(c.var.db, key))) return answerProblem(c, missing(key))
    const usedBy = await postsUsing(c.var.db, key, null)
    if (usedBy.length > 0 && query.force !== 'true') {
      const titles = usedBy.slice(0, 3).map((post) => `"${post.title}"`)
      const more = usedBy.length > 3 ? ` and ${usedBy.length - 3} more` : ''
      const detail = `Posts show this file: ${titles.join(', ')}${more}. Remove it with force=true`
      return answerProblem(c, { status: 409, detail })
    }
    await c.env.MEDIA.delete(key)
    await removeMedia(c.var.db, key)
    // It is gone whatever becomes of this; what the edge still has, it forgets with its next purge.
    await c.var.edge.purge([mediaTag(key)]).catch((error) => console.warn('Not purged', error))
    return c.body(null, 204)
  },
)

function presentMedia(row: Media): v.InferOutput<typeof mediaSchema> {
  const { createdAt, ...rest } = row
  return { ...rest, url: mediaPath(row.key), createdAt: new Date(createdAt).toISOString() }
}

function missing(key: string): Problem {
  return { status: 404, detail: `There is no file ${key}` }
}

export default app
