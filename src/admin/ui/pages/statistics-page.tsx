import type * as v from 'valibot'
import type { statisticsSchema } from '../../api/statistics.ts'
import { fill } from '../../i18n/fill.ts'
import { type Desk, numberText } from '../desk.ts'
import { deskPage } from '../layout.tsx'
import { Table, Top } from '../parts.tsx'

type Statistics = v.InferOutput<typeof statisticsSchema>

/** Views over time as a drawing with its table, what was read most, what was looked for in vain. */
export function statisticsPage(desk: Desk, data: Statistics): string {
  const { t } = desk
  const count = data.days.length
  return deskPage(
    desk,
    { title: t.statistics },
    <>
      <Top title={t.statistics}>
        <nav class="tabs" aria-label={t.viewsByDay}>
          {[7, 30, 90, 365].map((days) => (
            <a
              href={`/admin/statistics?days=${days}`}
              aria-current={days === count ? 'page' : undefined}
            >
              {fill(t.lastDays, { n: days })}
            </a>
          ))}
        </nav>
      </Top>
      <section class="card">
        <h2>{t.viewsByDay}</h2>
        <Chart days={data.days} label={fill(t.chartOf, { n: count })} />
        <p class="hint">{t.daysHint}</p>
        <details>
          <summary>{t.figures}</summary>
          <Table label={t.figures} head={[t.day, t.views]}>
            {[...data.days].reverse().map(({ day, views }) => (
              <tr>
                <td>{day}</td>
                <td class="number">{numberText(desk, views)}</td>
              </tr>
            ))}
          </Table>
        </details>
      </section>
      <section class="card">
        <h2>{t.topPosts}</h2>
        {data.posts.length === 0 && <p class="empty">{t.nothing}</p>}
        <ol class="rows">
          {data.posts.map((post) => (
            <li>
              <a href={`/admin/posts/${post.id}`}>{post.title}</a>
              <small>{numberText(desk, post.views)}</small>
            </li>
          ))}
        </ol>
      </section>
      <section class="card">
        <h2>{t.missedSearches}</h2>
        {data.missedSearches.length === 0 && <p class="empty">{t.nothing}</p>}
        <ol class="rows">
          {data.missedSearches.map((search) => (
            <li>
              <span>{search.query}</span>
              <small>
                {numberText(desk, search.searches)} · {search.day}
              </small>
            </li>
          ))}
        </ol>
      </section>
    </>,
  )
}

const width = 720
const height = 180

/** Bars drawn on the server: no script, no style of their own. */
function Chart({ days, label }: { days: Statistics['days']; label: string }) {
  const most = Math.max(1, ...days.map(({ views }) => views))
  const step = width / days.length
  return (
    <svg class="chart" viewBox={`0 0 ${width} ${height + 20}`} role="img" aria-label={label}>
      <line x1="0" y1={height} x2={width} y2={height} />
      <text x="0" y="12">
        {most}
      </text>
      {days.map(({ day, views }, index) => {
        const tall = Math.round((views / most) * (height - 20))
        return (
          <rect
            x={(index * step + step * 0.15).toFixed(1)}
            y={height - tall}
            width={(step * 0.7).toFixed(1)}
            height={tall}
          >
            <title>{`${day}: ${views}`}</title>
          </rect>
        )
      })}
      <text x="0" y={height + 16}>
        {days[0]?.day}
      </text>
      <text x={width} y={height + 16} text-anchor="end">
        {days.at(-1)?.day}
      </text>
    </svg>
  )
}
