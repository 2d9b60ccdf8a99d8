import { env } from 'cloudflare:workers'
import { createHash } from 'node:crypto'
import { ask } from './ask.ts'

export type TestRole = 'owner' | 'editor' | 'author'

/** An account with an open session: what its browser sends. */
export interface Person {
  id: number
  name: string
  headers: Record<string, string>
}

function hash(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}

/** Adds somebody with a role who has signed in. */
export async function givenPerson(
  role: TestRole,
  { expired = false, suspended = false } = {},
): Promise<Person> {
  const name = `${role}-${crypto.randomUUID().slice(0, 8)}`
  const row = await env.DB.prepare(
    'INSERT INTO authors (slug, name, role) VALUES (?1, ?1, ?2) RETURNING id',
  )
    .bind(name, role)
    .first<{ id: number }>()
  const id = row?.id ?? 0
  const now = Date.now()
  await env.DB.batch([
    env.DB.prepare('INSERT INTO accounts (author_id, suspended, created_at) VALUES (?, ?, ?)').bind(
      id,
      suspended ? 1 : 0,
      now,
    ),
    env.DB.prepare(
      'INSERT INTO sessions (hash, author_id, device, created_at, seen_at, expires_at) VALUES (?, ?, ?, ?, ?, ?)',
    ).bind(hash(name), id, 'Test', now, now, expired ? now - 1 : now + 60_000),
  ])
  return { id, name, headers: sessionHeaders(name) }
}

/** What the browser of a session sends from the pages of the site itself. */
export function sessionHeaders(secret: string): Record<string, string> {
  return { Cookie: `__Host-inkstone-session=${secret}`, 'Sec-Fetch-Site': 'same-origin' }
}

/** Makes a token as the owner of the site; its header. */
export async function givenToken(
  scopes: string[],
  by: Record<string, string> = { Authorization: 'Bearer test-token' },
): Promise<Record<string, string>> {
  const response = await ask('POST', '/api/admin/tokens', { name: 'test', scopes }, by)
  const { token } = await response.json<{ token: string }>()
  return { Authorization: `Bearer ${token}` }
}
