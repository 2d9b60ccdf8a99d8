import { eq } from 'drizzle-orm'
import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { commit, purge } from '../../cache/publish.ts'
import {
  type Account,
  addAccount,
  endAccess,
  findAccount,
  listAccounts,
  removeAccount,
} from '../../db/accounts.ts'
import { listAudit } from '../../db/audit.ts'
import type { Db } from '../../db/client.ts'
import { replaceCode } from '../../db/codes.ts'
import { accounts, authors } from '../../db/schema.ts'
import { ensureAuthor } from '../../db/taxonomy.ts'
import type { AppEnv } from '../../env.ts'
import { answerProblem, type Problem } from '../../problem.ts'
import { integer, integerText, timestamp } from '../../schemas.ts'
import { roles } from '../auth/identity.ts'
import { hashCode, newCode } from '../auth/secret.ts'
import { idParams, operate } from './operation.ts'
import { pageOf, pageSchema } from './paging.ts'
import { isoTime } from './post-schema.ts'

const app = new Hono<AppEnv>()

/** How long an invitation is good for, in ms. */
const invitationTime = 7 * 86_400_000

const time = timestamp
const email = v.pipe(
  v.nullable(v.pipe(v.string(), v.email(), v.maxLength(200))),
  v.description('As Cloudflare Access names the person'),
)

const personSchema = v.object({
  id: v.pipe(integer, v.description('The id of the author')),
  name: v.string(),
  slug: v.string(),
  role: v.picklist(roles),
  email: v.nullable(v.string()),
  suspended: v.boolean(),
  passkeys: integer,
  createdAt: time,
  lastSeenAt: v.nullable(time),
})

const invitedSchema = v.object({
  ...personSchema.entries,
  code: v.pipe(
    v.string(),
    v.description('Signs the person in once, within seven days; shown this once'),
  ),
})

operate(
  app,
  {
    method: 'get',
    path: '/api/admin/people',
    summary: 'Everybody who may sign in',
    answers: { 200: { description: 'All', schema: v.object({ items: v.array(personSchema) }) } },
  },
  async (c) => c.json({ items: (await listAccounts(c.var.db)).map(presentPerson) }),
)

operate(
  app,
  {
    method: 'post',
    path: '/api/admin/people',
    summary: 'Let somebody sign in: a new author, or one there is',
    body: v.object({
      name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80)),
      role: v.picklist(roles),
      email: v.optional(email, null),
    }),
    answers: {
      201: { description: 'The person with an invitation', schema: invitedSchema },
      409: { description: 'The person may sign in already' },
    },
  },
  async (c, { body }) => {
    const { db, now } = c.var
    const author = await ensureAuthor(db, body.name)
    if (await findAccount(db, author.id)) {
      const detail = `"${body.name}" may sign in already`
      return answerProblem(c, { status: 409, detail, errors: [{ path: 'name', message: detail }] })
    }
    const taken = await emailTaken(c, body.email, author.id)
    if (taken) return answerProblem(c, taken)
    const account = { authorId: author.id, email: body.email, role: body.role }
    const write = { kind: 'author' as const, id: author.id, slugs: [author.slug] }
    const pending = await commit(db, write, addAccount(db, account, now), { now })
    await purge(c.var, [pending])
    return answerInvited(c, author.id, 201)
  },
)

operate(
  app,
  {
    method: 'patch',
    path: '/api/admin/people/{id}',
    summary:
      'Change what somebody may do; suspending ends their sessions, tokens and codes for good',
    params: idParams,
    body: v.pipe(
      v.partial(v.object({ role: v.picklist(roles), email, suspended: v.boolean() })),
      v.description('What is not sent stays as it is'),
    ),
    answers: {
      200: { description: 'The person', schema: personSchema },
      409: { description: 'The site would be left without an owner' },
    },
  },
  async (c, { params: { id }, body }) => {
    const { db } = c.var
    const person = await findAccount(db, id)
    if (!person) return answerProblem(c, missing(id))
    const taken = await emailTaken(c, body.email ?? null, id)
    if (taken) return answerProblem(c, taken)
    const { role = person.role, suspended = person.suspended } = body
    const stays = role === 'owner' && !suspended
    if (!stays && (await isOnlyOwner(db, id))) return answerProblem(c, ownerNeeded)
    const email = body.email === undefined ? person.email : (body.email?.toLowerCase() ?? null)
    await db.batch([
      db.update(authors).set({ role }).where(eq(authors.id, id)),
      db.update(accounts).set({ email, suspended }).where(eq(accounts.authorId, id)),
      ...(suspended ? endAccess(db, id) : []),
    ])
    const changed = await findAccount(db, id)
    return changed ? c.json(presentPerson(changed)) : answerProblem(c, missing(id))
  },
)

