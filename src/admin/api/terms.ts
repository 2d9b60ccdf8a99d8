import { eq, sql } from 'drizzle-orm'
import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { commit, purge, type Statement } from '../../cache/publish.ts'
import type { Write } from '../../cache/writes.ts'
import { isSlug } from '../../content/slug.ts'
import { findAccount } from '../../db/accounts.ts'
import { redirectPath } from '../../db/redirects.ts'
import { authors, categories, posts, postTags, tags } from '../../db/schema.ts'
import {
  findAuthor,
  findCategory,
  findTag,
  listAuthors,
  listCategories,
  listTags,
  mergeTag,
  moveCategory,
} from '../../db/taxonomy.ts'
import { findTerm, termSlug, withAncestors } from '../../db/terms.ts'
import type { AppEnv } from '../../env.ts'
import { answerProblem, type Problem } from '../../problem.ts'
import { integer, integerText, webAddress } from '../../schemas.ts'
import { authorPath, categoryPath, tagPath } from '../../urls.ts'
import { idParams, type ObjectSchema, operate } from './operation.ts'
import { pageOf, pageSchema } from './paging.ts'

const app = new Hono<AppEnv>()

const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80))
const slug = v.pipe(
  v.string(),
  v.trim(),
  v.check(isSlug, 'Must be letters, digits and hyphens, such as "field-notes"'),
)
const address = webAddress('Must be an http or https address')

const tagSchema = v.object({ id: integer, slug: v.string(), name: v.string(), count: integer })
const categorySchema = v.object({
  ...tagSchema.entries,
  description: v.string(),
  parentId: v.nullable(integer),
  position: integer,
})
const authorSchema = v.object({
  ...tagSchema.entries,
  bio: v.string(),
  url: v.nullable(v.string()),
  role: v.picklist(['owner', 'editor', 'author']),
})

const tagFields = v.object({ name, slug: v.optional(slug) })
const categoryFields = v.object({
  ...tagFields.entries,
  description: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(500))),
  parentId: v.optional(v.nullable(v.pipe(integer, v.minValue(1)))),
  position: v.optional(v.pipe(integer, v.minValue(0), v.maxValue(10_000))),
})
const authorFields = v.object({
  ...tagFields.entries,
  bio: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(1_000))),
  url: v.optional(v.nullable(address)),
})

