import { Hono } from 'hono'
import * as v from 'valibot'
import { addToken, listTokens, removeToken } from '../../db/tokens.ts'
import type { AppEnv } from '../../env.ts'
import { answerProblem } from '../../problem.ts'
import { integer, timestamp } from '../../schemas.ts'
import { scopes } from '../auth/identity.ts'
import { hashSecret, newSecret, tokenPrefix } from '../auth/secret.ts'
import { idParams, operate } from './operation.ts'
import { isoTime } from './post-schema.ts'

const app = new Hono<AppEnv>()

const time = timestamp

const tokenSchema = v.object({
  id: integer,
  name: v.string(),
  scopes: v.array(v.string()),
  author: v.pipe(
    v.nullable(v.string()),
    v.description('Whose token it is; null for the owner of the site'),
  ),
  createdAt: time,
  expiresAt: v.nullable(time),
  lastUsedAt: v.nullable(time),
})

operate(
  app,
  {
    method: 'get',
    path: '/api/admin/tokens',
    summary: 'API tokens: your own, and for the owner of the site all',
    answers: {
      200: { description: 'Newest first', schema: v.object({ items: v.array(tokenSchema) }) },
    },
  },
  async (c) => {
    const { db, identity } = c.var
    const rows = await listTokens(db, identity?.role === 'owner' ? null : (identity?.authorId ?? 0))
    const items = rows.map(({ authorId, createdAt, expiresAt, lastUsedAt, ...token }) => ({
      ...token,
      createdAt: isoTime(createdAt),
      expiresAt: isoTime(expiresAt),
      lastUsedAt: isoTime(lastUsedAt),
    }))
    return c.json({ items })
  },
)

operate(
  app,
  {
    method: 'post',
    path: '/api/admin/tokens',
    summary: 'Make an API token; its secret is shown this once',
    body: v.object({
      name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80)),
      scopes: v.pipe(
        v.array(v.picklist(scopes)),
        v.minLength(1, 'Choose at least one scope'),
        v.maxLength(scopes.length),
      ),
      expiresInDays: v.optional(v.nullable(v.pipe(integer, v.minValue(1), v.maxValue(3_650))), 90),
    }),
    answers: {
      201: {
        description: 'The token with its secret',
        schema: v.object({ ...tokenSchema.entries, token: v.string() }),
      },
    },
  },
  async (c, { body }) => {
    const { db, now, identity } = c.var
    const { name, expiresInDays } = body
    const token = newSecret(tokenPrefix)
    const expiresAt = expiresInDays === null ? null : now + expiresInDays * 86_400_000
    const authorId = identity?.authorId || null
    const chosen = [...new Set(body.scopes)]
    const row = { name, hash: hashSecret(token), scopes: chosen, authorId, createdAt: now }
    const id = await addToken(db, { ...row, expiresAt })
    const author = authorId === null ? null : (identity?.name ?? null)
    const times = { createdAt: isoTime(now), expiresAt: isoTime(expiresAt), lastUsedAt: null }
    return c.json({ id, name, scopes: chosen, author, ...times, token }, 201)
  },
)

operate(
  app,
  {
    method: 'delete',
    path: '/api/admin/tokens/{id}',
    summary: 'Revoke an API token',
    params: idParams,
    answers: { 204: { description: 'Revoked' }, 404: { description: 'There is no such token' } },
  },
  async (c, { params: { id } }) => {
    const { db, identity } = c.var
    const whose = identity?.role === 'owner' ? null : (identity?.authorId ?? 0)
    if (await removeToken(db, id, whose)) return c.body(null, 204)
    return answerProblem(c, { status: 404, detail: `There is no token ${id}` })
  },
)

export default app
