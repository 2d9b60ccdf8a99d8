import { archivePath, homePath } from '../urls.ts'
import { document } from './layout.tsx'
import { listPageStyles } from './list-page.tsx'
import type { View } from './view.ts'

/** The page for an address that leads nowhere. */
export function notFoundPage(view: View): string {
  const { text } = view
  return document(
    view,
    { title: text.notFound, styles: listPageStyles, index: false },
    <div class="page listing">
      <h1>{text.notFound}</h1>
      <p>{text.notFoundHint}</p>
      <ul>
        <li>
          <a href={homePath}>{text.home}</a>
        </li>
        <li>
          <a href={archivePath()}>{text.archive}</a>
        </li>
      </ul>
    </div>,
  )
}

/** The page for a fault of ours; needs nothing from the database. */
export function failurePage(view: View): string {
  const { text } = view
  return document(
    view,
    { title: text.failed, styles: listPageStyles, index: false },
    <div class="page listing">
      <h1>{text.failed}</h1>
      <p>{text.failedHint}</p>
    </div>,
  )
}
