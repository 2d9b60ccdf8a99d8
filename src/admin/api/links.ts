import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { commit, purge, type Statement } from '../../cache/publish.ts'
import { addLink, allLinks, changeLink, findLink, mostLinks, removeLink } from '../../db/links.ts'
import type { AppEnv } from '../../env.ts'
import { answerProblem } from '../../problem.ts'
import { integer, webAddress } from '../../schemas.ts'
import { idParams, operate } from './operation.ts'

const app = new Hono<AppEnv>()

const fields = v.object({
  title: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80)),
  url: webAddress('Must be an http or https address'),
  description: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200))),
  position: v.optional(v.pipe(integer, v.minValue(0), v.maxValue(10_000))),
})

const linkSchema = v.object({ ...v.required(fields).entries, id: integer })

operate(
  app,
  {
    method: 'get',
    path: '/api/admin/links',
    summary: 'List the friend links',
    answers: {
      200: { description: 'All of them', schema: v.object({ items: v.array(linkSchema) }) },
    },
  },
  async (c) => c.json({ items: await allLinks(c.var.db) }),
)

operate(
  app,
  {
    method: 'post',
    path: '/api/admin/links',
    summary: 'Add a friend link',
    body: fields,
    answers: {
      201: { description: 'The link', schema: linkSchema },
      409: { description: 'There are as many as a site may have' },
    },
  },
  async (c, { body }) => {
    const { db } = c.var
    const all = await allLinks(db)
    if (all.length >= mostLinks) {
      const detail = `A site has at most ${mostLinks} friend links; remove one first`
      return answerProblem(c, { status: 409, detail })
    }
    const id = Math.max(0, ...all.map((link) => link.id)) + 1
    const { title, url, description = '', position = 0 } = body
    const link = { id, title, url, description, position }
    await write(c, addLink(db, link))
    c.header('Location', `/api/admin/links/${id}`)
    return c.json(link, 201)
  },
)

operate(
  app,
  {
    method: 'patch',
    path: '/api/admin/links/{id}',
    summary: 'Change a friend link',
    params: idParams,
    body: v.partial(fields),
    answers: { 200: { description: 'The link', schema: linkSchema } },
  },
  async (c, { params: { id }, body }) => {
    const { db } = c.var
    const link = await findLink(db, id)
    if (!link) return answerMissing(c, id)
    const { title = link.title, url = link.url } = body
    const { description = link.description, position = link.position } = body
    const changed = { id, title, url, description, position }
    await write(c, changeLink(db, changed))
    return c.json(changed)
  },
)

operate(
  app,
  {
    method: 'delete',
    path: '/api/admin/links/{id}',
    summary: 'Remove a friend link',
    params: idParams,
    answers: { 204: { description: 'Removed' } },
  },
  async (c, { params: { id } }) => {
    const { db } = c.var
    if (!(await findLink(db, id))) return answerMissing(c, id)
    await write(c, removeLink(db, id))
    return c.body(null, 204)
  },
)

async function write(c: Context<AppEnv>, statement: Statement) {
  const { db, now } = c.var
  await purge(c.var, [await commit(db, { kind: 'link' }, [statement], { now })])
}

function answerMissing(c: Context<AppEnv>, id: number) {
  return answerProblem(c, { status: 404, detail: `There is no friend link ${id}` })
}

export default app
