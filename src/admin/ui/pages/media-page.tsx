import { type Desk, numberText, timeText } from '../desk.ts'
import { deskPage } from '../layout.tsx'
import { Act, Field, type Page, Pager, SearchField, Top } from '../parts.tsx'

export interface MediaRow {
  key: string
  url: string
  width: number | null
  height: number | null
  type: string
  size: number
  name: string
  alt: string
  createdAt: string
}

/** The library: what was uploaded, with a place to drop more. */
export function mediaPage(desk: Desk, page: Page<MediaRow>): string {
  const { t, query } = desk
  return deskPage(
    desk,
    { title: t.media, scripts: ['media'] },
    <>
      <Top title={t.media} />
      <div class="drop card" data-drop>
        <p>
          {t.dropHere}{' '}
          <label class="button">
            {t.choose}
            <input type="file" multiple accept="image/*" class="sr-only" />
          </label>
        </p>
        <ul class="uploads" aria-live="polite" />
      </div>
      <form class="filter" method="get">
        <SearchField t={t} value={query.q} />
        <button type="submit">{t.search}</button>
      </form>
      {page.items.length === 0 && <p class="empty">{query.q ? t.nothingFound : t.nothing}</p>}
      <ul class="library">
        {page.items.map((file) => (
          <li>
            <a href={`/admin/media/${file.key}`}>
              <img
                src={file.url}
                alt={file.alt}
                loading="lazy"
                width={file.width ?? undefined}
                height={file.height ?? undefined}
              />
              <span>{file.name}</span>
            </a>
          </li>
        ))}
      </ul>
      <Pager t={t} path={desk.path} query={query} next={page.nextCursor} />
    </>,
  )
}

/** One file: its description, and where it is used. */
export function filePage(
  desk: Desk,
  file: MediaRow & { usedBy: { id: number; title: string; status: string }[] },
): string {
  const { t } = desk
  const used = file.usedBy.length > 0
  const size = `${numberText(desk, Math.max(1, Math.round(file.size / 1024)))} kB`
  const pixels = file.width && file.height ? `${file.width} × ${file.height}` : ''
  return deskPage(
    desk,
    { title: file.name },
    <>
      <Top title={file.name} />
      <img class="shown" src={file.url} alt={file.alt} />
      <p class="hint">
        {[file.type, pixels, size, timeText(desk, file.createdAt)].filter(Boolean).join(' · ')}
      </p>
      <form class="card" data-api={`PATCH /api/admin/media/${file.key}`} data-then="notice">
        <Field name="name" label={t.name} value={file.name} required maxLength={200} />
        <Field name="alt" label={t.alt} value={file.alt} maxLength={1_000} rows={2} />
        <button type="submit" class="primary">
          {t.save}
        </button>
      </form>
      <section class="card">
        <h2>{t.usedBy}</h2>
        {used ? (
          <ul class="rows">
            {file.usedBy.map((post) => (
              <li>
                <a href={`/admin/posts/${post.id}`}>{post.title}</a>
              </li>
            ))}
          </ul>
        ) : (
          <p>{t.usedNowhere}</p>
        )}
        <Act
          api={`DELETE /api/admin/media/${file.key}${used ? '?force=true' : ''}`}
          label={t.remove}
          confirm={used ? t.confirmUsed : t.confirmDelete}
          then="/admin/media"
          kind="danger"
        />
      </section>
    </>,
  )
}
