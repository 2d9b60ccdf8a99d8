import type { Child } from 'hono/jsx'
import type { CategoryCount, Sidebar as SidebarData } from '../db/sidebar.ts'
import type { TitleOnly } from '../db/summaries.ts'
import type { View } from '../pages/view.ts'
import { archivePath, categoryPath, commentPath, postPath, tagPath } from '../urls.ts'
import { otherLanguage } from './post-parts.tsx'

/** What stands beside lists: categories, hot posts, comments, tags, months, links. */
export function Sidebar({ view, data }: { view: View; data: SidebarData }) {
  const { text } = view
  return (
    <aside class="side quiet">
      <Part title={text.categories} items={data.categories}>
        <Categories all={data.categories} parent={null} />
      </Part>
      <Part title={text.hot} items={data.hot}>
        <ol>
          <Titles view={view} posts={data.hot} />
        </ol>
      </Part>
      <Part title={text.newest} items={data.newest}>
        <ul>
          <Titles view={view} posts={data.newest} />
        </ul>
      </Part>
      <Part title={text.latestComments} items={data.comments}>
        <ul>
          {data.comments.map((comment) => (
            <li>
              <a href={commentPath(comment, view.settings)}>
                <span class="said clamp">{comment.text}</span>
              </a>
              <small class="by clamp">
                {comment.name} {text.on}{' '}
                <span lang={otherLanguage(view, comment.post)}>{comment.post.title}</span>
              </small>
            </li>
          ))}
        </ul>
      </Part>
      <Part title={text.tags} items={data.tags}>
        <ul class="cloud">
          {data.tags.map((tag) => (
            <li>
              <a href={tagPath(tag.slug)}>{tag.name}</a>
              <small>{tag.count}</small>
            </li>
          ))}
        </ul>
      </Part>
      <Part title={text.months} items={data.months}>
        <ul>
          {data.months.map(({ year, month, count }) => (
            <li>
              <a href={archivePath(year, month)}>{text.monthName(year, month)}</a>
              <small>{count}</small>
            </li>
          ))}
        </ul>
      </Part>
      <Part title={text.links} items={data.links}>
        <ul>
          {data.links.map((link) => (
            <li>
              <a href={link.url} rel="noopener" title={link.description || undefined}>
                {link.title}
              </a>
            </li>
          ))}
        </ul>
      </Part>
    </aside>
  )
}

function Part(props: { title: string; items: unknown[]; children?: Child }) {
  if (props.items.length === 0) return null
  return (
    <section>
      <h2>{props.title}</h2>
      {props.children}
    </section>
  )
}

function Titles({ view, posts }: { view: View; posts: TitleOnly[] }) {
  return (
    <>
      {posts.map((post) => (
        <li>
          <a class="clamp" lang={otherLanguage(view, post)} href={postPath(post, view.settings)}>
            {post.title}
          </a>
        </li>
      ))}
    </>
  )
}

function Categories({ all, parent }: { all: CategoryCount[]; parent: number | null }) {
  const ids = new Set(all.map((category) => category.id))
  const level = all.filter(({ parentId }) =>
    parent === null ? parentId === null || !ids.has(parentId) : parentId === parent,
  )
  if (level.length === 0) return null
  return (
    <ul>
      {level.map((category) => (
        <li>
          <a href={categoryPath(category.slug)}>{category.name}</a>
          <small>{category.count}</small>
          <Categories all={all} parent={category.id} />
        </li>
      ))}
    </ul>
  )
}
