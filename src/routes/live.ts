import { Hono } from 'hono'
import { declarePublic } from '../cache/respond.ts'
import { discussionTag, relatedTag, siteTag, summaryTag } from '../cache/tags.ts'
import { loadArticle, loadLive, locatePost } from '../db/articles.ts'
import type { AppEnv } from '../env.ts'
import { answerProblem } from '../problem.ts'
import { viewOf } from '../renderer.ts'
import { absolute, postPath } from '../urls.ts'
import { counterName, countView, pendingViews } from '../views/client.ts'

const app = new Hono<AppEnv>()

const idPattern = ':id{[1-9]\\d{0,14}}'

/** The view beacon: sent by the page's script after the page was really seen. */
app.post(`/api/posts/${idPattern}/view`, async (c) => {
  await countView(c.env, Number(c.req.param('id')), c.req.raw)
  return c.body(null, 204)
})

/** The counts that change without the page changing; some seconds old at most. */
app.get(`/api/posts/${idPattern}/live`, async (c) => {
  const id = Number(c.req.param('id'))
  const live = await loadLive(c.var.db, { id, counter: counterName(c.env) }, c.var.now)
  if (!live) return answerProblem(c, { status: 404, detail: `There is no post ${id}` })
  const pending = await pendingViews(c.env, id, live.flush)
  const tags = [siteTag, summaryTag(id), discussionTag(id)]
  declarePublic(c, { kind: 'live', tags, nextDueAt: null })
  return c.json({ views: live.views + pending, comments: live.comments })
})

app.get(`/api/posts/${idPattern}/related`, async (c) => {
  const { db, now } = c.var
  const id = Number(c.req.param('id'))
  const { site } = await locatePost(db, { id })
  const { settings, origin } = viewOf(c.env, site)
  const article = await loadArticle(db, id, now, settings.relatedCount)
  if (!article) return answerProblem(c, { status: 404, detail: `There is no post ${id}` })
  const related = article.related.map((post) => {
    const { title, score, reasons } = post
    return { id: post.id, title, url: absolute(origin, postPath(post, settings)), score, reasons }
  })
  declarePublic(c, {
    kind: 'related',
    nextDueAt: site.nextDueAt,
    tags: [siteTag, relatedTag(id), ...[id, ...article.listed].map(summaryTag)],
  })
  return c.json({ id, related })
})

export default app
