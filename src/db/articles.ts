import { type SQL, sql } from 'drizzle-orm'
import type { Db } from './client.ts'
import type { Heading, Picture, PostStatus } from './schema.ts'
import { type Site, type SiteRow, siteFrom, siteRow } from './site.ts'
import { type Term, type TitleOnly, titleJson } from './summaries.ts'
import { takenFlush } from './views.ts'

/** What is known of a post before its page is rendered: enough to ask KV, or to redirect. */
export interface Located {
  id: number
  slug: string
  status: PostStatus
  publishedAt: number | null
  liveAt: number | null
  pageVersion: number
  warmKey: string | null
}

interface LocatedRow extends SiteRow {
  id: number | null
  slug: string
  status: PostStatus
  published_at: number | null
  live_at: number | null
  page_version: number
  warm_key: string | null
}

/**
 * Finds a post by id or slug, whatever its status, and the site: one statement, two rows. Where both
 * are given and name two posts, the permalink tells which of them is meant: what it ends with.
 */
export async function locatePost(
  db: Db,
  { id, slug }: { id: number; slug?: string } | { id?: number | undefined; slug: string },
): Promise<{ site: Site; post: Located | undefined }> {
  const permalink = sql`s.settings ->> 'permalink'`
  const match =
    id === undefined
      ? sql`p.slug = ${slug}`
      : sql`p.id = iif(instr(${permalink}, '{slug}') > instr(${permalink}, '{id}'),
          ifnull((SELECT id FROM posts WHERE slug = ${slug ?? null}), ${id}), ${id})`
  const [row] = await db.all<LocatedRow>(sql`
    SELECT s.version, s.last_post_id AS lastPostId, s.next_due_at AS nextDueAt, s.settings,
      p.id, p.slug, p.status, p.published_at, p.live_at, p.page_version, p.warm_key
    FROM site s LEFT JOIN posts p ON ${match} WHERE s.id = 1`)
  const site = siteFrom(row ? [row] : [])
  if (!row || row.id === null) return { site, post: undefined }
  const post: Located = {
    id: row.id,
    slug: row.slug,
    status: row.status,
    publishedAt: row.published_at,
    liveAt: row.live_at,
    pageVersion: row.page_version,
    warmKey: row.warm_key,
  }
  return { site, post }
}

interface ForwardingRow {
  post: number | null
  target: string | null
  status: number
}

/**
 * Query: where a path leads that names no post directly that readers see at `now`: a redirect made
 * by hand, or an old slug. {@link forwardingOf} reads its rows.
 */
export function forwardingRow(db: Db, path: string, slug: string, now: number) {
  return db.all<ForwardingRow>(sql`
    SELECT NULL AS post, target, status FROM redirects WHERE path = ${path}
    UNION ALL SELECT id, NULL, 301 FROM posts WHERE slug = ${slug} AND live_at <= ${now}
    UNION ALL SELECT post_id, NULL, 301 FROM old_slugs WHERE slug = ${slug}
    LIMIT 1`)
}

export function forwardingOf([row]: ForwardingRow[]):
  | { postId: number }
  | { target: string; status: number }
  | undefined {
  if (!row) return undefined
  if (row.post !== null) return { postId: row.post }
  return row.target === null ? undefined : { target: row.target, status: row.status }
}

export interface ArticleComment {
  id: number
  parentId: number | null
  name: string
  url: string | null
  html: string
  createdAt: number
  /** Whom it answers and on which page that stands, as long as that is approved. */
  parentName: string | null
  parentPage: number | null
}

/** A page of a discussion among the others that have comments. */
export interface DiscussionPages {
  page: number
  previous: number | null
  next: number | null
  /** 0 without comments. */
  last: number
}

/** Columns and tables: a comment `c` as readers see it. */
export const commentColumns = sql`c.id, c.parent_id AS parentId, c.name, c.url, c.html,
  c.created_at AS createdAt, a.name AS parentName, a.page AS parentPage
  FROM comments c LEFT JOIN comments a ON a.id = c.parent_id AND a.status = 'approved'`

