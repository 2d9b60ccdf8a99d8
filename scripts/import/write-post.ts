import type { Api, SitePost, Written } from './api.ts'
import { sourceName } from './find-post.ts'
import type { ImportPost, Warning } from './post.ts'
import type { Problem } from './request.ts'

/** Creates a post, without the id or slug that the site turns out to have given to another one. */
export async function createPost(
  api: Api,
  post: ImportPost,
  warnings: Warning[],
): Promise<Written | { existing: SitePost }> {
  const name = sourceName(post)
  const sent: ImportPost = { ...post, ...(name === undefined ? {} : { externalId: name }) }
  let written = await api.create(sent)
  for (const field of ['id', 'slug'] as const) {
    if (!isTaken(written, field) || sent[field] === undefined) continue
    warnings.push(takenWarning(field, sent))
    delete sent[field]
    written = await api.create(sent)
  }
  // An earlier try got through although its answer was lost.
  if (name !== undefined && isTaken(written, 'externalId')) {
    const existing = await api.postByExternalId(name)
    if (existing) return { existing }
  }
  return written
}

/** Changes a post, but leaves its slug where another post has the one it should get. */
export async function updatePost(
  api: Api,
  id: number,
  change: Partial<ImportPost>,
  warnings: Warning[],
): Promise<Written | { kept: true }> {
  const written = await api.update(id, change)
  if (!isTaken(written, 'slug') || change.slug === undefined) return written
  warnings.push(takenWarning('slug', change))
  const { slug, ...rest } = change
  return Object.keys(rest).length ? api.update(id, rest) : { kept: true }
}

/** Tells that a post cannot have the id or slug that its source gives. */
export function takenWarning(field: 'id' | 'slug', post: Partial<ImportPost>): Warning {
  return { kind: `${field} taken, another one given`, detail: String(post[field]) }
}

function isTaken(written: Written, field: string): written is { problem: Problem } {
  if (!('problem' in written)) return false
  const { status, errors } = written.problem
  return status === 409 && errors.some(({ path }) => path === field)
}
