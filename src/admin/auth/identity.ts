/** What a person may do; each may all that those before may. */
export const roles = ['author', 'editor', 'owner'] as const
export type Role = (typeof roles)[number]

/** What a token may be limited to. */
export const scopes = ['read', 'posts', 'media', 'comments', 'site'] as const
export type Scope = (typeof scopes)[number]

/** Who asks. */
export interface Identity {
  /** The author whose account it is; 0 for the owner's token, which is nobody's account. */
  authorId: number
  name: string
  role: Role
  via: 'owner token' | 'token' | 'session' | 'access'
  /** Only a token is limited to scopes; null is no limit. */
  scopes: readonly Scope[] | null
  /** The hash of the session in use, so that lists can mark it. */
  session?: string
}
