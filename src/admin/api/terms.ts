import { eq, sql } from 'drizzle-orm'
import { Hono } from 'hono'
import * as v from 'valibot'
import { commit, purge, type Statement } from '../../cache/publish.ts'
import type { Write } from '../../cache/writes.ts'
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
  renameDefaultAuthor,
} from '../../db/taxonomy.ts'
import { allCategories, findNamed, withAncestors } from '../../db/terms.ts'
import type { AppEnv } from '../../env.ts'
import { answerProblem, type Problem } from '../../problem.ts'
import { integer, webAddress } from '../../schemas.ts'
import { tagPath } from '../../urls.ts'
import { idParams, operate } from './operation.ts'
import { defineTerm, termFields, termSchema } from './term-operations.ts'

const app = new Hono<AppEnv>()

const address = webAddress('Must be an http or https address')

const categorySchema = v.object({
  ...termSchema.entries,
  description: v.string(),
  parentId: v.nullable(integer),
  position: integer,
})
const authorSchema = v.object({
  ...termSchema.entries,
  bio: v.string(),
  url: v.nullable(v.string()),
  role: v.picklist(['owner', 'editor', 'author']),
})

const categoryFields = v.object({
  ...termFields.entries,
  description: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(500))),
  parentId: v.optional(v.nullable(v.pipe(integer, v.minValue(1)))),
  position: v.optional(v.pipe(integer, v.minValue(0), v.maxValue(10_000))),
})
const authorFields = v.object({
  ...termFields.entries,
  bio: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(1_000))),
  url: v.optional(v.nullable(address)),
})

operate(
  app,
  {
    method: 'post',
    path: '/api/admin/tags/{id}/merge',
    summary: 'Move the posts of a tag to another one and remove it; its address leads there',
    params: idParams,
    body: v.object({
      into: v.union([v.pipe(integer, v.minValue(1)), v.pipe(v.string(), v.minLength(1))]),
    }),
    answers: {
      204: { description: 'Merged' },
      404: { description: 'There is no such tag' },
      422: { description: 'A tag cannot be merged into itself' },
    },
  },
  async (c, { params: { id }, body: { into } }) => {
    const { db, now } = c.var
    const [from, to] = await Promise.all([
      findTag(db, id),
      typeof into === 'string' ? findNamed(db, 'tags', into) : findTag(db, into),
    ])
    if (!from || !to) {
      const detail = `There is no tag ${from ? into : id}`
      return answerProblem(c, { status: 404, detail, errors: [{ path: 'into', message: detail }] })
    }
    if (id === to.id) {
      const message = 'A tag cannot be merged into itself'
      const errors = [{ path: 'into', message }]
      return answerProblem(c, { status: 422, detail: message, errors })
    }
    const statements = [
      ...mergeTag(db, id, to.id),
      ...redirectPath(db, tagPath(from.slug), tagPath(to.slug)),
    ]
    const writes: Write[] = [
      { kind: 'tag', id, slugs: [from.slug] },
      { kind: 'tag', id: to.id, slugs: [to.slug] },
    ]
    await purge(c.var, [await commit(db, writes, statements, { now })])
    return c.body(null, 204)
  },
)

defineTerm(app, {
  singular: 'category',
  plural: 'categories',
  schema: categorySchema,
  fields: categoryFields,
  list: (c, page) => listCategories(c.var.db, page),
  find: (c, id) => findCategory(c.var.db, id),
  async check(c, id, { parentId }) {
    if (parentId === undefined || parentId === null) return null
    const all = await allCategories(c.var.db)
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
    const all = await allCategories(db)
    const moved = fields.parentId === undefined ? [] : moveCategory(db, all, id, fields.parentId)
    return [
      ...moved,
      ...setIfAny(fields, () => db.update(categories).set(fields).where(eq(categories.id, id))),
    ]
  },
  async remove(c, id) {
    const { db } = c.var
    const parentId = sql`(SELECT parent_id FROM categories WHERE id = ${id})`
    return [
      db.update(posts).set({ categoryId: parentId }).where(eq(posts.categoryId, id)),
      db.update(categories).set({ parentId }).where(eq(categories.parentId, id)),
      db.run(sql`DELETE FROM list_posts WHERE list = ${`c${id}`}`),
      db.delete(categories).where(eq(categories.id, id)),
    ]
  },
})

defineTerm(app, {
  singular: 'tag',
  plural: 'tags',
  schema: termSchema,
  fields: termFields,
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

defineTerm(app, {
  singular: 'author',
  plural: 'authors',
  schema: authorSchema,
  fields: authorFields,
  list: (c, page) => listAuthors(c.var.db, page),
  find: (c, id) => findAuthor(c.var.db, id),
  async checkRemoval(c, id) {
    if (!(await findAccount(c.var.db, id))) return null
    const detail = 'This author may sign in. Remove the person first, who then no longer may'
    return { status: 409, detail }
  },
  insert: (c, fields) => c.var.db.insert(authors).values({ ...fields, url: fields.url ?? null }),
  async update(c, id, fields) {
    const { db } = c.var
    return [
      ...(fields.name ? [renameDefaultAuthor(db, id, fields.name)] : []),
      ...setIfAny(fields, () => db.update(authors).set(fields).where(eq(authors.id, id))),
    ]
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
