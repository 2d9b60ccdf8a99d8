import type { Context, Hono } from 'hono'
import * as v from 'valibot'
import { commit, purge, type Statement } from '../../cache/publish.ts'
import type { Write } from '../../cache/writes.ts'
import { isSlug } from '../../content/slug.ts'
import { retried } from '../../db/guard.ts'
import { redirectPath } from '../../db/redirects.ts'
import type { Page } from '../../db/taxonomy.ts'
import { findTerm, newTermSlug, termsNamed } from '../../db/terms.ts'
import type { AppEnv } from '../../env.ts'
import { answerProblem, type Problem } from '../../problem.ts'
import { integer } from '../../schemas.ts'
import { keyOf } from '../../search/keys.ts'
import { authorPath, categoryPath, tagPath } from '../../urls.ts'
import { idParams, type ObjectSchema, operate } from './operation.ts'
import { afterIdQuery, pageOf, pageSchema } from './paging.ts'

const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80))
const slug = v.pipe(
  v.string(),
  v.trim(),
  v.check(isSlug, 'Must be letters, digits and hyphens, such as "field-notes"'),
)

/** What is told of every term. */
export const termSchema = v.object({
  id: integer,
  slug: v.string(),
  name: v.string(),
  count: integer,
})
/** What every term can be given. */
export const termFields = v.object({ name, slug: v.optional(slug) })

/** What the three kinds of term share; what differs is a parameter. */
export function defineTerm<Fields extends v.InferOutput<typeof termFields>>(
  app: Hono<AppEnv>,
  options: {
    singular: 'category' | 'tag' | 'author'
    plural: 'categories' | 'tags' | 'authors'
    schema: ObjectSchema
    fields: ObjectSchema & v.GenericSchema<unknown, Fields>
    list: (c: Context<AppEnv>, page: Page) => Promise<{ id: number }[]>
    find: (c: Context<AppEnv>, id: number) => Promise<{ slug: string } | undefined>
    check?: (c: Context<AppEnv>, id: number | null, fields: Fields) => Promise<Problem | null>
    checkRemoval?: (c: Context<AppEnv>, id: number) => Promise<Problem | null>
    insert: (c: Context<AppEnv>, fields: Fields & { slug: string }) => Statement
    update: (c: Context<AppEnv>, id: number, fields: Partial<Fields>) => Promise<Statement[]>
    remove: (c: Context<AppEnv>, id: number) => Promise<Statement[]>
  },
) {
  const { singular, plural, schema, fields } = options
  const base = `/api/admin/${plural}`
  const answer = { description: `The ${singular}`, schema }

  operate(
    app,
    {
      method: 'get',
      path: base,
      summary: `List ${plural} with the number of their posts`,
      query: v.object({
        ...afterIdQuery.entries,
        q: v.optional(v.pipe(v.string(), v.description('How a name begins'))),
      }),
      answers: {
        200: {
          description: 'A page',
          schema: pageSchema(schema),
        },
      },
    },
    async (c, { query }) => {
      const { cursor: after, limit, q } = query
      const keys = q ? [keyOf(q), q.trim().toLowerCase()].filter(Boolean) : undefined
      const found = await options.list(c, { after, limit: limit + 1, ...(keys && { keys }) })
      const { rows: items, nextCursor } = pageOf(found, limit, ({ id }) => id)
      return c.json({ items, nextCursor })
    },
  )

  operate(
    app,
    {
      method: 'post',
      path: base,
      summary: `Create a ${singular}`,
      body: fields,
      answers: { 201: answer, 409: { description: 'The name or slug is taken' } },
    },
    async (c, { body }) => {
      const input = body as Fields
      const refusal = await options.check?.(c, null, input)
      if (refusal) return answerProblem(c, refusal)
      const alike = await termsNamed(c.var.db, plural, [input.name])
      const chosen = input.slug ?? newTermSlug(input.name, alike)
      // Nothing shows it yet, so nothing has its tag: its id need not be known beforehand.
      const taken = await unlessTaken(async () => {
        const added = options.insert(c, { ...input, slug: chosen })
        await announce(c, singular, 0, [chosen], [added])
      })
      if (taken) return answerProblem(c, taken)
      const { id = 0 } = (await findTerm(c.var.db, plural, chosen)) ?? {}
      c.header('Location', `${base}/${id}`)
      return answerOne(c, id, 201)
    },
  )

  operate(
    app,
    {
      method: 'patch',
      path: `${base}/{id}`,
      summary: `Change a ${singular}`,
      params: idParams,
      body: v.partial(fields),
      answers: { 200: answer, 409: { description: 'The name or slug is taken' } },
    },
    async (c, { params: { id }, body }) => {
      const input = body as Partial<Fields>
      const refusal = await unlessTaken(() =>
        retried(async () => {
          const old = await options.find(c, id)
          if (!old) return missing(id)
          const refused = await options.check?.(c, id, input as Fields)
          if (refused) return refused
          const slugs = [old.slug, input.slug ?? old.slug]
          const [from = '', to = ''] = slugs.map((slug) => termPath(singular, slug))
          const update = await options.update(c, id, input)
          const moved = from === to ? [] : redirectPath(c.var.db, from, to)
          return announce(c, singular, id, slugs, [...update, ...moved])
        }),
      )
      return refusal ? answerProblem(c, refusal) : answerOne(c, id, 200)
    },
  )

  operate(
    app,
    {
      method: 'delete',
      path: `${base}/{id}`,
      summary: `Remove a ${singular}; its posts stay`,
      params: idParams,
      answers: { 204: { description: 'Removed' } },
    },
    async (c, { params: { id } }) => {
      const old = await options.find(c, id)
      if (!old) return answerProblem(c, missing(id))
      const refusal = await options.checkRemoval?.(c, id)
      if (refusal) return answerProblem(c, refusal)
      await announce(c, singular, id, [old.slug], await options.remove(c, id))
      return c.body(null, 204)
    },
  )

  async function answerOne(c: Context<AppEnv>, id: number, status: 200 | 201) {
    const [row] = await options.list(c, { after: id - 1, limit: 1 })
    return c.json(row ?? null, status)
  }

  function missing(id: number): Problem {
    return { status: 404, detail: `There is no ${singular} ${id}` }
  }
}

/** The path of a term's page, as browsers send it. */
function termPath(kind: 'category' | 'tag' | 'author', slug: string): string {
  return { category: categoryPath, tag: tagPath, author: authorPath }[kind](slug)
}

async function announce(
  c: Context<AppEnv>,
  kind: 'category' | 'tag' | 'author',
  id: number,
  slugs: string[],
  statements: Statement[],
) {
  const { db, now } = c.var
  const write: Write = { kind, id, slugs }
  await purge(c.var, [await commit(db, write, statements, { now })])
}

async function unlessTaken<T>(write: () => Promise<T>): Promise<T | Problem> {
  try {
    return await write()
  } catch (error) {
    const text = `${error} ${error instanceof Error ? error.cause : ''}`
    const field = /UNIQUE constraint failed: \w+\.(name|slug)/.exec(text)?.[1]
    if (!field) throw error
    const message = `This ${field} is taken; choose another one`
    return { status: 409, detail: message, errors: [{ path: field, message }] }
  }
}
