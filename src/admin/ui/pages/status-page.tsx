import { fill } from '../../i18n/fill.ts'
import { type Desk, numberText, timeText } from '../desk.ts'
import { isLate } from '../is-late.ts'
import { deskPage } from '../layout.tsx'
import { Act, Table, Top } from '../parts.tsx'

type Report = Record<string, string | number | boolean>

interface Budget {
  used: number
  allowed: number
}

export interface StatusData {
  version: string
  schemaVersion: string | null
  edgeCache: string
  posts: { total: number; visible: number; scheduled: number }
  jobs: {
    name: string
    finishedAt: string | null
    outcome: string | null
    report: Report | null
  }[]
  pendingPurges: { count: number; oldest: string | null }
  overduePosts: number
  indexBacklog: number
  budgets: Record<'kvWrites' | 'rowsRead' | 'rowsWritten' | 'databaseBytes', Budget>
}

/** How the site is doing: figures, what the day has used of the plan, and the scheduled jobs. */
export function statusPage(desk: Desk, data: StatusData, words: Record<string, string>): string {
  const { t } = desk
  const told = (report: Report) =>
    Object.entries(report)
      .map(([name, value]) => `${words[`report ${name}`] ?? name}: ${words[`${value}`] ?? value}`)
      .join(', ')
  const figures: [string, string][] = [
    [t.version, data.version],
    [t.schema, data.schemaVersion ?? '-'],
    [t.edgeCache, data.edgeCache],
    [t.posts, numberText(desk, data.posts.total)],
    [t.visible, numberText(desk, data.posts.visible)],
    [t.scheduled, numberText(desk, data.posts.scheduled)],
    [t.overdue, numberText(desk, data.overduePosts)],
    [t.outbox, numberText(desk, data.pendingPurges.count)],
    [t.backlog, numberText(desk, data.indexBacklog)],
  ]
  return deskPage(
    desk,
    { title: t.status },
    <>
      <Top title={t.status} />
      <dl class="figures">
        {figures.map(([name, value]) => (
          <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Budgets desk={desk} budgets={data.budgets} />
      <h2>{t.jobs}</h2>
      <Table label={t.jobs} head={[t.job, t.lastRun, t.outcome, t.report]}>
        {data.jobs.map((job) => (
          <tr>
            <td>{words[`job ${job.name}`]}</td>
            <td class="time">
              {job.finishedAt ? timeText(desk, job.finishedAt) : t.notYet}
              {isLate(job.finishedAt, desk.now) && <span class="mark">{t.late}</span>}
            </td>
            <td>{words[job.outcome ?? ''] ?? '-'}</td>
            <td class="main">
              {told(job.report ?? {})}
              <small>
                <code>{job.name}</code>
              </small>
            </td>
          </tr>
        ))}
      </Table>
      {desk.identity?.role === 'owner' && (
        <div class="buttons">
          <Act api="POST /api/admin/jobs/tick" label={t.runJobs} />
          <button
            type="button"
            data-api="POST /api/admin/jobs/related"
            data-body='{"full":true}'
            data-then="repeat remaining"
          >
            {t.rebuildRelated}
          </button>
          <Act
            api="POST /api/admin/cache/purge"
            label={t.purgeEverything}
            confirm={t.confirmPurge}
            kind="danger"
          />
        </div>
      )}
    </>,
  )
}

/** From this share of what is allowed on, a budget is marked. */
const scarceFrom = 0.8

/** What has been used of the free plan: of the day, and of the database. */
function Budgets({ desk, budgets }: { desk: Desk; budgets: StatusData['budgets'] }) {
  const { t } = desk
  const count = (value: number) => numberText(desk, value)
  const size = new Intl.NumberFormat(desk.language, {
    ...{ style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 },
  })
  const megabytes = (bytes: number) => size.format(bytes / 1e6)
  const rows: [name: string, budget: Budget, text: (value: number) => string][] = [
    [t.rowsRead, budgets.rowsRead, count],
    [t.rowsWritten, budgets.rowsWritten, count],
    [t.kvWrites, budgets.kvWrites, count],
    [t.database, budgets.databaseBytes, megabytes],
  ]
  return (
    <section class="budgets" aria-labelledby="budgets-title">
      <h2 id="budgets-title">{t.budgets}</h2>
      <dl class="figures">
        {rows.map(([name, { used, allowed }, text]) => (
          <div>
            <dt>{name}</dt>
            <dd>
              {fill(t.ofAllowed, { used: text(used), allowed: text(allowed) })}
              {used >= allowed * scarceFrom && <span class="mark">{t.scarce}</span>}
              <meter
                value={Math.min(used, allowed)}
                max={allowed}
                high={allowed * scarceFrom}
                aria-label={name}
              />
            </dd>
          </div>
        ))}
      </dl>
      <p class="hint">{t.budgetsHint}</p>
    </section>
  )
}
