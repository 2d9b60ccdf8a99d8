import { sql } from 'drizzle-orm'
import { isVisible } from '../content/clean.ts'
import { plainText } from '../content/plain-text.ts'
import { excerptOf } from '../content/text.ts'
import type { Db } from './client.ts'
import { type Term, type TitleOnly, titleJson } from './summaries.ts'

export interface CategoryCount extends Term {
  parentId: number | null
  count: number
}

/** What stands beside lists of posts. */
export interface Sidebar {
  categories: CategoryCount[]
  tags: (Term & { count: number })[]
  months: { year: number; month: number; count: number }[]
  newest: TitleOnly[]
  hot: TitleOnly[]
  /** `text` is the beginning of what readers see of it, or else its writer's name. */
  comments: { id: number; name: string; text: string; page: number | null; post: TitleOnly }[]
  links: { title: string; url: string; description: string }[]
}

/** Of how many posts the hot ones are chosen: some may not be visible. */
export const hotCandidates = 8

/** The length of list `list` (an SQL expression) less what is still scheduled at `now`. */
function visibleCount(list: ReturnType<typeof sql>, now: number) {
  return sql`coalesce((SELECT count FROM lists WHERE name = ${list}), 0)
    - (SELECT count(*) FROM list_posts WHERE list = ${list} AND live_at > ${now})`
}

/**
 * Query: the sidebar at `now`; {@link sidebarOf} reads its row. All parts are bounded. Months before
 * the year 1000, whose names are shorter and not sorted among the others, are in the archive alone.
 */
export function sidebarRow(db: Db, now: number) {
  return db.all<{ sidebar: string }>(sql`
    SELECT json_object(
      'categories', (SELECT json_group_array(json_object('id', id, 'name', name, 'slug', slug,
          'parentId', parent_id, 'count', ${visibleCount(sql`'c' || c.id`, now)}))
        FROM (SELECT * FROM categories ORDER BY id LIMIT 50) c),
      'tags', (SELECT json_group_array(json_object('id', t.id, 'name', t.name, 'slug', t.slug,
          'count', ${visibleCount(sql`l.name`, now)}))
        FROM (SELECT name, count FROM lists WHERE kind = 't' ORDER BY count DESC LIMIT 30) l
        JOIN tags t ON t.id = substr(l.name, 2)),
      'months', (SELECT json_group_array(json_object('year', CAST(substr(name, 2, 4) AS INTEGER),
          'month', CAST(substr(name, 7) AS INTEGER),
          'count', ${visibleCount(sql`l.name`, now)}))
        FROM (SELECT name FROM lists WHERE name >= 'm' AND name < 'n' AND length(name) = 8
          ORDER BY name DESC LIMIT 12) l),
      'newest', (SELECT json_group_array(${titleJson}) FROM (
        SELECT q.* FROM (SELECT post_id, live_at FROM list_posts
          WHERE list = 'home' AND live_at <= ${now}
          ORDER BY live_at DESC, post_id DESC LIMIT 6) l JOIN posts q ON q.id = l.post_id
        ORDER BY l.live_at DESC, l.post_id DESC) q),
      'hot', (SELECT json_group_array(${titleJson}) FROM (
        SELECT q.* FROM (SELECT post_id, popularity FROM post_views
          WHERE popularity > 0 ORDER BY popularity DESC, post_id DESC LIMIT ${hotCandidates}) v
        JOIN posts q ON q.id = v.post_id WHERE q.live_at <= ${now}
        ORDER BY v.popularity DESC, v.post_id DESC LIMIT 6) q),
      'comments', (SELECT json_group_array(json_object('id', c.id, 'name', c.name,
          'text', substr(c.html, 1, 600), 'page', c.page, 'post', json(${titleJson})))
        FROM (SELECT id, name, html, page, post_id FROM comments WHERE status = 'approved'
          ORDER BY id DESC LIMIT 5) c
        JOIN posts q ON q.id = c.post_id WHERE q.live_at <= ${now}),
      'links', (SELECT json_group_array(json_object('title', title, 'url', url,
          'description', description))
        FROM (SELECT * FROM links ORDER BY position, id LIMIT 50))
    ) AS sidebar`)
}

export function sidebarOf(rows: { sidebar: string }[]): Sidebar {
  const sidebar: Sidebar = JSON.parse(rows[0]?.sidebar ?? '{}')
  sidebar.categories = sidebar.categories.filter((category) => category.count > 0)
  sidebar.tags = sidebar.tags.filter((tag) => tag.count > 0)
  sidebar.comments.sort((a, b) => b.id - a.id)
  for (const comment of sidebar.comments) {
    const words = excerptOf(plainText(comment.text.replace(/<[^>]*$/, '')), 160)
    comment.text = isVisible(words) ? words : comment.name
  }
  sidebar.months = sidebar.months.filter((month) => month.count > 0)
  return sidebar
}

/** Query: the newest posts at `now`, for a page that has nothing else to offer. */
export function newestTitles(db: Db, limit: number, now: number) {
  return db.all<TitleOnly>(sql`
    SELECT q.id, q.slug, q.title, q.language, q.live_at AS publishedAt
    FROM (SELECT post_id, live_at FROM list_posts WHERE list = 'home' AND live_at <= ${now}
      ORDER BY live_at DESC, post_id DESC LIMIT ${limit}) l JOIN posts q ON q.id = l.post_id
    ORDER BY l.live_at DESC, l.post_id DESC`)
}