/** What the three kinds of term share; what differs is a parameter. */
function define<Fields extends v.InferOutput<typeof tagFields>>(options: {
  singular: 'category' | 'tag' | 'author'
  plural: 'categories' | 'tags' | 'authors'
  schema: ObjectSchema
  fields: ObjectSchema & v.GenericSchema<unknown, Fields>
  list: (c: Context<AppEnv>, page: { after: number; limit: number }) => Promise<{ id: number }[]>
  find: (c: Context<AppEnv>, id: number) => Promise<{ slug: string } | undefined>
  check?: (c: Context<AppEnv>, id: number | null, fields: Fields) => Promise<Problem | null>
  checkRemoval?: (c: Context<AppEnv>, id: number) => Promise<Problem | null>
  insert: (c: Context<AppEnv>, fields: Fields & { slug: string }) => Statement
  update: (c: Context<AppEnv>, id: number, fields: Partial<Fields>) => Promise<Statement[]>
  remove: (c: Context<AppEnv>, id: number) => Promise<Statement[]>
}) {
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
        limit: v.optional(v.pipe(integerText, v.minValue(1), v.maxValue(500)), '100'),
        cursor: v.optional(v.pipe(integerText, v.minValue(0)), '0'),
      }),
      answers: {
        200: {
          description: 'A page',
          schema: pageSchema(schema),
        },
      },
    },
    async (c, { query }) => {
      const found = await options.list(c, { after: query.cursor, limit: query.limit + 1 })
      const { rows: items, nextCursor } = pageOf(found, query.limit, ({ id }) => id)
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
      const chosen = input.slug ?? termSlug(input.name)
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
      const old = await options.find(c, id)
      if (!old) return answerProblem(c, missing(id))
      const input = body as Partial<Fields>
      const refusal = await options.check?.(c, id, input as Fields)
      if (refusal) return answerProblem(c, refusal)
      const slugs = [old.slug, input.slug ?? old.slug]
      const [from = '', to = ''] = slugs.map((slug) => termPath(singular, slug))
      const done = await unlessTaken(async () => {
        const update = await options.update(c, id, input)
        const moved = from === to ? [] : redirectPath(c.var.db, from, to)
        await announce(c, singular, id, slugs, [...update, ...moved])
      })
      return done ? answerProblem(c, done) : answerOne(c, id, 200)
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

operate(
  app,
  {
    method: 'post',
    path: '/api/admin/tags/{id}/merge',
    summary: 'Move the posts of a tag to another one and remove it; its address leads there',
    params: idParams,
    body: v.object({ into: v.pipe(integer, v.minValue(1)) }),
    answers: {
      204: { description: 'Merged' },
      404: { description: 'There is no such tag' },
      422: { description: 'A tag cannot be merged into itself' },
    },
  },
  async (c, { params: { id }, body: { into } }) => {
    const { db, now } = c.var
    const [from, to] = await Promise.all([findTag(db, id), findTag(db, into)])
    if (!from || !to) {
      return answerProblem(c, { status: 404, detail: `There is no tag ${from ? into : id}` })
    }
    if (id === into) {
      const message = 'A tag cannot be merged into itself'
      const errors = [{ path: 'into', message }]
      return answerProblem(c, { status: 422, detail: message, errors })
    }
    const statements = [
      ...mergeTag(db, id, into),
      ...redirectPath(db, tagPath(from.slug), tagPath(to.slug)),
    ]
    const writes: Write[] = [
      { kind: 'tag', id, slugs: [from.slug] },
      { kind: 'tag', id: into, slugs: [to.slug] },
    ]
    await purge(c.var, [await commit(db, writes, statements, { now })])
    return c.body(null, 204)
  },
)

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

define({
  singular: 'category',
  plural: 'categories',
  schema: categorySchema,
  fields: categoryFields,
  list: (c, page) => listCategories(c.var.db, page),
  find: (c, id) => findCategory(c.var.db, id),
  async check(c, id, { parentId }) {
    if (parentId === undefined || parentId === null) return null
    const all = await listCategories(c.var.db, { after: 0, limit: 1_000 })
    const path = 'parentId'
    const refuse = (message: string): Problem => ({
      status: 422,
      detail: message,
      errors: [{ path, message }],
    })
    if (!all.some((category) => category.id === parentId)) {
      return refuse(`There is no category ${parentId}`)
    }
    const circular = id !== null && withAncestors(all, parentId).includes(id)
    return circular ? refuse('A category cannot lie within itself') : null
  },
  insert: (c, fields) =>
    c.var.db.insert(categories).values({ ...fields, parentId: fields.parentId ?? null }),
  async update(c, id, fields) {
    const { db } = c.var
    const all = await listCategories(db, { after: 0, limit: 1_000 })
    const moved = fields.parentId === undefined ? [] : moveCategory(db, all, id, fields.parentId)
    return [
      ...moved,
      ...setIfAny(fields, () => db.update(categories).set(fields).where(eq(categories.id, id))),
    ]
  },
  async remove(c, id) {
    const { db } = c.var
    const parentId = (await findCategory(db, id))?.parentId ?? null
    return [
      db.update(posts).set({ categoryId: parentId }).where(eq(posts.categoryId, id)),
      db.update(categories).set({ parentId }).where(eq(categories.parentId, id)),
      db.run(sql`DELETE FROM list_posts WHERE list = ${`c${id}`}`),
      db.delete(categories).where(eq(categories.id, id)),
    ]
  },
})

define({
  singular: 'tag',
  plural: 'tags',
  schema: tagSchema,
  fields: tagFields,
  list: (c, page) => listTags(c.var.db, page),
  find: (c, id) => findTag(c.var.db, id),
  insert: (c, fields) => c.var.db.insert(tags).values(fields),
  async update(c, id, fields) {
    const { db } = c.var
    return setIfAny(fields, () => db.update(tags).set(fields).where(eq(tags.id, id)))
  },
  async remove(c, id) {
    const { db } = c.var
    return [
      db.delete(postTags).where(eq(postTags.tagId, id)),
      db.run(sql`DELETE FROM list_posts WHERE list = ${`t${id}`}`),
      db.delete(tags).where(eq(tags.id, id)),
    ]
  },
})

define({
  singular: 'author',
  plural: 'authors',
  schema: authorSchema,
  fields: authorFields,
  list: (c, page) => listAuthors(c.var.db, page),
  find: (c, id) => findAuthor(c.var.db, id),
  async checkRemoval(c, id) {
    if (!(await findAccount(c.var.db, id))) return null
    const detail = 'This author may sign in. Suspend the person instead of removing the author'
    return { status: 409, detail }
  },
  insert: (c, fields) => c.var.db.insert(authors).values({ ...fields, url: fields.url ?? null }),
  async update(c, id, fields) {
    return setIfAny(fields, () => c.var.db.update(authors).set(fields).where(eq(authors.id, id)))
  },
  async remove(c, id) {
    const { db } = c.var
    return [
      db.update(posts).set({ authorId: null }).where(eq(posts.authorId, id)),
      db.run(sql`DELETE FROM list_posts WHERE list = ${`a${id}`}`),
      db.delete(authors).where(eq(authors.id, id)),
    ]
  },
})

function setIfAny(fields: object, statement: () => Statement): Statement[] {
  return Object.values(fields).some((value) => value !== undefined) ? [statement()] : []
}

export default app
