import { type Context, Hono } from 'hono'
import * as v from 'valibot'
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
import { integer, integerText, timestamp } from '../../schemas.ts'
import { absolute, commentPath } from '../../urls.ts'
import { idParams, operate } from './operation.ts'
import { pageOf, pageSchema } from './paging.ts'

const app = new Hono<AppEnv>()

const status = v.picklist(['pending', 'approved', 'spam', 'trash'])

const commentSchema = v.object({
  id: integer,
  post: v.object({ id: integer, title: v.string() }),
  parentId: v.nullable(integer),
  parent: v.nullable(v.object({ name: v.string(), body: v.string() })),
  status,
  name: v.string(),
  email: v.pipe(v.nullable(v.string()), v.description('Never shown to readers')),
  url: v.nullable(v.string()),
  body: v.pipe(v.string(), v.description('As it was sent')),
  html: v.pipe(v.string(), v.description('As readers see it')),
  reasons: v.pipe(v.array(v.string()), v.description('Why it was held or taken for spam')),
  createdAt: timestamp,
  link: v.pipe(v.string(), v.description('Where it stands, once it is approved')),
})

operate(
  app,
  {
    method: 'get',
    path: '/api/admin/comments',
    summary: 'List comments of a status, newest first',
    query: v.object({
      status: v.optional(status, 'pending'),
      limit: v.optional(v.pipe(integerText, v.minValue(1), v.maxValue(200)), '50'),
      cursor: v.optional(v.pipe(integerText, v.minValue(1))),
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
    body: v.object({ status }),
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
    parent: comment.parent === null ? null : JSON.parse(comment.parent),
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