/** Query: the comments on one page of a post's discussion; triggers put at most forty on a page. */
export function commentsOfPage(post: SQL, page: number) {
  return sql`SELECT ${commentColumns}
    WHERE c.post_id = ${post} AND c.status = 'approved' AND c.page = ${page} ORDER BY c.id`
}

/** Expression: {@link DiscussionPages} as JSON. */
export function pagesAround(post: SQL, page: number) {
  const approved = sql`FROM comments WHERE post_id = ${post} AND status = 'approved'`
  return sql`json_object('page', ${page},
    'previous', (SELECT max(page) ${approved} AND page < ${page}),
    'next', (SELECT min(page) ${approved} AND page > ${page}),
    'last', (SELECT coalesce(max(page), 0) ${approved}))`
}

export interface RelatedPost extends TitleOnly {
  excerpt: string
  thumbnail: Picture | null
  /** How alike the texts are, 0 to 1. */
  score: number
  /** Terms that both texts have. */
  reasons: string[]
}

/** Everything an article's page shows. */
export interface Article {
  id: number
  slug: string
  title: string
  excerpt: string
  html: string
  contents: Heading[]
  language: string | null
  thumbnail: Picture | null
  cover: string | null
  /** Where the text was first published, when that is another site. */
  canonical: string | null
  publishedAt: number
  updatedAt: number
  wordCount: number
  commentCount: number
  commentsOpen: boolean
  views: number
  author: Term | null
  /** From the outermost category to the post's own. */
  categories: Term[]
  tags: Term[]
  related: RelatedPost[]
  /** Every post of the stored related list, also those that are not visible now. */
  listed: number[]
  previous: TitleOnly | null
  next: TitleOnly | null
  /** The first page of the discussion. */
  comments: ArticleComment[]
  commentPages: DiscussionPages
}

/**
 * Loads the article `id` as it stands at `now`: one statement, whose rows depend on what the page
 * shows and not on how many posts there are. Undefined unless the post is visible at `now`.
 */
