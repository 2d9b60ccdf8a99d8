import type { Desk } from '../desk.ts'
import { deskPage } from '../layout.tsx'
import { Act, Choice, Field, type Page, Pager, Table, Top } from '../parts.tsx'

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
  return deskPage(
    desk,
    { title: t.links },
    <>
      <Top title={t.links} />
      <details class="card">
        <summary>{t.add}</summary>
        <form data-api="POST /api/admin/links" data-then="reload">
          <LinkFields desk={desk} />
          <button type="submit" class="primary">
            {t.add}
          </button>
        </form>
      </details>
      {items.length === 0 && <p class="empty">{t.nothing}</p>}
      {items.map((link) => (
        <details class="card">
          <summary>
            {link.title} <small>{link.url}</small>
          </summary>
          <form data-api={`PATCH /api/admin/links/${link.id}`} data-then="reload">
            <LinkFields desk={desk} link={link} />
            <div class="buttons">
              <button type="submit" class="primary">
                {t.save}
              </button>
              <Act
                api={`DELETE /api/admin/links/${link.id}`}
                label={t.remove}
                confirm={t.confirmDelete}
                kind="danger"
              />
            </div>
          </form>
        </details>
      ))}
    </>,
  )
}

function LinkFields({ desk, link }: { desk: Desk; link?: LinkRow }) {
  const { t } = desk
  return (
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

export interface RedirectRow {
  id: number
  path: string
  target: string
  status: number
}

export function redirectsPage(desk: Desk, page: Page<RedirectRow>): string {
  const { t } = desk
  return deskPage(
    desk,
    { title: t.redirects },
    <>
      <Top title={t.redirects} />
      <form class="card" data-api="POST /api/admin/redirects" data-then="reload">
        <Field name="path" label={t.fromPath} required maxLength={500} />
        <Field name="target" label={t.target} required maxLength={2_000} />
        <Choice
          name="status"
          label={t.state}
          as="number"
          value="301"
          options={[
            ['301', t.permanent],
            ['302', t.temporary],
          ]}
        />
        <button type="submit" class="primary">
          {t.add}
        </button>
      </form>
      {page.items.length === 0 ? (
        <p class="empty">{t.nothing}</p>
      ) : (
        <Table label={t.redirects} head={[t.fromPath, t.target, t.state, t.actions]}>
          {page.items.map((row) => (
            <tr>
              <td class="main">{decodeURI(row.path)}</td>
              <td>{row.target}</td>
              <td>{row.status}</td>
              <td>
                <Act
                  api={`DELETE /api/admin/redirects/${row.id}`}
                  label={t.remove}
                  name={`${t.remove}: ${row.path}`}
                  confirm={t.confirmDelete}
                  kind="plain"
                />
              </td>
            </tr>
          ))}
        </Table>
      )}
      <Pager t={t} path={desk.path} query={desk.query} next={page.nextCursor} />
    </>,
  )
}
