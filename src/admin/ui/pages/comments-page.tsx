import { fill } from '../../i18n/fill.ts'
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
  /** The beginning of what it answers. */
  parent: { name: string; body: string } | null
  /** Where readers find it, once it is approved. */
  link: string
  /** Why it was held. */
  reasons: string[]
  post: { id: number; title: string }
  createdAt: string
}

const states = ['pending', 'approved', 'spam', 'trash'] as const

/** The moderation queue. Works by keyboard alone. */
export function commentsPage(desk: Desk, page: Page<CommentRow>): string {
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
      {page.items.length === 0 ? (
        <p class="empty">{t.nothing}</p>
      ) : (
        <>
          <label class="check">
            <input type="checkbox" data-keys aria-describedby="keys" /> {t.shortcuts}
          </label>
          <p class="hint" id="keys">
            {t.commentKeys}
          </p>
          <form class="bulk" data-bulk data-confirm={t.confirmDelete}>
            <label class="check">
              <input type="checkbox" data-all /> {t.selectAll}
            </label>
            <label>
              {t.withSelected}{' '}
              <select name="action">
                <option value='PATCH {"status":"approved"}'>{t.approve}</option>
                <option value='PATCH {"status":"pending"}'>{t.toPending}</option>
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
      <Pager t={t} path={desk.path} query={query} next={page.nextCursor} />
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
        {comment.status === 'approved' && (
          <a href={comment.link} aria-label={`${t.onItsPage}: ${comment.name}`}>
            {t.onItsPage}
          </a>
        )}
      </p>
      {comment.parent && (
        <blockquote class="answered">
          <b>{fill(t.answers, { name: comment.parent.name })}</b> {comment.parent.body}
        </blockquote>
      )}
      <p class="said">{comment.body}</p>
      {comment.reasons.length > 0 && (
        <p class="hint">
          {t.reasons}:{' '}
          {[...new Set(comment.reasons)].map((sign) => signText(desk.language, sign)).join(', ')}
        </p>
      )}
      <div class="buttons">
        {comment.status !== 'approved' && act('approved', t.approve, 'a')}
        {comment.status !== 'spam' && act('spam', t.markSpam, 's')}
        {comment.status !== 'trash' && act('trash', t.trash, 'd')}
        {comment.status !== 'pending' && act('pending', t.toPending, 'p')}
      </div>
    </li>
  )
}
