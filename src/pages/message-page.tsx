import { otherLanguage } from '../components/post-parts.tsx'
import { SearchBox } from '../components/search-box.tsx'
import type { TitleOnly } from '../db/summaries.ts'
import { archivePath, homePath, postPath } from '../urls.ts'
import { document } from './layout.tsx'
import { listPageStyles } from './list-page.tsx'
import type { View } from './view.ts'

/** The page for an address that leads nowhere: a search, and what was written last. */
export function notFoundPage(view: View, newest: TitleOnly[] = []): string {
  const { text, settings } = view
  return document(
    view,
    { title: text.notFound, styles: listPageStyles, index: false },
    <div class="message listing">
      <h1>{text.notFound}</h1>
      <p>{text.notFoundHint}</p>
      <SearchBox view={view} />
      {newest.length > 0 && (
        <>
          <h2>{text.suggestions}</h2>
          <ul>
            {newest.map((post) => (
              <li>
                <a lang={otherLanguage(view, post)} href={postPath(post, settings)}>
                  {post.title}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      <p>
        <a href={homePath}>{text.home}</a> · <a href={archivePath()}>{text.archive}</a>
      </p>
    </div>,
  )
}

/** The page for a fault of ours; needs nothing from the database. */
export function failurePage(view: View): string {
  const { text } = view
  return document(
    view,
    { title: text.failed, styles: listPageStyles, index: false },
    <div class="message listing">
      <h1>{text.failed}</h1>
      <p>{text.failedHint}</p>
    </div>,
  )
}
