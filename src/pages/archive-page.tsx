import { Breadcrumb, breadcrumbData, type Crumb } from '../components/post-parts.tsx'
import { counted } from '../i18n/index.ts'
import { archivePath, homePath } from '../urls.ts'
import { document } from './layout.tsx'
import { listPageStyles } from './list-page.tsx'
import type { View } from './view.ts'

export interface MonthCount {
  year: number
  month: number
  count: number
}

/** The archive: every month that has posts, or those of one year, newest first. */
export function archivePage(view: View, months: MonthCount[], year?: number): string {
  const { text, settings, origin } = view
  const title = year === undefined ? text.archive : text.yearName(year)
  const crumbs: Crumb[] = [
    { name: text.home, path: homePath },
    { name: text.archive, path: archivePath() },
    ...(year === undefined ? [] : [{ name: title, path: archivePath(year) }]),
  ]
  const years = [...new Set(months.map((month) => month.year))]
  return document(
    view,
    {
      title,
      description: `${title} · ${settings.title}`,
      path: archivePath(year),
      styles: listPageStyles,
      data: [breadcrumbData(crumbs, origin)],
    },
    <div class="page listing">
      <Breadcrumb view={view} crumbs={crumbs} />
      <h1>{title}</h1>
      {months.length === 0 && <p>{text.empty}</p>}
      <div class="months">
        {years.map((each) => (
          <section>
            <h2>
              <a href={archivePath(each)}>{text.yearName(each)}</a>
            </h2>
            <ul>
              {months
                .filter((month) => month.year === each)
                .map((month) => (
                  <li>
                    <a href={archivePath(each, month.month)}>{text.monthName(each, month.month)}</a>{' '}
                    <small>{counted(text.posts, month.count, settings.language)}</small>
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
    </div>,
  )
}
