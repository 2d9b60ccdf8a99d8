import { Hono } from 'hono'
import * as v from 'valibot'
import { takeChallenge } from '../../db/challenges.ts'
import { recoveryCodeTime, replaceCode } from '../../db/codes.ts'
import { addPasskey, listPasskeys, removePasskey } from '../../db/passkeys.ts'
import { loadSite } from '../../db/site.ts'
import type { AppEnv } from '../../env.ts'
import { answerProblem, type Problem } from '../../problem.ts'
import { timestamp } from '../../schemas.ts'
import { challengeOf, isOpen, newChallenge } from '../auth/challenge.ts'
import { checkRegistration, registrationSchema } from '../auth/passkey.ts'
import { hashCode, newCode } from '../auth/secret.ts'
import { operate } from './operation.ts'
import { isoTime } from './post-schema.ts'

const app = new Hono<AppEnv>()

const time = timestamp

const passkeySchema = v.object({
  id: v.string(),
  name: v.string(),
  createdAt: time,
  lastUsedAt: v.nullable(time),
})

const noAccount: Problem = {
  status: 409,
  detail: "The owner's token is nobody's account. Sign in at /admin first",
}

operate(
  app,
  {
    method: 'get',
    path: '/api/admin/passkeys',
    summary: 'The passkeys of the person, and when the recovery code was made',
    answers: {
      200: {
        description: 'All of them',
        schema: v.object({ items: v.array(passkeySchema), recoveryCodeMadeAt: v.nullable(time) }),
      },
    },
  },
  async (c) => {
    const { db, identity } = c.var
    const authorId = identity?.authorId ?? 0
    const [rows, made] = await Promise.all([
      listPasskeys(db, authorId),
      recoveryCodeTime(db, authorId),
    ])
    const items = rows.map(({ id, name, createdAt, lastUsedAt }) => ({
      ...{ id, name },
      createdAt: isoTime(createdAt),
      lastUsedAt: isoTime(lastUsedAt),
    }))
    return c.json({ items, recoveryCodeMadeAt: isoTime(made) })
  },
)

operate(
  app,
  {
    method: 'post',
    path: '/api/admin/passkeys/challenge',
    summary: 'A challenge for a new passkey',
    answers: {
      200: {
        description: 'What navigator.credentials.create takes, as JSON',
        schema: v.record(v.string(), v.unknown()),
      },
    },
  },
  async (c) => {
    const { db, now, identity } = c.var
    if (!identity || identity.authorId === 0) return answerProblem(c, noAccount)
    const [{ settings }, known] = await Promise.all([
      loadSite(db),
      listPasskeys(db, identity.authorId),
    ])
    return c.json({
      challenge: await newChallenge(db, identity.authorId, now),
      rp: { id: new URL(c.req.url).hostname, name: settings.title },
      user: {
        id: Buffer.from(`inkstone:${identity.authorId}`).toString('base64url'),
        name: identity.name,
        displayName: identity.name,
      },
      pubKeyCredParams: [-7, -257].map((alg) => ({ type: 'public-key', alg })),
      excludeCredentials: known.map(({ id, transports }) => ({
        ...{ id, transports },
        type: 'public-key',
      })),
      authenticatorSelection: {
        residentKey: 'required',
        requireResidentKey: true,
        userVerification: 'required',
      },
      attestation: 'none',
      timeout: 300_000,
    })
  },
)

operate(
  app,
  {
    method: 'post',
    path: '/api/admin/passkeys',
    summary: 'Add a passkey',
    body: v.object({
      name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60)),
      passkey: registrationSchema,
    }),
    answers: {
      201: { description: 'Added', schema: passkeySchema },
      422: { description: 'The passkey could not be verified' },
    },
  },
  async (c, { body }) => {
    const { db, now, identity } = c.var
    if (!identity || identity.authorId === 0) return answerProblem(c, noAccount)
    const challenge = challengeOf(body.passkey)
    const { origin } = new URL(c.req.url)
    const { authorId } = identity
    const { name } = body
    const checked = await checkRegistration(body.passkey, { challenge, origin })
    const added =
      checked &&
      (await isOpen(db, challenge, authorId, now)) &&
      (await takeChallenge(db, { challenge, authorId }, now)) &&
      (await addPasskey(db, { ...checked, name, authorId, createdAt: now }))
    if (!added) {
      const detail = 'The passkey could not be verified, or it took too long. Try again'
      return answerProblem(c, { status: 422, detail })
    }
    return c.json({ id: checked.id, name, createdAt: isoTime(now), lastUsedAt: null }, 201)
  },
)

operate(
  app,
  {
    method: 'delete',
    path: '/api/admin/passkeys/{key}',
    summary: 'Remove a passkey',
    params: v.object({ key: v.pipe(v.string(), v.maxLength(1_000)) }),
    answers: { 204: { description: 'Removed' }, 404: { description: 'Not yours' } },
  },
  async (c, { params }) => {
    const { db, identity } = c.var
    if (await removePasskey(db, params.key, identity?.authorId ?? 0)) return c.body(null, 204)
    return answerProblem(c, { status: 404, detail: 'You have no such passkey' })
  },
)

operate(
  app,
  {
    method: 'post',
    path: '/api/admin/recovery-code',
    summary: 'A new recovery code, shown this once; the old one is good for nothing then',
    answers: { 201: { description: 'The code', schema: v.object({ code: v.string() }) } },
  },
  async (c) => {
    const { db, now, identity } = c.var
    if (!identity || identity.authorId === 0) return answerProblem(c, noAccount)
    const code = newCode()
    const { authorId } = identity
    const row = { hash: hashCode(code), authorId, kind: 'recovery' as const, expiresAt: null }
    await replaceCode(db, row, now)
    return c.json({ code }, 201)
  },
)

export default app
