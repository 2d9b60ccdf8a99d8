import type { View } from '../pages/view.ts'

/** The way to the search page. */
export function SearchBox({ view }: { view: View }) {
  const { text } = view
  return (
    <search>
      <form class="find" action="/search">
        <input
          type="search"
          name="q"
          aria-label={text.search}
          placeholder={text.searchHint}
          required
          maxlength={100}
        />
        <button type="submit" aria-label={text.search}>
          <svg
            viewBox="0 0 16 16"
            fill="none"
            stroke="currentColor"
            stroke-width="1.6"
            aria-hidden="true"
          >
            <circle cx="7" cy="7" r="4.6" />
            <path d="m10.5 10.5 4 4" />
          </svg>
        </button>
      </form>
    </search>
  )
}
