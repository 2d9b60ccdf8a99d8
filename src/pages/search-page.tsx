import type { Child } from 'hono/jsx'
import { Pager } from '../components/pager.tsx'
import { DateTime, otherLanguage, ownLanguage, Thumbnail } from '../components/post-parts.tsx'
import type { FoundPost } from '../db/search.ts'
import type { Term } from '../db/summaries.ts'
import { counted } from '../i18n/index.ts'
import type { Piece } from '../search/excerpt.ts'
import { search as searchStyles } from '../styles/search.ts'
import { categoryPath, homePath, postPath, type SearchAddress, searchPath } from '../urls.ts'
import { document } from './layout.tsx'
import { listPageStyles } from './list-page.tsx'
import type { View } from './view.ts'

export const searchPageStyles = listPageStyles + searchStyles

/** A post that was found, with what to show of it. */
export interface SearchResult {
  post: FoundPost
  title: Piece[]
  excerpt: Piece[]
}

export interface SearchResults {
  total: number
  /** There may be more than `total`. */
  capped: boolean
  /** Nothing has all that was asked for: these have some of it. */
  loose: boolean
  pages: number
  results: SearchResult[]
  categories: (Term & { count: number })[]
  tags: Term[]
}

export interface SearchProps {
  /** As it was typed. */
  query: string
  page: number
  category: Term | undefined
  tag: Term | undefined
  /** Absent before anything was asked for. */
  found: SearchResults | undefined
}

/** The search page: a box, and below it what was found. Works without a script. */
export function searchPage(view: View, props: SearchProps): string {
  const { text } = view
  const { query, page, found } = props
  const name = query ? text.searchFor(query) : text.search
  // What nothing is found for may be anything: its words are not to be found elsewhere as ours.
  const index = query === '' || (found !== undefined && found.total > 0 && !found.loose)
  return document(
    view,
    {
      title: page > 1 ? `${name} - ${text.page(page)}` : name,
      description: `${name} · ${view.settings.title}`,
      styles: searchPageStyles,
      index,
      // Results have no end; the box stands for all of them.
      path: index ? searchPath({ query: '' }) : undefined,
    },
    <div class="page listing">
      <h1>{text.search}</h1>
      <search aria-label={text.searchWords}>
        <form class="ask" action={searchPath({ query: '' })}>
          <input
            type="search"
            name="q"
            value={query}
            maxlength={200}
            required
            aria-label={text.searchWords}
            autofocus={!query}
          />
          <button type="submit">{text.search}</button>
        </form>
      </search>
      {found && <Found view={view} props={props} found={found} />}
    </div>,
  )
}

function Found(parts: { view: View; props: SearchProps; found: SearchResults }) {
  const { view, props, found } = parts
  const { text, settings } = view
  const address = addressOf(props)
  return (
    <>
      <p class="quiet" role="status">
        {found.loose || found.total === 0
          ? text.foundNone(props.query)
          : counted(found.capped ? text.foundAtLeast : text.found, found.total, settings.language)}
      </p>
      {found.loose && <p>{text.foundLoosely}</p>}
      {found.total === 0 && (
        <p>
          {text.searchAgain} <a href={homePath}>{text.home}</a>
        </p>
      )}
      <Narrow
        label={text.categories}
        all={text.allCategories}
        chosen={props.category}
        terms={found.categories}
        path={(slug) => searchPath({ ...address, category: slug })}
      />
      <Narrow
        label={text.tags}
        all={text.allTags}
        chosen={props.tag}
        terms={found.tags}
        path={(slug) => searchPath({ ...address, tag: slug })}
      />
      {found.results.map((result) => (
        <Result view={view} result={result} />
      ))}
      <Pager
        view={view}
        page={props.page}
        pages={found.pages}
        path={(page) => searchPath({ ...address, page })}
        words={[text.previousPage, text.nextPage]}
      />
    </>
  )
}

function addressOf({ query, category, tag }: SearchProps): SearchAddress {
  return { query, category: category?.slug, tag: tag?.slug }
}

/** Links that keep the results of one category or tag only. */
function Narrow(props: {
  label: string
  all: string
  chosen: Term | undefined
  terms: (Term & { count?: number })[]
  path: (slug?: string) => string
}) {
  const { label, all, chosen, terms, path } = props
  if (!chosen && terms.length < 2) return null
  const shown = chosen ? [chosen] : terms
  return (
    <nav aria-label={label}>
      <ul class="narrow">
        <li>
          <a href={path()} aria-current={chosen ? undefined : 'true'}>
            {all}
          </a>
        </li>
        {shown.map((term: Term & { count?: number }) => (
          <li>
            <a href={path(term.slug)} rel="nofollow" aria-current={chosen ? 'true' : undefined}>
              {term.name}
            </a>
            {term.count !== undefined && <small> {term.count}</small>}
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Result({ view, result }: { view: View; result: SearchResult }) {
  const { post } = result
  return (
    <article class="item" lang={otherLanguage(view, post)}>
      <div>
        <h2>
          <a href={postPath(post, view.settings)}>{marked(result.title)}</a>
        </h2>
        <p>{marked(result.excerpt)}</p>
        <div class="meta" lang={ownLanguage(view, post)}>
          <DateTime view={view} time={post.publishedAt} />
          {post.category && <a href={categoryPath(post.category.slug)}>{post.category.name}</a>}
        </div>
      </div>
      <Thumbnail view={view} post={post} shown="item" />
    </article>
  )
}

function marked(pieces: Piece[]): Child[] {
  return pieces.map(({ text, hit }) => (hit ? <mark>{text}</mark> : text))
}
