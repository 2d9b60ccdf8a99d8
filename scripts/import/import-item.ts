import type { Api } from './api.ts'
import { findPost, sourceName } from './find-post.ts'
import { fitPost } from './fit-post.ts'
import type { ImageUploads } from './images.ts'
import { planChange } from './plan.ts'
import type { ImportPost, ReadItem } from './post.ts'
import { isPassing, type Problem, problemSentence } from './request.ts'
import { createPost, takenWarning, updatePost } from './write-post.ts'

export interface Result {
  location: string
  outcome: 'created' | 'updated' | 'unchanged' | 'failed'
  title?: string
  id?: number
  /** The fields that an update changed. */
  changed?: string[]
  /** Why it failed. */
  reason?: string
  /** Whether it failed because the site had no time for it. */
  busy?: boolean
}

export interface ItemContext {
  api: Api
  images: ImageUploads
  dryRun: boolean
}

/** Brings one post to the site; `undated` is the time it gets where its source gives none. */
export async function importItem(
  { api, images, dryRun }: ItemContext,
  { location, post, file, warnings }: ReadItem,
  undated: string,
): Promise<Result> {
  const externalId = sourceName(post)
  const { post: current, idTaken } = await findPost(api, post)
  const result = { location, title: post.title }
  if (current?.status === 'trashed') {
    warnings.push({ kind: 'left in the trash', detail: `post ${current.id}` })
    return { ...result, outcome: 'unchanged', id: current.id }
  }
  if (file) await images.place(post, file, current, warnings)
  fitPost(post, warnings)
  if (current) return update(current)

  // By the name it has before it is fitted, a second run finds it again.
  const fresh = { ...asNew(post, undated), ...(externalId === undefined ? {} : { externalId }) }
  if (idTaken) {
    warnings.push(takenWarning('id', post))
    delete fresh.id
  }
  if (dryRun) return { ...result, outcome: 'created' }
  const written = await createPost(api, fresh, warnings)
  if ('existing' in written) return { ...result, outcome: 'created', id: written.existing.id }
  if ('post' in written) return { ...result, outcome: 'created', id: written.post.id }
  return { ...result, ...failure(written.problem) }

  async function update(on: NonNullable<typeof current>): Promise<Result> {
    const change = planChange(post, on)
    const changed = Object.keys(change)
    const known = { ...result, id: on.id }
    if (!changed.length) return { ...known, outcome: 'unchanged' }
    if (dryRun) return { ...known, outcome: 'updated', changed }
    const answer = await updatePost(api, on.id, change, warnings)
    if ('kept' in answer) return { ...known, outcome: 'unchanged' }
    if ('post' in answer) return { ...known, outcome: 'updated', changed }
    return { ...known, ...failure(answer.problem) }
  }
}

function failure(problem: Problem) {
  const reason = problemSentence(problem)
  return { outcome: 'failed', reason, busy: isPassing(problem) } as const
}

function asNew(post: ImportPost, undated: string): ImportPost {
  const status = post.status ?? 'published'
  const dated = status === 'published' ? { publishedAt: undated } : {}
  return { ...dated, ...post, status }
}
