import { signText } from '../../i18n/signs.ts'
import { type Desk, timeText } from '../desk.ts'
import { deskPage } from '../layout.tsx'
import { type Page, Pager, Top } from '../parts.tsx'

export interface CommentRow {
  id: number
  status: string
  name: string
  email?: string | null
  url?: string | null
  body: string
  /** Why it was held. */
  reasons: string[]
  post: { id: number; title: string }
  createdAt: string
}

const states = ['pending', 'approved', 'spam', 'trash'] as const

/** The moderation queue; `null` where the site has none. Works by keyboard alone. */
export function commentsPage(desk: Desk, page: Page<CommentRow> | null): string {
  const { t, query } = desk
  const shown = states.find((state) => state === query.status) ?? 'pending'
  return deskPage(
    desk,
    { title: t.comments, scripts: ['comments'] },
    <>
      <Top title={t.comments}>
        <nav class="tabs" aria-label={t.state}>
          {states.map((state) => (
            <a
              href={`/admin/comments?status=${state}`}
              aria-current={state === shown ? 'page' : undefined}
            >
              {t[state]}
            </a>
          ))}
        </nav>
      </Top>
      {!page && <p class="empty">{t.commentsAbsent}</p>}
      {page?.items.length === 0 && <p class="empty">{t.nothing}</p>}
      {page && page.items.length > 0 && (
        <>
          <p class="hint">{t.commentKeys}</p>
          <form class="bulk" data-bulk data-confirm={t.confirmDelete}>
            <label class="check">
              <input type="checkbox" data-all /> {t.selectAll}
            </label>
            <label>
              {t.withSelected}{' '}
              <select name="action">
                <option value='PATCH {"status":"approved"}'>{t.approve}</option>
                <option value='PATCH {"status":"spam"}'>{t.markSpam}</option>
                <option value='PATCH {"status":"trash"}'>{t.bulkTrash}</option>
                <option value="DELETE ?permanent=true">{t.bulkDelete}</option>
              </select>
            </label>
            <button type="submit">{t.apply}</button>
          </form>
          <ol class="queue" data-queue>
            {page.items.map((comment) => (
              <Comment desk={desk} comment={comment} />
            ))}
          </ol>
        </>
      )}
      <Pager t={t} path={desk.path} query={query} next={page?.nextCursor ?? null} />
    </>,
  )
}

function Comment({ desk, comment }: { desk: Desk; comment: CommentRow }) {
  const { t } = desk
  const api = `/api/admin/comments/${comment.id}`
  const act = (status: string, label: string, key: string) => (
    <button
      type="button"
      data-api={`PATCH ${api}`}
      data-body={JSON.stringify({ status })}
      data-then="remove"
      data-key={key}
      aria-label={`${label}: ${comment.name}`}
    >
      {label}
    </button>
  )
  return (
    <li class="card" tabindex={-1}>
      <p class="who">
        <input type="checkbox" data-row={api} aria-label={`${t.select}: ${comment.name}`} />
        <b>{comment.name}</b> <small>{comment.email}</small>{' '}
        <small>{timeText(desk, comment.createdAt)}</small>{' '}
        <a href={`/admin/posts/${comment.post.id}`}>{comment.post.title}</a>
      </p>
      <p class="said">{comment.body}</p>
      {comment.reasons.length > 0 && (
        <p class="hint">
          {t.reasons}: {comment.reasons.map((sign) => signText(desk.language, sign)).join(', ')}
        </p>
      )}
      <div class="buttons">
        {comment.status !== 'approved' && act('approved', t.approve, 'a')}
        {comment.status !== 'spam' && act('spam', t.markSpam, 's')}
        {comment.status !== 'trash' && act('trash', t.trash, 'd')}
      </div>
    </li>
  )
}
