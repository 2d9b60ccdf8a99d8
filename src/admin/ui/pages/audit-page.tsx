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

/** Who did what, newest first. */
export function auditPage(desk: Desk, page: Page<AuditRow>): string {
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
            <td>{row.actor}</td>
            <td>{row.via}</td>
            <td class="main">
              {row.operation.split(' ')[0]} {row.path}
            </td>
            <td class="number">{row.status}</td>
          </tr>
        ))}
      </Table>
      <Pager t={t} path={desk.path} query={desk.query} next={page.nextCursor} />
    </>,
  )
}
