import { Breadcrumb, DateTime } from '../components/post-parts.tsx'
import type { Found } from '../db/search.ts'
import type { Piece } from '../search/excerpt.ts'
import { base, lists } from '../styles/base.ts'
import { categoryPath, homePath, postPath, searchPath } from '../urls.ts'
import { document } from './layout.tsx'
import type { View } from './view.ts'

export interface SearchOf {
  query: string
  page: number
  pages: number
  total: number
  results: { post: Found; title: Piece[]; excerpt: Piece[] }[]
  /** Slugs that narrow the search. */
  category?: string | undefined
  tag?: string | undefined
}

/** The search page: a box, what was found with hits marked, and pages of it. */
export function searchPage(view: View, props: SearchOf): string {
  const { text } = view
  const { query, total, results, page, pages } = props
  const filters = { category: props.category, tag: props.tag }
  const title = query ? text.searchFor(query) : text.search
  return document(
    view,
    { title, styles: base + lists, index: false },
    <div class="listing">
      <Breadcrumb
        view={view}
        crumbs={[
          { name: text.home, path: homePath },
          { name: text.search, path: searchPath() },
        ]}
      />
      <h1>{title}</h1>
      <form action={searchPath()} method="get">
        <input type="search" name="q" value={query} maxlength={120} aria-label={text.search} />
        {props.category && <input type="hidden" name="category" value={props.category} />}
        {props.tag && <input type="hidden" name="tag" value={props.tag} />}
        <button type="submit">{text.search}</button>
      </form>
      {query && (
        <p class="meta">
          <span>{total > 0 ? text.found(total) : text.foundNothing}</span>
          {(props.category || props.tag) && (
            <span>
              {props.category ?? `#${props.tag}`} <a href={searchPath(query)}>{text.searchAll}</a>
            </span>
          )}
        </p>
      )}
      {results.map(({ post, title: name, excerpt }) => (
        <article class="item" lang={post.language ?? undefined}>
          <div>
            <h2>
              <a href={postPath(post, view.settings)}>
                <Marked pieces={name} />
              </a>
            </h2>
            <p>
              <Marked pieces={excerpt} />
            </p>
            <div class="meta" lang={view.settings.language}>
              <DateTime view={view} time={post.publishedAt} />
              {post.category && <a href={categoryPath(post.category.slug)}>{post.category.name}</a>}
            </div>
          </div>
        </article>
      ))}
      {pages > 1 && (
        <nav class="pager" aria-label={text.pages}>
          {page > 1 ? (
            <a rel="prev" href={searchPath(query, { ...filters, page: page - 1 })}>
              ← {text.previousPage}
            </a>
          ) : (
            <span />
          )}
          <span>{text.pagesOf(page, pages)}</span>
          {page < pages ? (
            <a rel="next" href={searchPath(query, { ...filters, page: page + 1 })}>
              {text.nextPage} →
            </a>
          ) : (
            <span />
          )}
        </nav>
      )}
    </div>,
  )
}

function Marked({ pieces }: { pieces: Piece[] }) {
  return <>{pieces.map(({ text, marked }) => (marked ? <mark>{text}</mark> : text))}</>
}
