import { call } from '../api.ts'
import { openDialog } from '../dialog.ts'
import { button, make } from '../elements.ts'
import { t } from '../messages.ts'

export interface SavedPost {
  id: number
  revision: number
  markdown: string
  title: string
}

export type Resolution =
  | { kind: 'combine'; markdown: string; revision: number }
  | { kind: 'mine'; revision: number }
  | { kind: 'theirs'; post: SavedPost }

/** Shows what somebody else has saved beside what is here, and asks what is to be. */
export async function resolveConflict(
  id: number,
  baseRevision: number,
  mine: { title: string; markdown: string },
): Promise<Resolution | null> {
  const [{ sideBySide }, { combineTexts }, post, history] = await Promise.all([
    import('../side-by-side.ts'),
    import('../compare.ts'),
    call<SavedPost>('GET', `/api/admin/posts/${id}`),
    call<{ items: { revision: number; markdown: string }[] }>(
      'GET',
      `/api/admin/posts/${id}/revisions?limit=1&cursor=${baseRevision + 1}`,
    ),
  ])
  if (!post.ok) return null
  const saved = post.data
  const base = history.ok ? (history.data.items[0]?.markdown ?? '') : ''
  return new Promise((resolve) => {
    let answer: Resolution | null = null
    const choose = (resolution: Resolution) => () => {
      answer = resolution
      dialog.close()
    }
    const { revision } = saved
    const markdown = combineTexts(base, saved.markdown, mine.markdown)
    const titles =
      saved.title === mine.title
        ? ''
        : make('p', {}, make('del', {}, saved.title), ' ', make('ins', {}, mine.title))
    const dialog = openDialog(
      t.conflictTitle,
      make('p', { class: 'hint' }, t.conflictHint),
      titles,
      sideBySide(saved.markdown, mine.markdown, [t.theirs, t.mine]),
      make(
        'div',
        { class: 'buttons' },
        button(t.combine, choose({ kind: 'combine', markdown, revision }), 'primary'),
        button(t.keepMine, choose({ kind: 'mine', revision })),
        button(t.takeTheirs, choose({ kind: 'theirs', post: saved })),
        button(t.cancel, () => dialog.close(), 'plain'),
      ),
    )
    dialog.classList.add('wide')
    dialog.addEventListener('close', () => resolve(answer))
  })
}
