import type { View } from '../pages/view.ts'

/** Links to the pages before and after the one shown, where there are several. */
export function Pager(props: {
  view: View
  page: number
  pages: number
  /** Where pages between are empty: the numbers of those before and after, null where there is none. */
  previous?: number | null
  next?: number | null
  path: (page: number) => string
  /** What the links say. */
  words: [previous: string, next: string]
}) {
  const { view, page, pages, path, words } = props
  const { previous = page > 1 ? page - 1 : null, next = page < pages ? page + 1 : null } = props
  if (!previous && !next) return null
  const { text } = view
  return (
    <nav class="pager" aria-label={text.pages}>
      {previous ? (
        <a rel="prev" href={path(previous)}>
          ← {words[0]}
        </a>
      ) : (
        <span />
      )}
      <span>{text.pagesOf(page, pages)}</span>
      {next ? (
        <a rel="next" href={path(next)}>
          {words[1]} →
        </a>
      ) : (
        <span />
      )}
    </nav>
  )
}
