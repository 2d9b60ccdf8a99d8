import type { Context } from 'hono'
import { commit, purge } from '../../cache/publish.ts'
import { type Account, addAccount, findAccount, findOwner } from '../../db/accounts.ts'
import { openSession } from '../../db/sessions.ts'
import { loadSite } from '../../db/site.ts'
import { ensureAuthor } from '../../db/taxonomy.ts'
import type { AppEnv } from '../../env.ts'
import { hashSecret, newSecret } from './secret.ts'
import { writeSessionCookie } from './session-cookie.ts'

/** Opens a session for an account and answers it; undefined where the account may not sign in. */
export async function signIn(
  c: Context<AppEnv>,
  authorId: number,
): Promise<Pick<Account, 'authorId' | 'name' | 'role'> | undefined> {
  const { db, now } = c.var
  const account = await findAccount(db, authorId)
  if (!account || account.suspended) return undefined
  const secret = newSecret()
  const session = hashSecret(secret)
  const device = deviceOf(c.req.header('User-Agent') ?? '')
  await openSession(db, { hash: session, authorId, device }, now)
  writeSessionCookie(c, secret)
  const { name, role } = account
  c.set('identity', { authorId, name, role, via: 'session', scopes: null, session })
  return { authorId, name, role }
}

/**
 * The account that the owner's token opens: the first owner's. On the first start there is none
 * yet, and the site's default author becomes it.
 */
export async function ownerAccount(c: Context<AppEnv>): Promise<number> {
  const { db, now } = c.var
  const owner = await findOwner(db)
  if (owner) return owner.authorId
  const { settings } = await loadSite(db)
  const author = await ensureAuthor(db, settings.defaultAuthor)
  const account = { authorId: author.id, email: null, role: 'owner' as const }
  const write = { kind: 'author' as const, id: author.id, slugs: [author.slug] }
  const pending = await commit(db, write, addAccount(db, account, now), { now })
  await purge(c.var, [pending])
  return author.id
}

/** A browser and system in a few words: `Chromium, Linux`. */
export function deviceOf(agent: string): string {
  const browser =
    /(Edg|OPR|Firefox|HeadlessChrome|Chrome|Safari)/.exec(agent)?.[1]?.replace('Edg', 'Edge') ?? ''
  const system = /(Windows|iPhone|iPad|Android|Mac OS X|Linux)/.exec(agent)?.[1] ?? ''
  const words = [browser.replace('HeadlessChrome', 'Chrome'), system.replace(' OS X', '')]
  return words.filter(Boolean).join(', ') || agent.slice(0, 40) || '?'
}
