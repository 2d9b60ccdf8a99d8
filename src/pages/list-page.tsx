import { Pager } from '../components/pager.tsx'
import {
  Breadcrumb,
  breadcrumbData,
  type Crumb,
  DateTime,
  otherLanguage,
  ownLanguage,
  Thumbnail,
} from '../components/post-parts.tsx'
import { Sidebar } from '../components/sidebar.tsx'
import type { ListPage } from '../db/lists.ts'
import type { CategoryCount, Sidebar as SidebarData } from '../db/sidebar.ts'
import type { Summary } from '../db/summaries.ts'
import { counted } from '../i18n/index.ts'
import { base } from '../styles/base.ts'
import { lists } from '../styles/lists.ts'
import { categoryPath, homePath, pagePath, postPath } from '../urls.ts'
import { document, type Head } from './layout.tsx'
import { shareImage } from './share-image.ts'
import type { View } from './view.ts'

export const listPageStyles = base + lists

export interface ListOf {
  /** Path of the list's first page. */
  base: string
  page: number
  pages: number
  /** Shown above the posts; absent on the home page. */
  heading?: { title: string; kind: string; description?: string }
  /** What it lies in, below home. */
  above?: Crumb[]
  /** The category the list is of, if it is of one. */
  categoryId?: number
  /** Whether the list has feeds of its own below its path. */
  hasFeeds?: boolean
  list: ListPage
  pinned: Summary[]
  sidebar: SidebarData
}

/** A page of posts: home, a category, a tag, an author or a month. */
export function listPage(view: View, props: ListOf): string {
  const { settings, text } = view
  const { heading, page, pages } = props
  const crumbs = crumbsOf(view, props)
  const pinnedIds = new Set(props.pinned.map((post) => post.id))
  const posts = [...props.pinned, ...props.list.posts.filter(({ id }) => !pinnedIds.has(id))]
  const name = heading?.title ?? settings.title
  return document(
    view,
    headOf(view, props, crumbs),
    <div class="cols">
      <div class="listing">
        {crumbs.length > 1 && <Breadcrumb view={view} crumbs={crumbs} />}
        {heading ? (
          <Heading view={view} props={props} heading={heading} />
        ) : (
          <h1 class="sr-only">{name}</h1>
        )}
        {!heading && page === 1 && settings.description && (
          <p class="tagline">{settings.description}</p>
        )}
        {posts.length === 0 && <p>{text.empty}</p>}
        {posts.map((post, index) => (
          <Item
            view={view}
            post={post}
            pinned={pinnedIds.has(post.id)}
            lead={!heading && page === 1 && index === 0}
            eager={index < 2}
          />
        ))}
        <Pager
          view={view}
          page={page}
          pages={pages}
          path={(number) => pagePath(props.base, number)}
          words={[text.newer, text.older]}
        />
      </div>
      <Sidebar view={view} data={props.sidebar} />
    </div>,
  )
}

function headOf(view: View, props: ListOf, crumbs: Crumb[]): Head {
  const { settings, text, origin } = view
  const { heading, page, pages } = props
  const name = heading?.title ?? settings.title
  return {
    title: page > 1 ? `${name} - ${text.page(page)}` : name,
    description: describe(view, props),
    path: pagePath(props.base, page),
    image: shareImage(
      view,
      [...props.pinned, ...props.list.posts].find((post) => post.thumbnail),
    ),
    previous: page > 1 ? pagePath(props.base, page - 1) : undefined,
    next: page < pages ? pagePath(props.base, page + 1) : undefined,
    feeds: props.hasFeeds ? { base: props.base, title: `${name} - ${settings.title}` } : undefined,
    styles: listPageStyles,
    data: [crumbs.length > 1 ? breadcrumbData(crumbs, origin) : siteData(view)],
  }
}

