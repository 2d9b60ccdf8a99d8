import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { commit, purge } from '../cache/publish.ts'
import { declarePublic } from '../cache/respond.ts'
import { discussionTag, postTag, siteTag, summaryTag } from '../cache/tags.ts'
import { identify } from '../comments/identify.ts'
import { sendNotice } from '../comments/notice.ts'
import { judge } from '../comments/policy.ts'
import { readSent, type Sent } from '../comments/sent.ts'
import { isPerson } from '../comments/turnstile.ts'
import {
  addComment,
  type Discussed,
  findAnswerable,
  findByDigest,
  loadDiscussion,
  loadStanding,
} from '../db/comments.ts'
import type { Site } from '../db/site.ts'
import type { AppEnv } from '../env.ts'
import type { CommentProblem } from '../i18n/messages.ts'
import { commentFormPage, commentWaitingPage, discussionPage } from '../pages/discussion-page.tsx'
import { answerProblem } from '../problem.ts'
import { bareView, viewOf } from '../renderer.ts'
import { senderOf } from '../sender.ts'
import { absolute, commentPath, commentWaitingPath, postPath } from '../urls.ts'
import { answerNotFound } from './not-found.ts'
import { answerPage } from './page.ts'

const app = new Hono<AppEnv>()

const idPattern = ':id{[1-9]\\d{0,14}}'

/** Bytes of a request that is read, several times what the longest text takes: it is given back. */
const longestRequest = 256_000

app.post(
  `/api/posts/${idPattern}/comments`,
  bodyLimit({ maxSize: longestRequest, onError: (c) => refuse(c, 'long', {}, 413) }),
  async (c) => {
    const fields = await readFields(c)
    if (c.req.header('Sec-Fetch-Site') === 'cross-site') return refuse(c, 'unsent', fields, 403)
    try {
      return await answerFields(c, fields)
    } catch (error) {
      // What answers for all of the API gives no page, and the words would be lost.
      if (!isForm(c)) throw error
      console.error(error)
      return refuse(c, 'unsent', fields, 503)
    }
  },
)

async function answerFields(c: Context<AppEnv>, fields: Record<string, unknown>) {
  if (!(await isWithinLimit(c.env, c.req.raw.headers))) {
    return refuse(c, 'tooMany', fields, 429)
  }
  const sent = readSent(fields)
  if (typeof sent === 'string') return refuse(c, sent, fields)
  return receive(c, sent, fields)
}

async function readFields(c: Context<AppEnv>): Promise<Record<string, unknown>> {
  try {
    const body: unknown = isForm(c) ? await c.req.parseBody() : await c.req.json()
    return typeof body === 'object' && body !== null ? { ...body } : {}
  } catch {
    return {}
  }
}

/** A page's form without script, which is to be answered with a page. */
function isForm(c: Context<AppEnv>): boolean {
  const type = c.req.header('Content-Type') ?? ''
  return /^(?:application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type)
}

async function isWithinLimit(env: Env, headers: Headers): Promise<boolean> {
  try {
    return (await env.COMMENT_LIMIT.limit({ key: senderOf(headers) })).success
  } catch (error) {
    console.warn('The rate of comments could not be limited', error)
    return true
  }
}

type Refusal = 403 | 404 | 413 | 422 | 429 | 503

/**
 * Says what is wrong; to a form with a page that has in it what was written, to be mended or sent
 * again, even where the database cannot be asked.
 */
async function refuse(
  c: Context,
  problem: CommentProblem | 'unsent',
  fields: Record<string, unknown>,
  status: Refusal = 422,
) {
  const {
    env,
    var: { db, now },
  }: Context<AppEnv> = c
  if (status === 429 || status === 503) c.header('Retry-After', '60')
  const postId = Number(c.req.param('id'))
  const given = (name: string) => (typeof fields[name] === 'string' ? fields[name] : '')
  const parentId = problem === 'parent' ? null : Number(given('parentId')) || null
  const found = await findAnswerable(db, { postId, commentId: parentId ?? 0 }, now).catch(
    () => null,
  )
  const view = found ? viewOf(env, found.site) : bareView(env)
  const { text } = view
  const detail = problem === 'unsent' ? text.unsent : text.commentProblems[problem]
  if (!isForm(c)) return answerProblem(c, { status, detail })
  const draft = {
    parentId,
    ...{ name: given('name'), email: given('email'), url: given('url'), body: given('body') },
    problem: detail,
  }
  const { post, comment } = found ?? {}
  return answerPage(
    c,
    view.settings,
    commentFormPage(view, { postId, post, comment, draft }),
    found && !post ? 404 : status,
  )
}

