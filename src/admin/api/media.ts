import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import { z } from 'zod'
import { imageInfo } from '../../content/image-info.ts'
import { media } from '../../db/schema.ts'
import type { AppEnv } from '../../env.ts'
import { answerProblem } from '../../problem.ts'
import { mediaPath } from '../../urls.ts'
import { operate } from './operation.ts'

const app = new Hono<AppEnv>()

const maxBytes = 10 * 1024 * 1024

const mediaSchema = z.object({
  key: z.string(),
  url: z.string(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  type: z.string(),
  size: z.int(),
})

operate(
  app,
  {
    method: 'post',
    path: '/api/admin/media',
    summary: 'Upload an image',
    form: z.object({ file: z.string().describe('PNG, JPEG, GIF, WebP, AVIF or SVG, up to 10 MB') }),
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
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 24)
    const key = `${hash}.${info.extension}`
    await c.env.MEDIA.put(key, bytes, { httpMetadata: { contentType: info.type } })
    const row = {
      key,
      name: file.name.slice(0, 200),
      type: info.type,
      size: bytes.length,
      width: info.width ?? null,
      height: info.height ?? null,
    }
    await c.var.db
      .insert(media)
      .values({ ...row, createdAt: c.var.now })
      .onConflictDoNothing()
    const { width, height, type, size } = row
    return c.json({ key, url: mediaPath(key), width, height, type, size }, 201)
  },
)

export default app