operate(
  app,
  {
    method: 'delete',
    path: '/api/admin/people/{id}',
    summary: 'Let somebody sign in no more; the author and the posts stay',
    params: idParams,
    answers: {
      204: { description: 'Removed' },
      409: { description: 'The site would be left without an owner' },
    },
  },
  async (c, { params: { id } }) => {
    const { db } = c.var
    if (!(await findAccount(db, id))) return answerProblem(c, missing(id))
    if (await isOnlyOwner(db, id)) return answerProblem(c, ownerNeeded)
    await db.batch(removeAccount(db, id))
    return c.body(null, 204)
  },
)

operate(
  app,
  {
    method: 'post',
    path: '/api/admin/people/{id}/invitation',
    summary: 'A new invitation, for somebody who has lost every other way in',
    params: idParams,
    answers: { 201: { description: 'The person with an invitation', schema: invitedSchema } },
  },
  (c, { params }) => answerInvited(c, params.id, 201),
)

operate(
  app,
  {
    method: 'get',
    path: '/api/admin/audit',
    summary: 'Who did what, newest first',
    query: v.object({
      limit: v.optional(v.pipe(integerText, v.minValue(1), v.maxValue(200)), '50'),
      cursor: v.optional(v.pipe(integerText, v.minValue(1))),
    }),
    answers: {
      200: {
        description: 'A page of writes',
        schema: pageSchema(
          v.object({
            id: integer,
            at: time,
            actor: v.string(),
            via: v.string(),
            operation: v.string(),
            path: v.string(),
            status: integer,
          }),
        ),
      },
    },
  },
  async (c, { query }) => {
    const page = { before: query.cursor ?? Number.MAX_SAFE_INTEGER, limit: query.limit }
    const found = await listAudit(c.var.db, page)
    const { rows, nextCursor } = pageOf(found, query.limit, ({ id }) => id)
    const items = rows.map((entry) => ({ ...entry, at: isoTime(entry.at) }))
    return c.json({ items, nextCursor })
  },
)

async function answerInvited(c: Context<AppEnv>, id: number, status: 201) {
  const { db, now } = c.var
  const person = await findAccount(db, id)
  if (!person) return answerProblem(c, missing(id))
  const code = newCode()
  const expiresAt = now + invitationTime
  const row = { hash: hashCode(code), authorId: id, kind: 'invitation' as const, expiresAt }
  await replaceCode(db, row, now)
  return c.json({ ...presentPerson(person), code }, status)
}

async function isOnlyOwner(db: Db, id: number): Promise<boolean> {
  const owners = (await listAccounts(db)).filter((it) => it.role === 'owner' && !it.suspended)
  return owners.length === 1 && owners[0]?.authorId === id
}

const ownerNeeded: Problem = {
  status: 409,
  detail: 'The site needs an owner who may sign in. Make somebody else one first',
}

async function emailTaken(
  c: Context<AppEnv>,
  address: string | null,
  id: number,
): Promise<Problem | undefined> {
  if (!address) return undefined
  const all = await listAccounts(c.var.db)
  const other = all.find((it) => it.email === address.toLowerCase() && it.authorId !== id)
  if (!other) return undefined
  const message = `This is the address of ${other.name} already`
  return { status: 409, detail: message, errors: [{ path: 'email', message }] }
}

function presentPerson(account: Account): v.InferOutput<typeof personSchema> {
  const { authorId, name, slug, role, email, suspended, passkeys } = account
  return {
    ...{ id: authorId, name, slug, role, email, suspended, passkeys },
    createdAt: new Date(account.createdAt).toISOString(),
    lastSeenAt: isoTime(account.lastSeenAt),
  }
}

function missing(id: number): Problem {
  return { status: 404, detail: `Nobody with the id ${id} may sign in` }
}

export default app