export async function loadArticle(
  db: Db,
  id: number,
  now: number,
  relatedCount: number,
): Promise<Article | undefined> {
  const [row] = await db.all<{ article: string; html: string }>(sql`
    SELECT b.html, json_object(
      'id', p.id, 'slug', p.slug, 'title', p.title, 'excerpt', p.excerpt,
      'contents', json(b.contents), 'language', p.language, 'thumbnail', json(p.thumbnail),
      'cover', p.cover, 'canonical', p.canonical, 'publishedAt', p.live_at, 'updatedAt', p.updated_at,
      'wordCount', p.word_count, 'commentCount', p.comment_count,
      'commentsOpen', json(iif(p.comments_open, 'true', 'false')),
      'views', coalesce((SELECT views FROM post_views WHERE post_id = p.id), 0),
      'author', (SELECT json_object('id', id, 'name', name, 'slug', slug)
        FROM authors WHERE id = p.author_id),
      'categories', (
        WITH RECURSIVE up(id, name, slug, parent_id, depth) AS (
          SELECT id, name, slug, parent_id, 0 FROM categories WHERE id = p.category_id
          UNION ALL
          SELECT c.id, c.name, c.slug, c.parent_id, depth + 1
          FROM up JOIN categories c ON c.id = up.parent_id WHERE depth < 8)
        SELECT json_group_array(json_object('id', id, 'name', name, 'slug', slug))
        FROM (SELECT * FROM up ORDER BY depth DESC)),
      'tags', (SELECT json_group_array(json_object('id', t.id, 'name', t.name, 'slug', t.slug))
        FROM (SELECT t.id, t.name, t.slug FROM post_tags pt JOIN tags t ON t.id = pt.tag_id
          WHERE pt.post_id = p.id ORDER BY pt.position) t),
      'related', (SELECT json_group_array(json_object('id', q.id, 'slug', q.slug,
          'title', q.title, 'excerpt', q.excerpt, 'language', q.language,
          'thumbnail', json(q.thumbnail), 'publishedAt', q.live_at, 'score', q.score,
          'reasons', json(q.reasons)))
        FROM (SELECT q.*, j.value ->> 'score' AS score, j.value -> 'reasons' AS reasons
          FROM related r JOIN json_each(r.neighbours) j
          CROSS JOIN posts q ON q.id = j.value ->> 'id'
          WHERE r.post_id = p.id AND q.live_at <= ${now} AND q.id <> p.id
          LIMIT ${relatedCount}) q),
      'listed', json((SELECT neighbours FROM related WHERE post_id = p.id)),
      'previous', (SELECT ${titleJson} FROM posts q WHERE q.id = (
        SELECT post_id FROM list_posts WHERE list = 'home' AND (live_at, post_id) < (p.live_at, p.id)
        ORDER BY live_at DESC, post_id DESC LIMIT 1)),
      'next', (SELECT ${titleJson} FROM posts q WHERE q.id = (
        SELECT post_id FROM list_posts WHERE list = 'home' AND (live_at, post_id) > (p.live_at, p.id)
          AND live_at <= ${now} ORDER BY live_at, post_id LIMIT 1)),
      'comments', (SELECT json_group_array(json_object('id', id, 'parentId', parentId,
          'name', name, 'url', url, 'html', html, 'createdAt', createdAt,
          'parentName', parentName, 'parentPage', parentPage))
        FROM (${commentsOfPage(sql`p.id`, 1)})),
      'commentPages', ${pagesAround(sql`p.id`, 1)}
    ) AS article
    FROM posts p JOIN post_bodies b ON b.post_id = p.id
    WHERE p.id = ${id} AND p.live_at <= ${now}`)
  if (!row) return undefined
  const article: Omit<Article, 'listed'> & { listed: { id: number }[] | null } = JSON.parse(
    row.article,
  )
  const listed = (article.listed ?? []).map((neighbour) => neighbour.id)
  const related = article.related.sort((a, b) => listed.indexOf(a.id) - listed.indexOf(b.id))
  return { ...article, html: row.html, listed, related }
}

export interface MarkdownPost {
  slug: string
  title: string
  canonical: string | null
  publishedAt: number
  markdown: string
}

/** The words of a visible post as its editor wrote them, and the site. */
export async function findMarkdown(
  db: Db,
  id: number,
  now: number,
): Promise<{
  site: Site
  post: MarkdownPost | undefined
}> {
  const [sites, rows] = await db.batch([
    siteRow(db),
    db.all<MarkdownPost>(sql`
      SELECT p.slug, p.title, p.canonical, p.live_at AS publishedAt, r.snapshot ->> 'markdown' AS markdown
      FROM posts p JOIN revisions r ON r.post_id = p.id AND r.revision = p.revision
      WHERE p.id = ${id} AND p.live_at <= ${now}`),
  ])
  return { site: siteFrom(sites), post: rows[0] }
}

/**
 * The counts of a visible post that change without its page changing; `flush` is the last that its
 * views have of those of `counter`.
 */
export async function loadLive(
  db: Db,
  { id, counter }: { id: number; counter: string },
  now: number,
): Promise<{ views: number; comments: number; flush: number } | undefined> {
  const [row] = await db.all<{ views: number; comments: number; flush: number }>(sql`
    SELECT coalesce(v.views, 0) AS views, p.comment_count AS comments,
      ${takenFlush(counter)} AS flush
    FROM posts p LEFT JOIN post_views v ON v.post_id = p.id
    WHERE p.id = ${id} AND p.live_at <= ${now}`)
  return row
}

/** The versions of posts, by id. */
export async function locateMany(db: Db, ids: number[]): Promise<Located[]> {
  return db.all<Located>(sql`
    SELECT p.id, p.slug, p.status, p.published_at AS publishedAt, p.live_at AS liveAt,
      p.page_version AS pageVersion, p.warm_key AS warmKey
    FROM json_each(${JSON.stringify(ids)}) j JOIN posts p ON p.id = j.value ORDER BY j.key`)
}
