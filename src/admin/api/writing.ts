import { Hono } from 'hono'
import * as v from 'valibot'
import { isSlug, slugify } from '../../content/slug.ts'
import { loadArticle, locatePost } from '../../db/articles.ts'
import type { Db } from '../../db/client.ts'
import { editorsChoices, storedLists, titlesOf } from '../../db/related.ts'
import { loadSite, originOf } from '../../db/site.ts'
import { takenSlugs } from '../../db/slugs.ts'
import { suggest } from '../../db/suggestions.ts'
import type { AppEnv } from '../../env.ts'
import { answerProblem } from '../../problem.ts'
import { renderArticle } from '../../renderer.ts'
import { integer, integerText } from '../../schemas.ts'
import { keyOf } from '../../search/keys.ts'
import { matchOf, parseQuery } from '../../search/query.ts'
import { absolute, postPath, reservedSegments } from '../../urls.ts'
import { onlyAuthor, refusalOfPost } from '../auth/authorise.ts'
import { freeOf, wantedSlug } from '../posts/assemble.ts'
import { postFields } from '../posts/change.ts'
import { previewArticle } from '../posts/preview.ts'
import { missing } from '../posts/save.ts'
import { idParams, operate } from './operation.ts'

const app = new Hono<AppEnv>()

operate(
  app,
  {
    method: 'post',
    path: '/api/admin/preview',
    summary: 'The page of an article with words that are not saved',
    body: v.object({
      id: v.optional(v.nullable(v.pipe(integer, v.minValue(1))), null),
      title: v.optional(v.pipe(v.string(), v.maxLength(500)), ''),
      markdown: postFields.entries.markdown,
      cover: v.optional(postFields.entries.cover, null),
      language: v.optional(postFields.entries.language, null),
    }),
    answers: {
      200: {
        description: 'A whole HTML document, as readers would get it',
        schema: v.object({ html: v.string(), wordCount: integer, excerpt: v.string() }),
      },
    },
  },
  async (c, { body }) => {
    const { db, now } = c.var
    const refusal = body.id === null ? undefined : await refusalOfPost(c, body.id)
    if (refusal) return answerProblem(c, refusal)
    const unsaved = { ...body, cover: body.cover || null }
    return c.json(await previewArticle({ db, env: c.env, now }, unsaved))
  },
)

operate(
  app,
  {
    method: 'get',
    path: '/api/admin/slugs/{slug}',
    summary: 'Whether a slug is free, and what it would look like',
    params: v.object({ slug: v.pipe(v.string(), v.maxLength(500)) }),
    query: v.object({ post: v.optional(v.pipe(integerText, v.minValue(1))) }),
    answers: {
      200: {
        description: 'The check',
        schema: v.object({
          slug: v.pipe(v.string(), v.description('The form a slug of these words has')),
          valid: v.boolean(),
          takenBy: v.nullable(integer),
          suggestion: v.string(),
        }),
      },
    },
  },
  async (c, { params, query }) => {
    const given = isSlug(params.slug) ? params.slug : slugify(params.slug)
    const wanted = wantedSlug({ slug: given, title: '' })
    const rows = await takenSlugs(c.var.db, wanted)
    const others = rows.filter((row) => row.postId !== query.post)
    const suggestion = freeOf(wanted, others)
    const slug = reservedSegments.has(wanted) ? suggestion : wanted
    const owner = others.find((row) => row.slug === slug && !row.old)
    const valid = slug === params.slug
    return c.json({ slug, valid, takenBy: owner?.postId ?? null, suggestion })
  },
)

operate(
  app,
  {
    method: 'get',
    path: '/api/admin/posts/{id}/related',
    summary: 'The related list of a post, with reasons; or posts that could be pinned',
    params: idParams,
    query: v.object({
      q: v.optional(v.pipe(v.string(), v.description('Words of a title'))),
    }),
    answers: {
      200: {
        description:
          'Best first; those beyond what readers see come after, then other choices of the editor',
        schema: v.object({
          items: v.array(
            v.object({
              id: integer,
              title: v.string(),
              score: v.number(),
              reasons: v.array(v.string()),
              shown: v.boolean(),
            }),
          ),
        }),
      },
    },
  },
  async (c, { params: { id }, query: { q } }) => {
    const { db, now } = c.var
    if (q !== undefined) return c.json({ items: await pinnable(db, id, q, now) })
    const { settings } = await loadSite(db)
    const [lists, article, choices] = await Promise.all([
      storedLists(db, [id]),
      loadArticle(db, id, now, settings.relatedCount),
      editorsChoices(db, [id]),
    ])
    const { pinned = [], blocked = [] } = choices.get(id) ?? {}
    const stored = lists.get(id) ?? []
    const listed = stored.map((neighbour) => neighbour.id)
    const added = [...pinned, ...blocked].filter((other) => !listed.includes(other))
    const all = [...stored, ...added.map((other) => ({ id: other, ...unlisted }))]
    const titles = await titlesOf(
      db,
      all.map((neighbour) => neighbour.id),
      { author: onlyAuthor(c), now },
    )
    const shown = new Set(article?.related.map((post) => post.id))
    const items = all.flatMap((neighbour) => {
      const title = titles.get(neighbour.id)
      return title === undefined ? [] : [{ ...neighbour, title, shown: shown.has(neighbour.id) }]
    })
    return c.json({ items })
  },
)

const unlisted = { score: 0, reasons: [] }

/** Posts that readers can see and whose titles are like what was typed: any can be pinned. */
async function pinnable(db: Db, id: number, typed: string, now: number) {
  const [key, match] = [keyOf(typed), matchOf(parseQuery(typed), 'title')]
  if (!key || !match) return []
  const { posts } = await suggest(db, { key, match }, 8, now)
  const others = posts.filter((post) => post.id !== id)
  return others.map((post) => ({ id: post.id, title: post.title, ...unlisted, shown: false }))
}

operate(
  app,
  {
    method: 'get',
    path: '/api/admin/posts/{id}/edge',
    summary: 'What the public address of a post must serve: compare its ETag with what it serves',
    params: idParams,
    answers: {
      200: {
        description: 'The validator of a fresh render; null while readers cannot see the post',
        schema: v.object({ url: v.string(), etag: v.nullable(v.string()) }),
      },
      404: { description: 'There is no such post' },
    },
  },
  async (c, { params: { id } }) => {
    const { db, now } = c.var
    const { site, post } = await locatePost(db, { id })
    if (!post) return answerProblem(c, missing(id))
    const page = await renderArticle({ db, env: c.env, now }, site, id)
    const url = absolute(originOf(site.settings, c.env), postPath(post, site.settings))
    return c.json({ url, etag: page?.etag ?? null })
  },
)

export default app
