import type { EditedPost } from '../../ui/editor-start.ts'
import { the } from '../elements.ts'
import { t } from '../messages.ts'

/** Whether readers see a post, or will when its time has come. */
export function isOut(post: { status: string } | null): boolean {
  return post?.status === 'published' || post?.status === 'scheduled'
}

/** Offers what can be done with a post as it is on the site. */
export function showStatus(post: EditedPost) {
  const [out, trashed] = [isOut(post), post.status === 'trashed']
  const path = `/api/admin/posts/${post.id}`
  the('save').textContent = out ? t.update : t.saveDraft
  the('publish').hidden = out
  the('unpublish').hidden = !out
  the<HTMLAnchorElement>('history').href = `/admin/posts/${post.id}/history`
  the('trash').dataset.api = `DELETE ${path}`
  the('trash').hidden = trashed
  the('restore').dataset.api = `POST ${path}/restore`
  the('restore').hidden = !trashed
  the('doings').hidden = false
}
