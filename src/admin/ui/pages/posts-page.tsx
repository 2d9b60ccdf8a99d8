import type * as v from 'valibot'
import type { postSchema } from '../../api/post-schema.ts'
import { type Desk, numberText, timeText } from '../desk.ts'
import { deskPage } from '../layout.tsx'
import { Act, type Page, Pager, SearchField, Table, Top } from '../parts.tsx'

type Post = v.InferOutput<typeof postSchema>

export interface UnsavedDraft {
  id: number
  postId: number | null
  fields: Record<string, unknown>
  updatedAt: string
}

const states = ['draft', 'scheduled', 'published', 'trashed'] as const

/** The list of posts. */
export function postsPage(desk: Desk, page: Page<Post>, drafts: UnsavedDraft[]): string {
  const { t, query } = desk
  return deskPage(
    desk,
    { title: t.posts },
    <>
      <Top title={t.posts}>
        <a class="button primary" href="/admin/posts/new">
          {t.newPost}
        </a>
      </Top>
      <form class="filter" method="get">
        <SearchField t={t} value={query.q} />
        <select name="status" aria-label={t.state}>
          <option value="">{t.all}</option>
          {states.map((state) => (
            <option value={state} selected={state === query.status}>
              {t[state]}
            </option>
          ))}
        </select>
        {(
          [
            ['category', 'categories', t.category],
            ['tag', 'tags', t.tags],
          ] as const
        ).map(([name, kind, label]) => (
          <input
            name={name}
            value={query[name]}
            data-names={kind}
            aria-label={label}
            placeholder={label}
          />
        ))}
        <button type="submit">{t.filter}</button>
      </form>
      <Unsaved desk={desk} drafts={drafts} />
      {page.items.length === 0 ? (
        <p class="empty">{query.q ? t.nothingFound : t.nothing}</p>
      ) : (
        <>
          <Bulk desk={desk} />
          <Table
            label={t.posts}
            head={[t.select, t.title, t.state, t.category, t.updated, t.views]}
          >
            {page.items.map((post) => (
              <Row desk={desk} post={post} />
            ))}
          </Table>
        </>
      )}
      <Pager t={t} path="/admin/posts" query={query} next={page.nextCursor} />
    </>,
  )
}

function Row({ desk, post }: { desk: Desk; post: Post }) {
  const { t } = desk
  return (
    <tr>
      <td>
        <input
          type="checkbox"
          data-row={`/api/admin/posts/${post.id}`}
          aria-label={`${t.select}: ${post.title}`}
        />
      </td>
      <td class="main">
        <a href={`/admin/posts/${post.id}`} lang={post.language ?? undefined}>
          {post.title}
        </a>
        {post.pinned && <span class="mark">{t.pinnedHere}</span>}
        <small>
          {[post.author, ...post.tags.map((tag) => `#${tag}`)].filter(Boolean).join(' ')}
        </small>
      </td>
      <td>
        <span class={`state ${post.status}`}>{t[post.status]}</span>
        {post.status === 'scheduled' && <small>{timeText(desk, post.publishedAt)}</small>}
      </td>
      <td>{post.category}</td>
      <td class="time">{timeText(desk, post.updatedAt)}</td>
      <td class="number">{numberText(desk, post.views)}</td>
    </tr>
  )
}

function Bulk({ desk }: { desk: Desk }) {
  const { t } = desk
  const actions: [string, string][] = [
    ['PATCH {"status":"published"}', t.bulkPublish],
    ['PATCH {"status":"draft"}', t.bulkDraft],
    ['DELETE', t.bulkTrash],
    ['POST /restore', t.bulkRestore],
    ['DELETE ?permanent=true', t.bulkDelete],
  ]
  return (
    <form class="bulk" data-bulk data-confirm={t.confirmDelete}>
      <label class="check">
        <input type="checkbox" data-all /> {t.selectAll}
      </label>
      <label>
        {t.withSelected}{' '}
        <select name="action">
          {actions.map(([action, name]) => (
            <option value={action}>{name}</option>
          ))}
        </select>
      </label>
      <button type="submit">{t.apply}</button>
    </form>
  )
}

/** What was typed and never saved: nobody should have to look for it. */
function Unsaved({ desk, drafts }: { desk: Desk; drafts: UnsavedDraft[] }) {
  const { t } = desk
  if (drafts.length === 0) return null
  return (
    <section class="card" aria-label={t.unsavedDrafts}>
      <h2>{t.unsavedDrafts}</h2>
      <ul class="rows">
        {drafts.slice(0, 10).map((draft) => {
          const title = String(draft.fields.title || t.untitled)
          return (
            <li>
              <a href={`/admin/posts/${draft.postId ?? 'new'}?draft=${draft.id}`}>{title}</a>
              <small>{timeText(desk, draft.updatedAt)}</small>
              <Act
                api={`DELETE /api/admin/drafts/${draft.id}`}
                label={t.discard}
                name={`${t.discard}: ${title}`}
                confirm={t.confirmDelete}
                kind="plain"
              />
            </li>
          )
        })}
      </ul>
    </section>
  )
}
