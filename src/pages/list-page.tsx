import {
  Breadcrumb,
  breadcrumbData,
  type Crumb,
  DateTime,
  Thumbnail,
} from '../components/post-parts.tsx'
import { Sidebar } from '../components/sidebar.tsx'
import type { ListPage } from '../db/lists.ts'
import type { Sidebar as SidebarData } from '../db/sidebar.ts'
import type { Summary } from '../db/summaries.ts'
import { base, lists } from '../styles/base.ts'
import { categoryPath, homePath, pagePath, postPath } from '../urls.ts'
import { document } from './layout.tsx'
import type { View } from './view.ts'

export const listPageStyles = base + lists

export interface ListOf {
  /** Path of the list's first page. */
  base: string
  page: number
  pages: number
  /** Shown above the posts; absent on the home page. */
  heading?: { title: string; kind: string; description?: string }
  list: ListPage
  pinned: Summary[]
  sidebar: SidebarData
}

/** A page of posts: home, a category, a tag, an author or a month. */
export function listPage(view: View, props: ListOf): string {
  const { settings, text, origin } = view
  const { heading, page } = props
  const path = pagePath(props.base, page)
  const name = heading?.title ?? settings.title
  const crumbs: Crumb[] = [
    { name: text.home, path: homePath },
    ...(heading ? [{ name: heading.title, path: props.base }] : []),
    ...(page > 1 ? [{ name: text.page(page), path }] : []),
  ]
  const pinnedIds = new Set(props.pinned.map((post) => post.id))
  const posts = [...props.pinned, ...props.list.posts.filter(({ id }) => !pinnedIds.has(id))]
  return document(
    view,
    {
      title: page > 1 ? `${name} - ${text.page(page)}` : name,
      description: heading?.description || settings.description,
      path,
      styles: listPageStyles,
      data: [crumbs.length > 1 ? breadcrumbData(crumbs, origin) : siteData(view)],
    },
    <div class="cols">
      <div class="listing">
        {crumbs.length > 1 && <Breadcrumb view={view} crumbs={crumbs} />}
        {heading ? (
          <header>
            <h1>{heading.title}</h1>
            <p class="meta">
              <span>{heading.kind}</span>
              <span>{text.posts(props.list.total)}</span>
            </p>
            {heading.description && <p>{heading.description}</p>}
          </header>
        ) : (
          <h1 class="sr-only">{name}</h1>
        )}
        {posts.length === 0 && <p>{text.empty}</p>}
        {posts.map((post, index) => (
          <Item view={view} post={post} pinned={pinnedIds.has(post.id)} eager={index < 2} />
        ))}
        <Pager view={view} base={props.base} page={page} pages={props.pages} />
      </div>
      <Sidebar view={view} data={props.sidebar} />
    </div>,
  )
}

function siteData({ settings, origin }: View): Record<string, unknown> {
  return {
    '@context': 'https://schema.org',
    '@type': 'WebSite',
    name: settings.title,
    url: new URL(homePath, origin).href,
    inLanguage: settings.language,
    ...(settings.description && { description: settings.description }),
  }
}

function Item(props: { view: View; post: Summary; pinned: boolean; eager: boolean }) {
  const { view, post, pinned } = props
  const path = postPath(post, view.settings)
  return (
    <article class="item" lang={post.language ?? undefined}>
      <div>
        <h2>
          {pinned && (
            <span class="pin" lang={view.settings.language}>
              {view.text.pinned}
            </span>
          )}
          <a href={path}>{post.title}</a>
        </h2>
        <p>{post.excerpt}</p>
        <div class="meta" lang={view.settings.language}>
          <DateTime view={view} time={post.publishedAt} />
          {post.category && <a href={categoryPath(post.category.slug)}>{post.category.name}</a>}
          {post.commentCount > 0 && <span>{view.text.comments(post.commentCount)}</span>}
        </div>
      </div>
      <Thumbnail post={post} eager={props.eager} />
    </article>
  )
}

function Pager(props: { view: View; base: string; page: number; pages: number }) {
  const { view, base, page, pages } = props
  if (pages <= 1) return null
  const { text } = view
  return (
    <nav class="pager" aria-label={text.pages}>
      {page > 1 ? (
        <a rel="prev" href={pagePath(base, page - 1)}>
          ← {text.newer}
        </a>
      ) : (
        <span />
      )}
      <span>{text.pagesOf(page, pages)}</span>
      {page < pages ? (
        <a rel="next" href={pagePath(base, page + 1)}>
          {text.older} →
        </a>
      ) : (
        <span />
      )}
    </nav>
  )
}
