import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import {
  addDraft,
  type Draft,
  findDraft,
  listDrafts,
  postActivity,
  removeDraft,
  updateDraft,
} from '../../db/drafts.ts'
import { ownerOfPost } from '../../db/editable-posts.ts'
import { fitsRow } from '../../db/row-size.ts'
import type { AppEnv } from '../../env.ts'
import { answerProblem, type Problem } from '../../problem.ts'
import { integer, integerText, timestamp } from '../../schemas.ts'
import { refusalOfPost } from '../auth/authorise.ts'
import { idParams, operate } from './operation.ts'

const app = new Hono<AppEnv>()

/** Somebody who has typed within this time is at work on the post, in ms. */
const atWorkFor = 90_000

/** Anything a form may hold is kept, valid or not: what is half typed must not be lost. */
const fields = v.pipe(
  v.record(v.pipe(v.string(), v.maxLength(40)), v.unknown()),
  v.check((value) => fitsRow(value), 'A draft has at most 1.98 MB'),
)

const draftSchema = v.object({
  id: integer,
  postId: v.nullable(integer),
  baseRevision: integer,
  version: integer,
  fields: v.record(v.string(), v.unknown()),
  updatedAt: timestamp,
})

const activitySchema = v.object({
  id: integer,
  version: integer,
  updatedAt: timestamp,
  revision: v.pipe(v.nullable(integer), v.description('The revision the post is at now')),
  others: v.array(v.object({ name: v.string(), updatedAt: timestamp })),
})

operate(
  app,
  {
    method: 'get',
    path: '/api/admin/drafts',
    summary: 'What you have typed and not saved, newest first',
    query: v.object({
      postId: v.optional(
        v.pipe(integerText, v.minValue(0), v.description('0: posts not saved yet')),
      ),
    }),
    answers: {
      200: { description: 'All of them', schema: v.object({ items: v.array(draftSchema) }) },
    },
  },
  async (c, { query }) => {
    const postId = query.postId === 0 ? null : query.postId
    const rows = await listDrafts(c.var.db, personOf(c), postId)
    return c.json({ items: rows.map(presentDraft) })
  },
)

operate(
  app,
  {
    method: 'post',
    path: '/api/admin/drafts',
    summary: 'Keep what is being typed; readers and other editors never see it',
    body: v.object({
      postId: v.optional(v.nullable(v.pipe(integer, v.minValue(1))), null),
      baseRevision: v.optional(v.pipe(integer, v.minValue(0)), 0),
      fields,
    }),
    answers: { 201: { description: 'Kept', schema: activitySchema } },
  },
  async (c, { body }) => {
    const { db, now } = c.var
    if (body.postId !== null) {
      const owner = await ownerOfPost(db, body.postId)
      if (owner === undefined) return answerProblem(c, missing(`post ${body.postId}`))
      const refusal = await refusalOfPost(c, body.postId)
      if (refusal) return answerProblem(c, refusal)
    }
    const draft = { ...body, authorId: personOf(c) }
    const id = await addDraft(db, draft, now)
    return c.json(await activityOf(c, { id, postId: body.postId, version: 1 }), 201)
  },
)

operate(
  app,
  {
    method: 'get',
    path: '/api/admin/drafts/{id}',
    summary: 'Read a draft of yours',
    params: idParams,
    answers: { 200: { description: 'The draft', schema: draftSchema } },
  },
  async (c, { params }) => {
    const draft = await findDraft(c.var.db, params.id, personOf(c))
    return draft
      ? c.json(presentDraft(draft))
      : answerProblem(c, missing(`draft ${params.id} of yours`))
  },
)

operate(
  app,
  {
    method: 'patch',
    path: '/api/admin/drafts/{id}',
    summary: 'Keep what has been typed since; tells who else is at work on the post',
    params: idParams,
    body: v.object({
      version: v.pipe(integer, v.minValue(1)),
      baseRevision: v.pipe(integer, v.minValue(0)),
      fields,
    }),
    answers: {
      200: { description: 'Kept', schema: activitySchema },
      409: { description: 'Another window has written this draft; start one of your own' },
    },
  },
  async (c, { params, body }) => {
    const { db, now } = c.var
    const authorId = personOf(c)
    const draft = await findDraft(db, params.id, authorId)
    if (!draft) return answerProblem(c, missing(`draft ${params.id} of yours`))
    if (!(await updateDraft(db, { ...body, id: params.id, authorId }, now))) {
      const detail = 'Another window has written this draft. Start one of your own with POST'
      return answerProblem(c, { status: 409, detail })
    }
    const { id, postId } = draft
    return c.json(await activityOf(c, { id, postId, version: body.version + 1 }))
  },
)

operate(
  app,
  {
    method: 'delete',
    path: '/api/admin/drafts/{id}',
    summary: 'Forget a draft',
    params: idParams,
    answers: { 204: { description: 'Forgotten' } },
  },
  async (c, { params }) => {
    await removeDraft(c.var.db, params.id, personOf(c))
    return c.body(null, 204)
  },
)

function personOf(c: Context<AppEnv>): number {
  return c.var.identity?.authorId ?? 0
}

async function activityOf(
  c: Context<AppEnv>,
  draft: { id: number; postId: number | null; version: number },
): Promise<v.InferOutput<typeof activitySchema>> {
  const { db, now } = c.var
  const { id, postId, version } = draft
  const { revision, others } =
    postId === null
      ? { revision: null, others: [] }
      : await postActivity(db, postId, id, now - atWorkFor)
  return {
    ...{ id, version, revision },
    updatedAt: new Date(now).toISOString(),
    others: others.map((it) => ({ ...it, updatedAt: new Date(it.updatedAt).toISOString() })),
  }
}

function presentDraft(draft: Draft): v.InferOutput<typeof draftSchema> {
  const { id, postId, baseRevision, version, updatedAt } = draft
  const time = new Date(updatedAt).toISOString()
  return { id, postId, baseRevision, version, fields: draft.fields, updatedAt: time }
}

function missing(what: string): Problem {
  return { status: 404, detail: `There is no ${what}` }
}

export default app
