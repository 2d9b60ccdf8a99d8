import type { Context } from 'hono'
import { purge } from '../../cache/publish.ts'
import { editablePost, firstEditable } from '../../db/editable-posts.ts'
import { jobRow } from '../../db/jobs.ts'
import { originOf, siteFrom, siteRow } from '../../db/site.ts'
import type { AppEnv } from '../../env.ts'
import { warmPublished } from '../../jobs/warm.ts'
import { answerProblem, type Problem } from '../../problem.ts'
import { absolute, homePath, postPath } from '../../urls.ts'
import { onlyAuthor } from '../auth/authorise.ts'
import type { Refusal } from '../posts/draft.ts'
import { findDuplicates } from '../posts/duplicates.ts'
import { missing, type SaveContext, type Saved } from '../posts/save.ts'
import { isoTime, presentPost } from './post-schema.ts'

/**
 * The author a post is to have: an author writes under their own name only; for others it is the
 * one they send, undefined where that is none.
 */
export function bylineOf(
  c: Context<AppEnv>,
  author: string | null | undefined,
): string | undefined | Refusal {
  const { identity } = c.var
  if (identity?.role !== 'author') return author ?? undefined
  if (author === undefined || author === identity.name) return author
  const message = `An author writes under their own name, "${identity.name}"`
  return { status: 403, detail: message, errors: [{ path: 'author', message }] }
}

/** The account that writes, for posts that come without an author. */
export function writerOf(c: Context<AppEnv>): string | undefined {
  const { identity } = c.var
  return identity && identity.authorId !== 0 ? identity.name : undefined
}

/** Who saves, where and when. */
export function saveContext(c: Context<AppEnv>, when: 'now' | 'later'): SaveContext {
  const { db, now, editor } = c.var
  const mayPlace = onlyAuthor(c) === null
  return { db, env: c.env, now, editor, mayPlace, later: when === 'later' }
}

/** The revision that `If-Match` names; undefined where there is none, or it is `*`. */
export function expectedRevision(c: Context<AppEnv>): number | undefined | Refusal {
  const header = c.req.header('If-Match')?.trim()
  if (!header || header === '*') return undefined
  const match = /^(?:W\/)?"?(\d+)"?$/.exec(header)
  if (match) return Number(match[1])
  const detail = 'If-Match must be the ETag of the post, its revision in quotes, such as "3"'
  return { status: 412, detail }
}

/** Carries out what follows from a save, then answers with the post and its receipt. */
export async function answerSaved(
  c: Context<AppEnv>,
  context: SaveContext,
  saved: Saved | Refusal,
  status: 200 | 201,
) {
  if ('detail' in saved) return answerProblem(c, saved)
  const { db, now } = c.var
  const { id, site } = saved
  const published = saved.after !== undefined && saved.after.liveAt <= now
  if (published && !context.later) await warmPublished({ ...c.var, env: c.env }, id)
  const purged = context.later ? false : await purge(c.var, [saved.purge])
  const duplicates = context.later ? [] : await duplicatesOf(c, saved)
  const [posts, jobs] = await db
    .batch([editablePost(db, id), jobRow(db, 'publish')])
    .catch(() => [[], []])
  const post = firstEditable(posts)
  if (!post) return answerProblem(c, savedUnseen(saved))
  const presented = presentPost(post, site, c.env, now)
  const origin = originOf(site.settings, c.env)
  const places = [saved.before, saved.after].flatMap((place) => (place ? [place] : []))
  const addresses = places.map(({ slug, liveAt }) =>
    absolute(origin, postPath({ id, slug, publishedAt: liveAt }, site.settings)),
  )
  const others = places.length ? [homePath, '/feed.xml', '/sitemap.xml'] : []
  const urls = [...new Set([...addresses, ...others.map((path) => absolute(origin, path))])]
  const { tags } = saved.purge
  c.header('ETag', `"${post.revision}"`)
  if (status === 201) c.header('Location', `/api/admin/posts/${id}`)
  const cronAt = isoTime(jobs[0]?.finishedAt ?? null)
  const receipt = { purged: tags, pending: !purged, urls, duplicates, cronAt }
  return c.json({ ...presented, receipt }, status)
}

/** A warning that cannot be given is no reason to call the save a failure. */
async function duplicatesOf(c: Context<AppEnv>, { id, terms }: Saved) {
  try {
    const { db, now } = c.var
    return await findDuplicates(db, id, terms, { author: onlyAuthor(c), now })
  } catch (error) {
    console.warn('Posts that tell the same story could not be looked up', error)
    return []
  }
}

function savedUnseen({ id, revision }: Saved): Problem {
  const detail = `Post ${id} was saved as revision ${revision}, but cannot be read back right now. Load it again in a minute; do not save it a second time`
  return { status: 503, detail }
}

/** Answers with a post as it is now. */
export async function answerPost(c: Context<AppEnv>, id: number) {
  const { db, now } = c.var
  const [posts, sites] = await db.batch([editablePost(db, id), siteRow(db)])
  const post = firstEditable(posts)
  if (!post) return answerProblem(c, missing(id))
  c.header('ETag', `"${post.revision}"`)
  return c.json(presentPost(post, siteFrom(sites), c.env, now))
}
