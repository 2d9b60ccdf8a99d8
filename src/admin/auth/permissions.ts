import { type Identity, type Role, roles, type Scope } from './identity.ts'

/** Who may use an operation. */
export interface Rule {
  /** The least role; `anyone` needs no identity at all. */
  role: Role | 'anyone'
  /** An author may only where the post in the path is the author's own. */
  ownPost?: true
  /** The scope a token needs; null keeps tokens out altogether. */
  scope: Scope | null
}

const anyone: Rule = { role: 'anyone', scope: null }
/** What concerns the person alone: sessions, passkeys, tokens. */
const oneself: Rule = { role: 'author', scope: null }
const reading: Rule = { role: 'author', scope: 'read' }
const readingOwn: Rule = { role: 'author', scope: 'read', ownPost: true }
const writing: Rule = { role: 'author', scope: 'posts' }
const writingOwn: Rule = { role: 'author', scope: 'posts', ownPost: true }
const uploading: Rule = { role: 'author', scope: 'media' }
const moderating: Rule = { role: 'editor', scope: 'comments' }
const organising: Rule = { role: 'editor', scope: 'site' }
const overseeing: Rule = { role: 'editor', scope: 'read' }
const running: Rule = { role: 'owner', scope: 'site' }
const governing: Rule = { role: 'owner', scope: null }

/**
 * Every operation of the API with who may use it: the only place where that is decided. An
 * operation without its row is refused to everybody.
 */
export const permissions: Readonly<Record<string, Rule>> = {
  'GET /api/admin/openapi.json': reading,

  'GET /api/admin/session': oneself,
  'POST /api/admin/session': anyone,
  'DELETE /api/admin/session': oneself,
  'POST /api/admin/session/challenge': anyone,
  'GET /api/admin/sessions': oneself,
  'DELETE /api/admin/sessions': oneself,
  'GET /api/admin/passkeys': oneself,
  'POST /api/admin/passkeys': oneself,
  'POST /api/admin/passkeys/challenge': oneself,
  'DELETE /api/admin/passkeys/{key}': oneself,
  'POST /api/admin/recovery-code': oneself,
  'GET /api/admin/tokens': oneself,
  'POST /api/admin/tokens': oneself,
  'DELETE /api/admin/tokens/{id}': oneself,

  'GET /api/admin/people': governing,
  'POST /api/admin/people': governing,
  'PATCH /api/admin/people/{id}': governing,
  'DELETE /api/admin/people/{id}': governing,
  'POST /api/admin/people/{id}/invitation': governing,
  'GET /api/admin/audit': governing,

  'GET /api/admin/posts': reading,
  'POST /api/admin/posts': writing,
  'GET /api/admin/posts/{id}': readingOwn,
  'PATCH /api/admin/posts/{id}': writingOwn,
  'DELETE /api/admin/posts/{id}': writingOwn,
  'POST /api/admin/posts/{id}/restore': writingOwn,
  'GET /api/admin/posts/{id}/revisions': readingOwn,
  'POST /api/admin/posts/{id}/revisions/{revision}/restore': writingOwn,
  'GET /api/admin/posts/{id}/related': readingOwn,
  'GET /api/admin/posts/{id}/edge': readingOwn,
  'GET /api/admin/slugs/{slug}': reading,
  'POST /api/admin/preview': writing,
  'GET /api/admin/drafts': writing,
  'POST /api/admin/drafts': writing,
  'GET /api/admin/drafts/{id}': writing,
  'PATCH /api/admin/drafts/{id}': writing,
  'DELETE /api/admin/drafts/{id}': writing,

  'GET /api/admin/media': reading,
  'POST /api/admin/media': uploading,
  'GET /api/admin/media/{key}': reading,
  'PATCH /api/admin/media/{key}': uploading,
  'DELETE /api/admin/media/{key}': { role: 'editor', scope: 'media' },

  'GET /api/admin/comments': { role: 'editor', scope: 'comments' },
  'PATCH /api/admin/comments/{id}': moderating,
  'DELETE /api/admin/comments/{id}': moderating,

  'GET /api/admin/categories': reading,
  'POST /api/admin/categories': organising,
  'PATCH /api/admin/categories/{id}': organising,
  'DELETE /api/admin/categories/{id}': organising,
  'GET /api/admin/tags': reading,
  'POST /api/admin/tags': organising,
  'PATCH /api/admin/tags/{id}': organising,
  'DELETE /api/admin/tags/{id}': organising,
  'POST /api/admin/tags/{id}/merge': organising,
  'GET /api/admin/authors': reading,
  'POST /api/admin/authors': running,
  'PATCH /api/admin/authors/{id}': running,
  'DELETE /api/admin/authors/{id}': running,
  'GET /api/admin/links': reading,
  'POST /api/admin/links': organising,
  'PATCH /api/admin/links/{id}': organising,
  'DELETE /api/admin/links/{id}': organising,
  'GET /api/admin/redirects': reading,
  'POST /api/admin/redirects': organising,
  'PATCH /api/admin/redirects/{id}': organising,
  'DELETE /api/admin/redirects/{id}': organising,

  'GET /api/admin/settings': reading,
  'PATCH /api/admin/settings': running,
  'GET /api/admin/statistics': overseeing,
  'GET /api/admin/searches': overseeing,
  'GET /api/admin/status': overseeing,
  'POST /api/admin/jobs/related': running,
  'POST /api/admin/jobs/search': running,
  'POST /api/admin/jobs/tick': running,
  'POST /api/admin/cache/purge': running,
}

/** Whether `identity` may, as far as the rule alone can tell: whose post it is comes after. */
export function mayUse(identity: Identity, rule: Rule): boolean {
  if (rule.role === 'anyone') return true
  if (roles.indexOf(identity.role) < roles.indexOf(rule.role)) return false
  if (identity.scopes === null) return true
  return rule.scope !== null && identity.scopes.includes(rule.scope)
}