/** Judges a comment and keeps it, whatever the verdict. */
async function receive(c: Context<AppEnv>, given: Sent, fields: Record<string, unknown>) {
  const { db, now } = c.var
  const postId = Number(c.req.param('id'))
  const address = c.req.header('CF-Connecting-IP')
  const secret = c.env.ADMIN_TOKEN
  const identity = identify(given, { postId, address, secret, now })
  const standing = await loadStanding(db, { postId, ...given, ...identity }, now)
  const { site, post } = standing
  if (!post) {
    if (isForm(c)) return refuse(c, 'closed', fields, 404)
    return answerProblem(c, { status: 404, detail: `There is no post ${postId}` })
  }
  if (!post.commentsOpen || !site.settings.comments) return refuse(c, 'closed', fields, 403)
  if (given.parentId !== null && !standing.parentExists) return refuse(c, 'parent', fields)
  const sent = { ...given, name: given.name || viewOf(c.env, site).text.guest }
  if (!standing.known) {
    const rules = { hold: site.settings.holdComments, blockedWords: site.settings.blockedWords }
    const verdict = judge(sent, standing, rules)
    const person = await checkPerson(c, site, fields)
    if (person !== true && verdict.status === 'approved') verdict.status = 'pending'
    const { name, email, url, body, html, parentId } = sent
    const { status } = verdict
    const statements = addComment(db, {
      ...{ postId, parentId, status, name, email, url, body, html, createdAt: now, ...identity },
      reasons: verdict.reasons.join(', '),
    })
    if (status === 'approved') {
      const write = { kind: 'comment', post: postId } as const
      await purge(c.var, [await commit(db, write, [...statements], { now })])
    } else {
      await db.batch(statements)
    }
    if (status !== 'spam') c.executionCtx.waitUntil(tellOwner(c, site, post, sent, status))
  }
  return answerSent(c, site, post, identity.digest)
}

/** Whether a person sent it, as far as this site asks. */
async function checkPerson(c: Context<AppEnv>, site: Site, fields: Record<string, unknown>) {
  const secret = c.env.TURNSTILE_SECRET
  if (!secret || !site.settings.turnstileKey) return true
  const token = String(fields['cf-turnstile-response'] ?? '')
  return isPerson(token, { secret, address: c.req.header('CF-Connecting-IP') })
}

function tellOwner(c: Context<AppEnv>, site: Site, post: Discussed, sent: Sent, status: string) {
  const { settings, origin } = viewOf(c.env, site)
  const url = absolute(origin, postPath(post, settings))
  const host = new URL(origin).hostname
  return sendNotice(c.env.MAIL, {
    to: settings.commentNotice,
    host,
    title: post.title,
    url,
    sent,
    status,
  })
}

/** Tells the sender where the comment stands; spam is told from a held one by moderators alone. */
async function answerSent(c: Context<AppEnv>, site: Site, post: Discussed, digest: string) {
  const { text, settings } = viewOf(c.env, site)
  const comment = await findByDigest(c.var.db, digest)
  const id = comment?.id ?? 0
  if (comment?.status === 'approved') {
    const path = commentPath({ id, page: comment.page, post }, settings)
    if (isForm(c)) return c.redirect(path, 303)
    c.header('Location', path)
    return c.json({ id, status: 'approved', url: path, message: text.shown }, 201)
  }
  if (isForm(c)) return c.redirect(commentWaitingPath(post.id), 303)
  const message = `${text.waiting}${text.fullStop}${text.waitingHint}`
  return c.json({ id, status: 'pending', message }, 202)
}

app.get(`/comments/${idPattern}/page/:page{[2-9]|[1-9]\\d{1,5}}/`, async (c) => {
  const page = Number(c.req.param('page'))
  const postId = Number(c.req.param('id'))
  const { site, post, ...discussion } = await loadDiscussion(c.var.db, { postId, page }, c.var.now)
  if (!post || discussion.comments.length === 0) return answerNothing(c, site, postId)
  declareDiscussion(c, site, postId)
  return answerPage(c, site.settings, discussionPage(viewOf(c.env, site), post, discussion))
})

/** The first page of a discussion stands below its article. */
app.get(`/comments/${idPattern}/`, async (c) => {
  const postId = Number(c.req.param('id'))
  const { site, post } = await loadDiscussion(c.var.db, { postId, page: 1 }, c.var.now)
  if (!post) return answerNothing(c, site, postId)
  const tags = [siteTag, postTag(postId), summaryTag(postId)]
  declarePublic(c, { kind: 'redirect', tags, nextDueAt: null })
  return c.redirect(`${postPath(post, site.settings)}#comments`, 301)
})

app.get(`/comments/${idPattern}/reply/:comment{[1-9]\\d{0,14}}/`, async (c) => {
  const { db, now } = c.var
  const postId = Number(c.req.param('id'))
  const commentId = Number(c.req.param('comment'))
  const { site, post, comment } = await findAnswerable(db, { postId, commentId }, now)
  if (!post || !comment) return answerNothing(c, site, postId)
  declareDiscussion(c, site, postId)
  const draft = { parentId: commentId }
  return answerPage(
    c,
    site.settings,
    commentFormPage(viewOf(c.env, site), { postId, post, comment, draft }),
  )
})

app.get(`/comments/${idPattern}/waiting/`, async (c) => {
  const postId = Number(c.req.param('id'))
  const { site, post } = await loadDiscussion(c.var.db, { postId, page: 1 }, c.var.now)
  if (!post) return answerNothing(c, site, postId)
  declareDiscussion(c, site, postId)
  return answerPage(c, site.settings, commentWaitingPage(viewOf(c.env, site), post))
})

function declareDiscussion(c: Context<AppEnv>, { nextDueAt }: Site, postId: number) {
  const tags = [siteTag, postTag(postId), summaryTag(postId), discussionTag(postId)]
  declarePublic(c, { kind: 'comments', tags, nextDueAt })
}

function answerNothing(c: Context<AppEnv>, site: Site, postId: number) {
  return answerNotFound(c, site, { tags: [postTag(postId), discussionTag(postId)] })
}

export default app
