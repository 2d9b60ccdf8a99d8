import { Hono } from 'hono'
import * as v from 'valibot'
import {
  findRevision,
  listEditablePosts,
  listRevisions,
  type TextSearch,
} from '../../db/editable-posts.ts'
import { siteFrom, siteRow } from '../../db/site.ts'
import { findNamed } from '../../db/terms.ts'
import type { AppEnv } from '../../env.ts'
import { answerProblem } from '../../problem.ts'
import { fold } from '../../related/tokenise.ts'
import { integerText } from '../../schemas.ts'
import { matchOf, parseQuery } from '../../search/query.ts'
import { onlyAuthor } from '../auth/authorise.ts'
import { changeSchema, createSchema } from '../posts/change.ts'
import { removePost } from '../posts/remove.ts'
import { changePost, createPost, missing } from '../posts/save.ts'
import { restored, reverted, trashed } from '../posts/transitions.ts'
import {
  answerPost,
  answerSaved,
  bylineOf,
  expectedRevision,
  saveContext,
  writerOf,
} from './answer-post.ts'
import { idParams, operate } from './operation.ts'
import { pageOf, pageSchema } from './paging.ts'
import { isoTime, postSchema, postWithReceipt, presentPost } from './post-schema.ts'

const app = new Hono<AppEnv>()

const writeQuery = v.object({
  purge: v.optional(
    v.pipe(
      v.picklist(['now', 'later']),
      v.description('"later" leaves the purge to the next scheduled run: for many writes in a row'),
    ),
    'now',
  ),
})

operate(
  app,
  {
    method: 'post',
    path: '/api/admin/posts',
    summary: 'Create a post',
    query: writeQuery,
    body: createSchema,
    answers: {
      201: { description: 'The post; Location names it', schema: postWithReceipt },
      409: { description: 'The slug, id or externalId is taken' },
      422: { description: 'Invalid fields' },
    },
  },
  async (c, { query, body }) => {
    const context = saveContext(c, query.purge)
    const byline = bylineOf(c, body.author ?? writerOf(c))
    if (typeof byline === 'object') return answerProblem(c, byline)
    const post = byline === undefined ? body : { ...body, author: byline }
    return answerSaved(c, context, await createPost(context, post), 201)
  },
)

operate(
  app,
  {
    method: 'get',
    path: '/api/admin/posts',
    summary: 'List posts, newest id first',
    query: v.object({
      status: v.optional(v.picklist(['draft', 'scheduled', 'published', 'trashed'])),
      q: v.optional(v.pipe(v.string(), v.maxLength(200), v.description('Words in title or text'))),
      category: v.optional(v.pipe(v.string(), v.description('Slug or name'))),
      tag: v.optional(v.pipe(v.string(), v.description('Slug or name'))),
      externalId: v.optional(v.string()),
      slug: v.optional(v.string()),
      limit: v.optional(v.pipe(integerText, v.minValue(1), v.maxValue(100)), '20'),
      cursor: v.optional(v.pipe(integerText, v.minValue(1))),
    }),
    answers: {
      200: {
        description: 'A page of posts',
        schema: pageSchema(postSchema),
      },
    },
  },
  async (c, { query }) => {
    const { db, now } = c.var
    const [category, tag] = await Promise.all([
      query.category ? findNamed(db, 'categories', query.category) : undefined,
      query.tag ? findNamed(db, 'tags', query.tag) : undefined,
    ])
    const unknown = (query.category && !category) || (query.tag && !tag)
    const search = query.q ? textSearch(query.q) : undefined
    if (unknown || search?.match === '') return c.json({ items: [], nextCursor: null })
    const page = { before: query.cursor ?? Number.MAX_SAFE_INTEGER, limit: query.limit }
    const { status, externalId, slug } = query
    const filter = {
      ...{ status, externalId, slug, search, categoryId: category?.id, tagId: tag?.id },
      authorId: onlyAuthor(c) ?? undefined,
    }
    const [found, sites] = await Promise.all([listEditablePosts(db, filter, page), siteRow(db)])
    const site = siteFrom(sites)
    const { rows, nextCursor } = pageOf(found, query.limit, ({ id }) => id)
    const items = rows.map((post) => presentPost(post, site, c.env, now))
    return c.json({ items, nextCursor })
  },
)

/** What is looked for by what was typed: words, and words with a minus before them. */
function textSearch(typed: string): TextSearch {
  const words = [...typed.toLowerCase().matchAll(/((?:^|\s)-)?([\p{L}\p{N}]+)/gu)]
  const forms = (wanted: boolean) =>
    words.flatMap(([, minus, word = '']) => (wanted === !minus ? [[word, fold(word)]] : []))
  return { match: matchOf(parseQuery(typed)), wanted: forms(true), unwanted: forms(false) }
}

operate(
  app,
  {
    method: 'get',
    path: '/api/admin/posts/{id}',
    summary: 'Read a post',
    params: idParams,
    answers: { 200: { description: 'The post', schema: postSchema }, 404: { description: 'None' } },
  },
  (c, { params }) => answerPost(c, params.id),
)

