import { eq } from 'drizzle-orm'
import { commit } from '../../cache/publish.ts'
import { editablePost, firstEditable } from '../../db/editable-posts.ts'
import { dropFromIndex } from '../../db/index-posts.ts'
import { posts, postViews } from '../../db/schema.ts'
import type { Refusal } from './draft.ts'
import { missing, movedOn, type SaveContext } from './save.ts'

/** Removes a post in the trash for good, with its history. Readers have not seen it since. */
export async function removePost(
  { db, now }: SaveContext,
  id: number,
  expected: number | undefined,
): Promise<Refusal | undefined> {
  const post = firstEditable(await editablePost(db, id))
  if (!post) return missing(id)
  if (expected !== undefined && expected !== post.revision) return movedOn(post.revision)
  if (post.status !== 'trashed') {
    const detail = 'Only a post in the trash can be removed for good; DELETE it without permanent'
    return { status: 409, detail }
  }
  await commit(
    db,
    {
      kind: 'post',
      id,
      before: undefined,
      after: undefined,
      neighbours: [],
      newNames: [],
      returning: false,
    },
    [
      ...dropFromIndex(db, id),
      db.delete(postViews).where(eq(postViews.postId, id)),
      db.delete(posts).where(eq(posts.id, id)),
    ],
    { now },
  )
  return undefined
}
