import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { commit, purge, type Statement } from '../../cache/publish.ts'
import {
  findComment,
  listComments,
  type Moderated,
  removeComment,
  setCommentStatus,
} from '../../db/comments.ts'
import { loadSite, originOf, type Site } from '../../db/site.ts'
import type { AppEnv } from '../../env.ts'
import { answerProblem } from '../../problem.ts'
import { absolute, commentPath } from '../../urls.ts'
import { idParams, operate } from './operation.ts'
import { pageOf, pageSchema } from './paging.ts'

const app = new Hono<AppEnv>()

const status = z.enum(['pending', 'approved', 'spam', 'trash'])

const commentSchema = z.object({
  id: z.int(),
  post: z.object({ id: z.int(), title: z.string() }),
  parentId: z.int().nullable(),
  status,
  name: z.string(),
  email: z.string().nullable().describe('Never shown to readers'),
  url: z.string().nullable(),
  body: z.string().describe('As it was sent'),
  html: z.string().describe('As readers see it'),
  reasons: z.array(z.string()).describe('Why it was held or taken for spam'),
  createdAt: z.iso.datetime(),
  link: z.string().describe('Where it stands, once it is approved'),
})

operate(
  app,
  {
    method: 'get',
    path: '/api/admin/comments',
    summary: 'List comments of a status, newest first',
    query: z.object({
      status: status.default('pending'),
      limit: z.coerce.number().int().min(1).max(200).default(50),
      cursor: z.coerce.number().int().positive().optional(),
    }),
    answers: {
      200: {
        description: 'A page',
        schema: pageSchema(commentSchema),
      },
    },
  },
  async (c, { query }) => {
    const { db } = c.var
    const before = query.cursor ?? Number.MAX_SAFE_INTEGER
    const wanted = { status: query.status, before, limit: query.limit + 1 }
    const [site, found] = await Promise.all([loadSite(db), listComments(db, wanted)])
    const { rows, nextCursor } = pageOf(found, query.limit, ({ id }) => id)
    return c.json({ items: rows.map((row) => present(c, site, row)), nextCursor })
  },
)

operate(
  app,
  {
    method: 'patch',
    path: '/api/admin/comments/{id}',
    summary: 'Move a comment to another status',
    params: idParams,
    body: z.object({ status }),
    answers: { 200: { description: 'The comment', schema: commentSchema } },
  },
  async (c, { params: { id }, body }) => {
    const { db } = c.var
    const comment = await findComment(db, id)
    if (!comment) return answerMissing(c, id)
    await write(c, comment, [setCommentStatus(db, id, body.status)], body.status)
    const [site, changed] = await Promise.all([loadSite(db), findComment(db, id)])
    return changed ? c.json(present(c, site, changed)) : answerMissing(c, id)
  },
)

operate(
  app,
  {
    method: 'delete',
    path: '/api/admin/comments/{id}',
    summary: 'Remove a comment for good',
    params: idParams,
    answers: { 204: { description: 'Removed' } },
  },
  async (c, { params: { id } }) => {
    const { db } = c.var
    const comment = await findComment(db, id)
    if (!comment) return answerMissing(c, id)
    await write(c, comment, removeComment(db, id, comment.postId), 'trash')
    return c.body(null, 204)
  },
)

/** Readers see a write only where the comment was approved, or is from now on. */
async function write(
  c: Context<AppEnv>,
  { status: before, postId }: Moderated,
  statements: Statement[],
  after: Moderated['status'],
) {
  const { db, now } = c.var
  if (before !== 'approved' && after !== 'approved') {
    const [first, ...rest] = statements
    if (first) await db.batch([first, ...rest])
    return
  }
  await purge(c.var, [await commit(db, { kind: 'comment', post: postId }, statements, { now })])
}

function present(c: Context<AppEnv>, { settings }: Site, row: Moderated) {
  const { postId, post, slug, publishedAt, reasons, page, createdAt, ...comment } = row
  const place = { id: row.id, page, post: { id: postId, slug, publishedAt } }
  return {
    ...comment,
    post: { id: postId, title: post },
    reasons: reasons ? reasons.split(', ') : [],
    createdAt: new Date(createdAt).toISOString(),
    link: absolute(originOf(settings, c.env), commentPath(place, settings)),
  }
}

function answerMissing(c: Context<AppEnv>, id: number) {
  return answerProblem(c, { status: 404, detail: `There is no comment ${id}` })
}

export default app
