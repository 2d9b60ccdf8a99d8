import type { Role } from '../auth/identity.ts'
import type { DeskMessages } from '../i18n/words.ts'

/** A page of the desk that the navigation leads to. */
export interface Room {
  path: string
  name: keyof DeskMessages
  /** The least role that finds it in the navigation; the API decides what it may do there. */
  role: Role
  group: 'write' | 'organise' | 'site'
}

export const rooms: Room[] = [
  { path: '/admin/posts', name: 'posts', role: 'author', group: 'write' },
  { path: '/admin/comments', name: 'comments', role: 'editor', group: 'write' },
  { path: '/admin/media', name: 'media', role: 'author', group: 'write' },
  { path: '/admin/categories', name: 'categories', role: 'editor', group: 'organise' },
  { path: '/admin/tags', name: 'tags', role: 'editor', group: 'organise' },
  { path: '/admin/authors', name: 'authors', role: 'owner', group: 'organise' },
  { path: '/admin/links', name: 'links', role: 'editor', group: 'organise' },
  { path: '/admin/redirects', name: 'redirects', role: 'editor', group: 'organise' },
  { path: '/admin/statistics', name: 'statistics', role: 'editor', group: 'site' },
  { path: '/admin/status', name: 'status', role: 'editor', group: 'site' },
  { path: '/admin/settings', name: 'settings', role: 'owner', group: 'site' },
  { path: '/admin/people', name: 'people', role: 'owner', group: 'site' },
  { path: '/admin/tokens', name: 'tokens', role: 'author', group: 'site' },
  { path: '/admin/audit', name: 'audit', role: 'owner', group: 'site' },
  { path: '/admin/account', name: 'account', role: 'author', group: 'site' },
]