/** What the owner says of the list or the site, else what stands first in it. */
function describe({ settings, text }: View, { heading, list, page }: ListOf): string {
  const own = heading ? heading.description : settings.description
  if (own && page === 1) return own
  const titles = list.posts.slice(0, 4).map((post) => post.title)
  const about = heading ? `${heading.kind}: ${heading.title}` : settings.title
  return [about, ...titles, ...(page > 1 ? [text.page(page)] : [])].join(' · ')
}

function crumbsOf({ settings, text }: View, props: ListOf): Crumb[] {
  const { heading, page, base, sidebar, categoryId } = props
  const within = ancestors(sidebar.categories, categoryId)
  return [
    { name: text.home, path: homePath },
    ...(props.above ?? []),
    ...within.map(({ name, slug }) => ({ name, path: categoryPath(slug) })),
    ...(heading ? [{ name: heading.title, path: base }] : []),
    ...(page > 1 ? [{ name: text.page(page), path: pagePath(base, page) }] : []),
  ].map((crumb) => ({ ...crumb, name: crumb.name || settings.title }))
}

/** The categories that a category lies in, outermost first. */
function ancestors(all: CategoryCount[], id: number | undefined): CategoryCount[] {
  const chain: CategoryCount[] = []
  let parent = all.find((category) => category.id === id)?.parentId
  while (parent) {
    const found = all.find((category) => category.id === parent)
    if (!found || chain.includes(found)) break
    chain.unshift(found)
    parent = found.parentId
  }
  return chain
}

function Heading(props: {
  view: View
  props: ListOf
  heading: { title: string; kind: string; description?: string }
}) {
  const { view, heading } = props
  const { list, sidebar, categoryId } = props.props
  const within = sidebar.categories.filter(({ parentId }) => parentId && parentId === categoryId)
  return (
    <header>
      <h1>{heading.title}</h1>
      <div class="meta">
        <span>{heading.kind}</span>
        <span>{counted(view.text.posts, list.total, view.settings.language)}</span>
      </div>
      {heading.description && <p>{heading.description}</p>}
      {within.length > 0 && (
        <p>
          {view.text.within}:{' '}
          {within.map(({ name, slug }, index) => (
            <>
              {index > 0 && ', '}
              <a href={categoryPath(slug)}>{name}</a>
            </>
          ))}
        </p>
      )}
    </header>
  )
}

function siteData({ settings, origin }: View): Record<string, unknown> {
  const url = new URL(homePath, origin).href
  return {
    '@context': 'https://schema.org',
    '@type': 'WebSite',
    name: settings.title,
    url,
    inLanguage: settings.language,
    ...(settings.description && { description: settings.description }),
    potentialAction: {
      '@type': 'SearchAction',
      target: { '@type': 'EntryPoint', urlTemplate: `${url}search?q={search_term_string}` },
      'query-input': 'required name=search_term_string',
    },
  }
}

interface ItemProps {
  view: View
  post: Summary
  pinned: boolean
  /** Set larger than the rest. */
  lead: boolean
  eager: boolean
}

function Item({ view, post, pinned, lead, eager }: ItemProps) {
  const path = postPath(post, view.settings)
  const { thumbnail } = post
  return (
    <article class={`item${lead && thumbnail ? ' lead' : ''}`} lang={otherLanguage(view, post)}>
      <Thumbnail
        view={view}
        post={post}
        shown={lead ? 'lead' : 'item'}
        eager={eager}
        first={lead}
      />
      <div>
        <div class="meta quiet" lang={ownLanguage(view, post)}>
          {pinned && <span class="pin">{view.text.pinned}</span>}
          <DateTime view={view} time={post.publishedAt} />
          {post.category && <a href={categoryPath(post.category.slug)}>{post.category.name}</a>}
          {post.commentCount > 0 && (
            <span>{counted(view.text.comments, post.commentCount, view.settings.language)}</span>
          )}
        </div>
        <h2>
          <a href={path}>{post.title}</a>
        </h2>
        <p class="clamp">{post.excerpt}</p>
      </div>
    </article>
  )
}
