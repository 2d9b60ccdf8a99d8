import { fill } from '../../i18n/fill.ts'
import { type Desk, timeText } from '../desk.ts'
import { deskPage } from '../layout.tsx'
import { Act, type Page, Pager, Top } from '../parts.tsx'

export interface RevisionRow {
  revision: number
  createdAt: string
  editor: string
  title: string
  markdown: string
  status: string
}

/** The history of a post: which two revisions to compare, and what differs between them. */
export function historyPage(
  desk: Desk,
  post: { id: number; title: string; revision: number },
  page: Page<RevisionRow>,
): string {
  const { t, query } = desk
  const newest = page.items[0]
  const chosen = page.items.find((item) => String(item.revision) === query.to) ?? newest
  const older = page.items.find((item) => item.revision < (chosen?.revision ?? 0))
  const base = page.items.find((item) => String(item.revision) === query.from) ?? older
  const data = { before: base?.markdown ?? '', after: chosen?.markdown ?? '' }
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
                  href={`?to=${item.revision}`}
                  aria-current={item === chosen ? 'page' : undefined}
                >
                  {fill(t.revision, { n: item.revision })}
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
              <label>
                {fill(t.revision, { n: chosen.revision })} · {t.compareWith}{' '}
                <select name="from">
                  {page.items
                    .filter((item) => item !== chosen)
                    .map((item) => (
                      <option value={item.revision} selected={item === base}>
                        {fill(t.revision, { n: item.revision })}
                      </option>
                    ))}
                </select>
              </label>
              <button type="submit">{t.compare}</button>
            </form>
          )}
          {chosen && chosen.title !== base?.title && base && (
            <p>
              <del>{base.title}</del> <ins>{chosen.title}</ins>
            </p>
          )}
          <div class="compare" data-compare={JSON.stringify(data)} />
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
