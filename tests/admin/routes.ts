import app from '../../src/app.ts'
import { givenPerson, sessionHeaders } from './people.ts'

/** Every route below `start` as the Worker's router has it: `GET /admin/posts`. */
export function adminRoutes(start: '/admin' | '/api/admin'): string[] {
  const own = app.routes.filter(({ method, path }) => {
    const inside = path === start || path.startsWith(`${start}/`)
    // Middleware and the answer to all else stand for every method or every path.
    return inside && method !== 'ALL' && !path.endsWith('*')
  })
  return [...new Set(own.map(({ method, path }) => `${method} ${path}`))]
}

/** Those whom no route but the way in knows: who they are, and what they send. */
export const strangers: [
  who: string,
  headersOf: () => Promise<Record<string, string>> | Record<string, string>,
][] = [
  ['no session', () => ({})],
  ['a session that never was', () => sessionHeaders('made-up')],
  ['an expired session', async () => (await givenPerson('owner', { expired: true })).headers],
  [
    'the session of a suspended account',
    async () => (await givenPerson('owner', { suspended: true })).headers,
  ],
  [
    'a token that never was',
    () => ({ Authorization: 'Bearer ink_made-up', 'CF-Connecting-IP': crypto.randomUUID() }),
  ],
]
