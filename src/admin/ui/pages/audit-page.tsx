import { type Desk, timeText } from '../desk.ts'
import { deskPage } from '../layout.tsx'
import { type Page, Pager, Table, Top } from '../parts.tsx'

export interface AuditRow {
  at: string
  actor: string
  via: string
  operation: string
  path: string
  status: number
}

/** Who did what, newest first, in words; the API's own names stand below. */
export function auditPage(desk: Desk, page: Page<AuditRow>, words: Record<string, string>): string {
  const { t } = desk
  return deskPage(
    desk,
    { title: t.audit },
    <>
      <Top title={t.audit} />
      <Table label={t.audit} head={[t.when, t.who, t.via, t.what, t.result]}>
        {page.items.map((row) => (
          <tr>
            <td class="time">{timeText(desk, row.at)}</td>
            <td>{row.actor || words.nobody}</td>
            <td>{words[`via ${row.via}`]}</td>
            <td class="main">
              {words[row.operation]}
              <small>
                {row.operation.split(' ')[0]} {row.path}
              </small>
            </td>
            <td>
              {words[`status ${row.status}`] ?? words[`status ${`${row.status}`[0]}`]}{' '}
              <small>{row.status}</small>
            </td>
          </tr>
        ))}
      </Table>
      <Pager t={t} path={desk.path} query={desk.query} next={page.nextCursor} />
    </>,
  )
}
