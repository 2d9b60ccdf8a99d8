import { raw } from 'hono/html'
import { zonedTime } from '../dates.ts'
import type { Summary, Term } from '../db/summaries.ts'
import { longDate } from '../i18n/index.ts'
import type { View } from '../pages/view.ts'
import { dateScript } from '../styles/script.ts'
import { shownWidths, sourcesOf } from './resized.ts'

/**
 * A date as readers see it; the script makes it relative, so a cached page never lies. Both go by the
 * clocks of the site.
 */
export function DateTime(props: { view: View; time: number; relative?: boolean }) {
  const { language, timeZone } = props.view.settings
  return (
    <time datetime={zonedTime(props.time, timeZone)} data-relative={props.relative}>
      {longDate(props.time, language, timeZone)}
    </time>
  )
}

/** Makes the dates above it relative. */
export function RelativeDates({ view }: { view: View }) {
  return <script data-ago={view.text.ago}>{raw(dateScript)}</script>
}

/** A post's picture, or one drawn from its title. Decoration: the title stands beside it. */
export function Thumbnail(props: {
  view: View
  post: Pick<Summary, 'id' | 'title' | 'thumbnail'>
  shown: keyof typeof shownWidths
  eager?: boolean
  first?: boolean
}) {
  const { view, post, shown, eager, first } = props
  const { thumbnail } = post
  if (!thumbnail) {
    return (
      <span class="thumb drawn" aria-hidden="true">
        {initialOf(post.title)}
      </span>
    )
  }
  return (
    <img
      class="thumb"
      src={thumbnail.url}
      {...sourcesOf(view.settings, thumbnail, shownWidths[shown])}
      alt=""
      width={thumbnail.width ?? 1200}
      height={thumbnail.height ?? 630}
      loading={eager ? undefined : 'lazy'}
      fetchpriority={first ? 'high' : undefined}
      decoding="async"
    />
  )
}

/** The first letter, character or digit of a name. */
export function initialOf(name: string): string {
  return [...name.replace(/[^\p{L}\p{N}]/gu, '')][0]?.toUpperCase() ?? ''
}

/** The language of a text, for its `lang`, where that is not the one of the page around it. */
export function otherLanguage(
  { settings }: View,
  { language }: { language?: string | null },
): string | undefined {
  return language && language !== settings.language ? language : undefined
}

/** The language of the page, for the `lang` of its words inside a text in another. */
export function ownLanguage(view: View, text: { language: string | null }): string | undefined {
  return otherLanguage(view, text) && view.settings.language
}

export interface Crumb {
  name: string
  /** Of the name, where that is a post's title. */
  language?: string | null
  path: string
}

/** Where the reader is, from the home page down; the last crumb is the page itself. */
export function Breadcrumb({ view, crumbs }: { view: View; crumbs: Crumb[] }) {
  return (
    <nav class="crumbs" aria-label={view.text.breadcrumb}>
      <ol>
        {crumbs.map((crumb, index) => (
          <li lang={otherLanguage(view, crumb)}>
            {index === crumbs.length - 1 ? (
              <span aria-current="page">{crumb.name}</span>
            ) : (
              <a href={crumb.path}>{crumb.name}</a>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}

/** The same as schema.org has it. */
export function breadcrumbData(crumbs: Crumb[], origin: string): Record<string, unknown> {
  return {
    '@context': 'https://schema.org',
    '@type': 'BreadcrumbList',
    itemListElement: crumbs.map((crumb, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name: crumb.name,
      item: new URL(crumb.path, origin).href,
    })),
  }
}

/** Links to tags. */
export function TagList({ tags, path }: { tags: Term[]; path: (slug: string) => string }) {
  if (tags.length === 0) return null
  return (
    <ul class="tags quiet">
      {tags.map((tag) => (
        <li>
          <a rel="tag" href={path(tag.slug)}>
            {tag.name}
          </a>
        </li>
      ))}
    </ul>
  )
}
