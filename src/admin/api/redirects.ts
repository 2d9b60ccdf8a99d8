import { eq } from 'drizzle-orm'
import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { commit, purge, type Statement } from '../../cache/publish.ts'
import { findRedirectById, listRedirects } from '../../db/redirects.ts'
import { redirects } from '../../db/schema.ts'
import type { AppEnv } from '../../env.ts'
import { answerProblem, type Problem } from '../../problem.ts'
import { integer } from '../../schemas.ts'
import { decodePath, encodePath, lastName } from '../../urls.ts'
import { idParams, operate } from './operation.ts'
import { afterIdQuery, pageOf, pageSchema } from './paging.ts'

const app = new Hono<AppEnv>()

const sitePath = /^\/(?![/\\])[^\s?#\\]*$/

const fields = v.object({
  path: v.pipe(
    v.string(),
    v.trim(),
    v.maxLength(500),
    v.regex(sitePath, 'Must be a path of this site, such as /old-page.html'),
    v.check((path) => decodePath(path) !== null, 'The percent-encoding of this path is broken'),
    v.transform((path) => encodePath(decodePath(path) ?? path)),
  ),
  target: v.pipe(
    v.string(),
    v.trim(),
    v.maxLength(2_000),
    v.check(
      (target) => sitePath.test(target) || /^https?:\/\/[^\s/]/.test(target),
      'Must be a path of this site or an http(s) address',
    ),
    v.transform((target) =>
      target.startsWith('/') ? encodePath(decodePath(target) ?? target) : target,
    ),
  ),
  status: v.optional(v.union([v.literal(301), v.literal(302)]), 301),
})

const redirectSchema = v.object({
  id: integer,
  path: v.string(),
  target: v.string(),
  status: integer,
})

operate(
  app,
  {
    method: 'get',
    path: '/api/admin/redirects',
    summary: 'Redirects that were made by hand or by renaming a term',
    query: afterIdQuery,
    answers: {
      200: {
        description: 'A page',
        schema: pageSchema(redirectSchema),
      },
    },
  },
  async (c, { query }) => {
    const found = await listRedirects(c.var.db, { after: query.cursor, limit: query.limit })
    const { rows: items, nextCursor } = pageOf(found, query.limit, ({ id }) => id)
    return c.json({ items, nextCursor })
  },
)

operate(
  app,
  {
    method: 'post',
    path: '/api/admin/redirects',
    summary: 'Add a redirect; it counts where the site has nothing of its own at the path',
    body: fields,
    answers: {
      201: { description: 'The redirect', schema: redirectSchema },
      409: { description: 'The path has a redirect already' },
    },
  },
  async (c, { body }) => {
    if (body.path === body.target) return answerProblem(c, circular)
    const { db } = c.var
    const done = await announce(c, [body.path], [db.insert(redirects).values(body)])
    if (done) return answerProblem(c, done)
    const row = await db.select().from(redirects).where(eq(redirects.path, body.path)).get()
    return c.json(row ?? null, 201)
  },
)

operate(
  app,
  {
    method: 'patch',
    path: '/api/admin/redirects/{id}',
    summary: 'Change a redirect',
    params: idParams,
    body: v.partial(v.object({ ...fields.entries, status: fields.entries.status.wrapped })),
    answers: { 200: { description: 'The redirect', schema: redirectSchema } },
  },
  async (c, { params: { id }, body }) => {
    const { db } = c.var
    const old = await findRedirectById(db, id)
    if (!old) return answerProblem(c, missing(id))
    const changed = {
      path: body.path ?? old.path,
      target: body.target ?? old.target,
      status: body.status ?? old.status,
    }
    if (changed.path === changed.target) return answerProblem(c, circular)
    const update = db.update(redirects).set(changed).where(eq(redirects.id, id))
    const done = await announce(c, [old.path, changed.path], [update])
    return done ? answerProblem(c, done) : c.json({ id, ...changed })
  },
)

operate(
  app,
  {
    method: 'delete',
    path: '/api/admin/redirects/{id}',
    summary: 'Remove a redirect',
    params: idParams,
    answers: { 204: { description: 'Removed' } },
  },
  async (c, { params: { id } }) => {
    const { db } = c.var
    const old = await findRedirectById(db, id)
    if (!old) return answerProblem(c, missing(id))
    await announce(c, [old.path], [db.delete(redirects).where(eq(redirects.id, id))])
    return c.body(null, 204)
  },
)

async function announce(
  c: Context<AppEnv>,
  paths: string[],
  statements: Statement[],
): Promise<Problem | undefined> {
  const { db, now } = c.var
  try {
    const names = paths.map(lastName)
    await purge(c.var, [await commit(db, { kind: 'redirect', names }, statements, { now })])
    return undefined
  } catch (error) {
    const text = `${error} ${error instanceof Error ? error.cause : ''}`
    if (!/UNIQUE constraint failed: redirects\.path/.test(text)) throw error
    const message = 'This path has a redirect already; change that one'
    return { status: 409, detail: message, errors: [{ path: 'path', message }] }
  }
}

const circular: Problem = {
  status: 422,
  detail: 'A path cannot lead to itself',
  errors: [{ path: 'target', message: 'A path cannot lead to itself' }],
}

function missing(id: number): Problem {
  return { status: 404, detail: `There is no redirect ${id}` }
}

export default app