operate(
  app,
  {
    method: 'patch',
    path: '/api/admin/posts/{id}',
    summary: 'Change a post; If-Match with its revision guards against overwriting',
    params: idParams,
    query: writeQuery,
    body: changeSchema,
    answers: {
      200: { description: 'The post', schema: postWithReceipt },
      404: { description: 'There is no such post' },
      412: { description: 'The revision in If-Match is not the current one' },
      422: { description: 'Invalid fields' },
    },
  },
  async (c, { params, query, body }) => {
    const expected = expectedRevision(c)
    if (typeof expected === 'object') return answerProblem(c, expected)
    const byline = bylineOf(c, body.author)
    if (typeof byline === 'object') return answerProblem(c, byline)
    const context = saveContext(c, query.purge)
    return answerSaved(c, context, await changePost(context, params.id, body, expected), 200)
  },
)

operate(
  app,
  {
    method: 'delete',
    path: '/api/admin/posts/{id}',
    summary: 'Move a post to the trash, or remove it from there for good',
    params: idParams,
    query: v.object({
      ...writeQuery.entries,
      permanent: v.optional(v.picklist(['true', 'false']), 'false'),
    }),
    answers: {
      200: { description: 'The post, in the trash', schema: postWithReceipt },
      204: { description: 'Removed for good' },
      409: { description: 'Only a post in the trash can be removed for good' },
    },
  },
  async (c, { params, query }) => {
    const expected = expectedRevision(c)
    if (typeof expected === 'object') return answerProblem(c, expected)
    const context = saveContext(c, query.purge)
    if (query.permanent === 'true') {
      const refusal = await removePost(context, params.id, expected)
      return refusal ? answerProblem(c, refusal) : c.body(null, 204)
    }
    return answerSaved(c, context, await changePost(context, params.id, trashed, expected), 200)
  },
)

operate(
  app,
  {
    method: 'post',
    path: '/api/admin/posts/{id}/restore',
    summary: 'Bring a post back from the trash, as it was',
    params: idParams,
    answers: {
      200: { description: 'The post', schema: postWithReceipt },
      409: { description: 'The post is not in the trash' },
    },
  },
  async (c, { params }) => {
    const context = saveContext(c, 'now')
    const saved = await changePost(context, params.id, (post) => restored(post, c.var.now))
    return answerSaved(c, context, saved, 200)
  },
)

/** What a revision keeps: all that an editor can set. */
const {
  id,
  html,
  excerpt,
  url,
  updatedAt,
  externalId,
  views,
  commentCount,
  wordCount,
  ...written
} = postSchema.entries

const revisionSchema = v.object({ ...written, editor: v.string() })

operate(
  app,
  {
    method: 'get',
    path: '/api/admin/posts/{id}/revisions',
    summary: 'The history of a post, newest first',
    params: idParams,
    query: v.object({
      limit: v.optional(v.pipe(integerText, v.minValue(1), v.maxValue(100)), '20'),
      cursor: v.optional(v.pipe(integerText, v.minValue(1))),
    }),
    answers: {
      200: {
        description: 'A page of revisions',
        schema: pageSchema(revisionSchema),
      },
    },
  },
  async (c, { params, query }) => {
    const page = { before: query.cursor ?? Number.MAX_SAFE_INTEGER, limit: query.limit }
    const found = await listRevisions(c.var.db, params.id, page)
    if (found.length === 0 && query.cursor === undefined)
      return answerProblem(c, missing(params.id))
    const { rows, nextCursor } = pageOf(found, query.limit, ({ revision }) => revision)
    const items = rows.map(({ revision, createdAt, editor, snapshot }) => {
      const { relatedPinned: pinned, relatedBlocked: blocked, publishedAt, ...fields } = snapshot
      return {
        ...{ ...fields, revision, editor, related: { pinned, blocked } },
        ...{ createdAt: isoTime(createdAt), publishedAt: isoTime(publishedAt) },
      }
    })
    return c.json({ items, nextCursor })
  },
)

operate(
  app,
  {
    method: 'post',
    path: '/api/admin/posts/{id}/revisions/{revision}/restore',
    summary: 'Write an old revision again, as the newest one',
    params: v.object({ ...idParams.entries, revision: v.pipe(integerText, v.minValue(1)) }),
    answers: {
      200: { description: 'The post', schema: postWithReceipt },
      404: { description: 'There is no such revision' },
    },
  },
  async (c, { params }) => {
    const old = await findRevision(c.var.db, params.id, params.revision)
    if (!old) {
      const detail = `Post ${params.id} has no revision ${params.revision}`
      return answerProblem(c, { status: 404, detail })
    }
    const context = saveContext(c, 'now')
    const saved = await changePost(context, params.id, (post) => reverted(post, old.snapshot))
    return answerSaved(c, context, saved, 200)
  },
)

export default app
