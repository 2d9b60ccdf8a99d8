import { createHash } from 'node:crypto'
import type { Api, SitePost } from './api.ts'
import type { ImportPost } from './post.ts'

export interface Found {
  /** The post that an earlier import made of this one. */
  post?: SitePost
  /** The id that the source gives belongs to another post. */
  idTaken: boolean
}

/**
 * The name by which a second run finds a post again: the one of its source, else its id, else its
 * slug. The site keeps it as the post's `externalId`.
 */
export function sourceName({ externalId, id, slug }: ImportPost): string | undefined {
  if (externalId !== undefined) return shortName(externalId)
  if (id !== undefined) return `id:${id}`
  return slug === undefined ? undefined : `slug:${slug}`
}

/** A name the site takes, the same for the same source in every run. */
function shortName(name: string): string {
  if (name.length <= 500) return name
  const hash = createHash('sha256').update(name).digest('hex')
  return `${name.slice(0, 400).toWellFormed()}-${hash.slice(0, 20)}`
}

/**
 * Finds the post on the site that `post` is: by its name, or, where the source names it only by id or
 * slug, the one there that no other source has named.
 */
export async function findPost(api: Api, post: ImportPost): Promise<Found> {
  const name = sourceName(post)
  const named = name === undefined ? undefined : await api.postByExternalId(name)
  if (named) return { post: named, idTaken: false }
  if (post.id !== undefined) {
    const sameId = await api.postById(post.id)
    if (!sameId) return { idTaken: false }
    if (post.externalId === undefined && !sameId.externalId) return { post: sameId, idTaken: false }
    return { idTaken: true }
  }
  if (post.externalId === undefined && post.slug !== undefined) {
    const sameSlug = await api.postBySlug(post.slug)
    if (sameSlug && !sameSlug.externalId) return { post: sameSlug, idTaken: false }
  }
  return { idTaken: false }
}
