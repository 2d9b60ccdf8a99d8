import type { Child } from 'hono/jsx'
import type { Desk } from '../desk.ts'
import { deskPage } from '../layout.tsx'
import { Act, type Page, Pager, Top } from '../parts.tsx'

export interface LinkRow {
  id: number
  title: string
  url: string
  description: string
  position: number
}

/** Friend links, each with its form. */
export function linksPage(desk: Desk, items: LinkRow[]): string {
  const { t } = desk
  return entriesPage(desk, {
    title: t.links,
    api: '/api/admin/links',
    fields: (link?: LinkRow) => (
      <>
        <Plain name="title" label={t.title} value={link?.title} required />
        <Plain name="url" label={t.webAddress} value={link?.url} type="url" required />
        <Plain name="description" label={t.description} value={link?.description} />
        <Plain
          name="position"
          label={t.position}
          value={link?.position ?? 0}
          type="number"
          as="number"
        />
      </>
    ),
    entries: items.map((row) => ({ row, name: row.title, about: row.url })),
    next: null,
  })
}

export interface RedirectRow {
  id: number
  path: string
  target: string
  status: number
}

/** Redirects, each with its form. */
export function redirectsPage(desk: Desk, page: Page<RedirectRow>): string {
  const { t } = desk
  return entriesPage(desk, {
    title: t.redirects,
    api: '/api/admin/redirects',
    fields: (row?: RedirectRow) => (
      <>
        <Plain name="path" label={t.fromPath} value={row && decodeURI(row.path)} required />
        <Plain name="target" label={t.target} value={row?.target} required />
        <label class="field">
          {t.state}
          <select name="status" data-as="number">
            <option value="301">{t.permanent}</option>
            <option value="302" selected={row?.status === 302}>
              {t.temporary}
            </option>
          </select>
        </label>
      </>
    ),
    entries: page.items.map((row) => ({
      row,
      name: decodeURI(row.path),
      about: `→ ${row.target} (${row.status})`,
    })),
    next: page.nextCursor,
  })
}

/** A list whose entries open to a form each, with a form for a new one above. */
function entriesPage<Row extends { id: number }>(
  desk: Desk,
  parts: {
    title: string
    api: string
    fields: (row?: Row) => Child
    entries: { row: Row; name: string; about: string }[]
    next: string | null
  },
): string {
  const { t } = desk
  const { title, api, fields, entries, next } = parts
  return deskPage(
    desk,
    { title },
    <>
      <Top title={title} />
      <details class="card">
        <summary>{t.add}</summary>
        <form data-api={`POST ${api}`}>
          {fields()}
          <button type="submit" class="primary">
            {t.add}
          </button>
        </form>
      </details>
      {entries.length === 0 && <p class="empty">{t.nothing}</p>}
      {entries.map(({ row, name, about }) => (
        <details class="card">
          <summary>
            {name} <small>{about}</small>
          </summary>
          <form data-api={`PATCH ${api}/${row.id}`}>
            {fields(row)}
            <div class="buttons">
              <button type="submit" class="primary">
                {t.save}
              </button>
              <Act
                api={`DELETE ${api}/${row.id}`}
                label={t.remove}
                name={`${t.remove}: ${name}`}
                confirm={t.confirmDelete}
                kind="danger"
              />
            </div>
          </form>
        </details>
      ))}
      <Pager t={t} path={desk.path} query={desk.query} next={next} />
    </>,
  )
}

/** An input inside its label: many forms of one kind stand on a page, and ids must be unique. */
function Plain(props: {
  name: string
  label: string
  value?: string | number | undefined
  type?: string
  as?: string
  required?: boolean
}) {
  const { name, label, value, type = 'text', as, required } = props
  return (
    <label class="field">
      {label}
      <input name={name} type={type} value={value} data-as={as} required={required} />
    </label>
  )
}
