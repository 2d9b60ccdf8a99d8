import type { Context } from 'hono'
import { noteAudit, noteStranger } from '../../db/audit.ts'
import { ownerOfPost } from '../../db/editable-posts.ts'
import { countRows } from '../../db/rows.ts'
import type { AppEnv } from '../../env.ts'
import type { Problem } from '../../problem.ts'
import { countAttempt } from './attempts.ts'
import { signInFirst } from './identify.ts'
import { mayUse, permissions } from './permissions.ts'

/** Why the caller may not use `operation` (`PATCH /api/admin/posts/{id}`); undefined when it may. */
export async function refusalOf(
  c: Context<AppEnv>,
  operation: string,
): Promise<Problem | undefined> {
  const rule = permissions[operation]
  const { identity } = c.var
  // Before anything that was sent is read: nonsense is an attempt too.
  if (rule?.role === 'anyone') return countAttempt(c)
  if (!identity) return signInFirst
  if (!rule) return { status: 403, detail: `Nobody may use ${operation}` }
  if (!mayUse(identity, rule)) {
    const detail =
      identity.scopes === null || rule.scope === null
        ? `This takes the role of ${rule.role}, in a session of /admin or with the owner's token`
        : `This takes a token of ${rule.role === 'author' ? 'any' : `an ${rule.role}'s`} account with the scope "${rule.scope}"`
    return { status: 403, detail }
  }
  return rule.ownPost && refusalOfPost(c, Number(c.req.param('id')))
}

/** Whose posts alone the caller may see: an author's their own; null for everybody's. */
export function onlyAuthor(c: Context<AppEnv>): number | null {
  const { identity } = c.var
  return identity?.role === 'author' ? identity.authorId : null
}

/** Why the caller may neither see nor change post `id`, if there is one. */
export async function refusalOfPost(c: Context<AppEnv>, id: number): Promise<Problem | undefined> {
  const author = onlyAuthor(c)
  if (author === null || !Number.isSafeInteger(id)) return undefined
  const owner = await ownerOfPost(c.var.db, id)
  if (owner === undefined || owner === author) return undefined
  return { status: 403, detail: 'An author may only see and change posts of their own' }
}

/** Reading and typing are no deeds: autosaves and previews would bury what people did. */
const unrecorded = /^GET|\/(?:drafts|preview)\b/
const settingsChange = 'PATCH /api/admin/settings'

/**
 * Notes a write for the audit trail, whatever came of it, and what it cost in the count of the day.
 * What was written stays if that fails.
 */
export async function noteWrite(c: Context<AppEnv>, operation: string, status: number) {
  const { db, meter, now, identity } = c.var
  if (unrecorded.test(operation)) return
  if (operation === settingsChange && c.req.query('check') === 'true') return
  // Of strangers only that one failed to sign in: they must not make us write as they please.
  if (!identity && status !== 401) return
  const entry = {
    at: now,
    actor: identity?.name ?? '',
    via: identity?.via ?? '',
    operation,
    path: c.req.path.slice(0, 300),
    status,
  }
  try {
    if (!identity) return await noteStranger(db, entry)
    c.set('rowsCounted', true)
    await db.batch([noteAudit(db, entry), countRows(db, meter, now)])
  } catch (error) {
    console.error('A write is missing from the audit trail', entry, error)
  }
}
