import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { takeChallenge } from '../../db/challenges.ts'
import { takeCode } from '../../db/codes.ts'
import { findPasskey, notePasskeyUse } from '../../db/passkeys.ts'
import { endSession, endSessions, listSessions } from '../../db/sessions.ts'
import type { AppEnv } from '../../env.ts'
import { answerProblem, type Problem } from '../../problem.ts'
import { integer, timestamp } from '../../schemas.ts'
import { challengeOf, isOpen, newChallenge } from '../auth/challenge.ts'
import { roles } from '../auth/identity.ts'
import { assertionSchema, checkAssertion } from '../auth/passkey.ts'
import { equalSecrets, hashCode } from '../auth/secret.ts'
import { clearSessionCookie } from '../auth/session-cookie.ts'
import { ownerAccount, signIn } from '../auth/sign-in.ts'
import { operate } from './operation.ts'
import { isoTime } from './post-schema.ts'

const app = new Hono<AppEnv>()

const personSchema = v.object({ authorId: integer, name: v.string(), role: v.picklist(roles) })

operate(
  app,
  {
    method: 'get',
    path: '/api/admin/session',
    summary: 'Who is signed in',
    answers: { 200: { description: 'The person', schema: personSchema } },
  },
  (c) => {
    const { identity } = c.var
    if (!identity) throw new Error('An operation ran without an identity')
    const { authorId, name, role } = identity
    return c.json({ authorId, name, role })
  },
)

operate(
  app,
  {
    method: 'post',
    path: '/api/admin/session/challenge',
    summary: 'A challenge for the passkey of somebody who signs in',
    answers: {
      200: {
        description: 'What navigator.credentials.get takes, as JSON',
        schema: v.record(v.string(), v.unknown()),
      },
      429: { description: 'Too many attempts' },
    },
  },
  async (c) => {
    return c.json({
      challenge: await newChallenge(c.var.db, 0, c.var.now),
      rpId: new URL(c.req.url).hostname,
      userVerification: 'required',
      timeout: 300_000,
    })
  },
)

operate(
  app,
  {
    method: 'post',
    path: '/api/admin/session',
    summary: "Sign in: with the owner's token, a passkey, a recovery code or an invitation",
    body: v.union([
      v.object({ token: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(500)) }),
      v.object({ code: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100)) }),
      v.object({ passkey: assertionSchema }),
    ]),
    answers: {
      200: { description: 'Signed in; the cookie holds the session', schema: personSchema },
      401: { description: 'Not known' },
      429: { description: 'Too many attempts' },
    },
  },
  async (c, { body }) => {
    const authorId = await whoSignsIn(c, body)
    if (typeof authorId === 'object') return answerProblem(c, authorId)
    const person = await signIn(c, authorId)
    if (!person) return answerProblem(c, refused('This account may not sign in any more'))
    return c.json(person)
  },
)

type Proof =
  | { token: string }
  | { code: string }
  | { passkey: v.InferOutput<typeof assertionSchema> }

async function whoSignsIn(c: Context<AppEnv>, proof: Proof): Promise<number | Problem> {
  const { db, now } = c.var
  if ('token' in proof) {
    if (equalSecrets(proof.token, c.env.ADMIN_TOKEN)) return ownerAccount(c)
    return refused('This is not the ADMIN_TOKEN the site was set up with')
  }
  if ('code' in proof) {
    const authorId = await takeCode(db, hashCode(proof.code), now)
    return authorId ?? refused('The code is wrong, used already or has expired')
  }
  const { passkey: assertion } = proof
  const challenge = challengeOf(assertion)
  const passkey = await findPasskey(db, assertion.id)
  if (!passkey || !(await isOpen(db, challenge, 0, now))) {
    return refused('This passkey is not one of this site, or it took too long. Try again')
  }
  const { origin } = new URL(c.req.url)
  const counter = await checkAssertion(assertion, passkey, { challenge, origin })
  const { authorId } = passkey
  if (counter === null || !(await takeChallenge(db, { challenge, authorId }, now))) {
    return refused('The passkey could not be verified. Try again')
  }
  await notePasskeyUse(db, passkey.id, counter, now)
  return authorId
}

operate(
  app,
  {
    method: 'delete',
    path: '/api/admin/session',
    summary: 'Sign out',
    answers: { 204: { description: 'Signed out' } },
  },
  async (c) => {
    const { db, identity } = c.var
    if (identity?.session) await endSession(db, identity.session)
    clearSessionCookie(c)
    return c.body(null, 204)
  },
)

operate(
  app,
  {
    method: 'get',
    path: '/api/admin/sessions',
    summary: 'The open sessions of the person',
    answers: {
      200: {
        description: 'Newest first',
        schema: v.object({
          items: v.array(
            v.object({
              device: v.string(),
              current: v.boolean(),
              createdAt: timestamp,
              seenAt: timestamp,
            }),
          ),
        }),
      },
    },
  },
  async (c) => {
    const { db, now, identity } = c.var
    const rows = await listSessions(db, identity?.authorId ?? 0, now)
    const items = rows.map(({ hash, device, createdAt, seenAt }) => ({
      device,
      current: hash === identity?.session,
      createdAt: isoTime(createdAt),
      seenAt: isoTime(seenAt),
    }))
    return c.json({ items })
  },
)

operate(
  app,
  {
    method: 'delete',
    path: '/api/admin/sessions',
    summary: 'Sign out everywhere else, or here too',
    query: v.object({ keep: v.optional(v.picklist(['current', 'none']), 'none') }),
    answers: { 204: { description: 'Signed out' } },
  },
  async (c, { query }) => {
    const { db, identity } = c.var
    const kept = query.keep === 'current' ? identity?.session : undefined
    await endSessions(db, identity?.authorId ?? 0, kept)
    if (!kept) clearSessionCookie(c)
    return c.body(null, 204)
  },
)

function refused(detail: string): Problem {
  return { status: 401, detail }
}

export default app
