import { fill } from '../../i18n/fill.ts'
import { type Desk, timeText } from '../desk.ts'
import { deskPage } from '../layout.tsx'
import { Act, type Page, Pager, Top } from '../parts.tsx'

/** A revision, with all that an editor can set. */
export interface RevisionRow {
  revision: number
  createdAt: string
  editor: string
  title: string
  markdown: string
}

/**
 * The history of a post: its revisions, and what differs between the `chosen` one and another. Either
 * may be on another page of the list.
 */
export function historyPage(
  desk: Desk,
  post: { id: number; title: string; revision: number },
  page: Page<RevisionRow>,
  chosen: RevisionRow | undefined,
  base: RevisionRow | undefined,
): string {
  const { t, query } = desk
  const { cursor } = query
  const place = cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''
  const number = (n: number) => fill(t.revision, { n })
  return deskPage(
    desk,
    { title: `${t.history}: ${post.title}`, scripts: ['history'] },
    <>
      <Top title={post.title}>
        <a class="button" href={`/admin/posts/${post.id}`}>
          {t.edit}
        </a>
      </Top>
      <div class="history">
        <nav aria-label={t.revisions}>
          <ol class="rows">
            {page.items.map((item) => (
              <li>
                <a
                  href={`?to=${item.revision}${place}#compare-title`}
                  aria-current={item.revision === chosen?.revision ? 'page' : undefined}
                >
                  {number(item.revision)}
                </a>
                <small>
                  {timeText(desk, item.createdAt)} {fill(t.changedBy, { name: item.editor })}
                </small>
              </li>
            ))}
          </ol>
          <Pager t={t} path={desk.path} query={query} next={page.nextCursor} />
        </nav>
        <section aria-labelledby="compare-title">
          <h2 id="compare-title">{t.compare}</h2>
          {chosen && base && (
            <form class="filter" method="get">
              <input type="hidden" name="to" value={chosen.revision} />
              {cursor && <input type="hidden" name="cursor" value={cursor} />}
              <label>
                {number(chosen.revision)} · {t.compareWith}{' '}
                <input
                  type="number"
                  name="from"
                  min="1"
                  max={post.revision}
                  value={base.revision}
                  required
                />
              </label>
              <button type="submit">{t.compare}</button>
            </form>
          )}
          <div
            class="compare"
            data-compare={JSON.stringify({ before: base, after: chosen })}
            data-zone={desk.settings.timeZone}
          />
          {chosen && chosen.revision !== post.revision && (
            <Act
              api={`POST /api/admin/posts/${post.id}/revisions/${chosen.revision}/restore`}
              label={t.restoreRevision}
              confirm={fill(t.confirmRestore, { n: chosen.revision })}
              then={`/admin/posts/${post.id}`}
              kind="primary"
            />
          )}
        </section>
      </div>
    </>,
  )
}
