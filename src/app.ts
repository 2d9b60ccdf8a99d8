import { type Context, Hono } from 'hono'
import admin from './admin/api/index.ts'
import desk from './admin/ui/index.tsx'
import { chooseEdge } from './cache/choose.ts'
import { privatePolicy } from './cache/policy.ts'
import { UncertainWriteError } from './cache/publish.ts'
import { pageCache } from './cache/respond.ts'
import { NestingError } from './content/render.ts'
import { createDb } from './db/client.ts'
import { newMeter } from './db/meter.ts'
import { gatherRows } from './db/rows.ts'
import type { AppEnv } from './env.ts'
import { runJob } from './jobs/run.ts'
import { failurePage, notFoundPage } from './pages/message-page.tsx'
import { answerProblem } from './problem.ts'
import { bareView } from './renderer.ts'
import { admitRequest } from './requests.ts'
import articles from './routes/articles.ts'
import cards from './routes/cards.ts'
import comments from './routes/comments.ts'
import feeds from './routes/feeds.ts'
import health from './routes/health.ts'
import lists from './routes/lists.ts'
import live from './routes/live.ts'
import media from './routes/media.ts'
import search from './routes/search.ts'
import siteFiles from './routes/site-files.ts'
import { barePolicy, commonHeaders, pagePolicy } from './security.ts'

const policyHeader = 'Content-Security-Policy'

const app = new Hono<AppEnv>()

app.use(async function context(c, next) {
  const meter = newMeter()
  c.set('meter', meter)
  c.set('db', createDb(c.env.DB, meter))
  c.set('edge', chooseEdge(c.env, c.executionCtx))
  c.set('now', Date.now())
  c.set('waitUntil', (work) => c.executionCtx.waitUntil(work))
  await next()
  if (c.var.rowsCounted || meter.statements === 0) return
  c.var.waitUntil(gatherRows(createDb(c.env.DB, newMeter()), meter, c.var.now))
})
app.use(async function secure(c, next) {
  await next()
  const { headers } = c.res
  for (const [name, value] of commonHeaders) if (!headers.has(name)) headers.set(name, value)
})
app.use(async function restrictContent(c, next) {
  await next()
  if (!c.res.headers.has(policyHeader)) c.res.headers.set(policyHeader, barePolicy)
})
app.use(async function keepPrivate(c, next) {
  await next()
  if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', privatePolicy)
})
app.use(admitRequest())
app.use(pageCache((request, env, ctx) => app.fetch(request, env, ctx)))
app.use(async function noteDuePosts(c, next) {
  await next()
  const due = c.var.publicPage?.nextDueAt
  if (due === undefined || due === null || due > c.var.now) return
  c.var.waitUntil(runJob('publish', { ...c.var, env: c.env }))
})

for (const part of [
  health,
  admin,
  desk,
  live,
  comments,
  media,
  cards,
  search,
  siteFiles,
  feeds,
  lists,
  articles,
]) {
  app.route('/', part)
}

app.notFound((c) => {
  if (c.req.path.startsWith('/api/')) {
    return answerProblem(c, { status: 404, detail: `There is no ${c.req.method} ${c.req.path}` })
  }
  const view = bareView(c.env)
  c.header(policyHeader, pagePolicy(view.settings.accent))
  return c.html(notFoundPage(view), 404)
})

app.onError((error, c) => {
  if (error instanceof NestingError) {
    const detail = error.message
    const errors = [{ path: 'markdown', message: detail }]
    return answerProblem(c, { status: 422, detail, errors })
  }
  console.error(error)
  c.header('Retry-After', '60')
  if (c.req.path.startsWith('/api/')) {
    const reads = c.req.method === 'GET' || c.req.method === 'HEAD'
    const detail =
      error instanceof UncertainWriteError
        ? 'The database was lost while it saved, so nobody can tell whether it did. Load what you were changing again before you try once more'
        : `The database cannot be reached right now. ${whatWasSaved(c, reads)} again in a minute`
    return answerProblem(c, { status: 503, detail })
  }
  const view = bareView(c.env)
  c.header(policyHeader, pagePolicy(view.settings.accent))
  return c.html(failurePage(view), 503)
})

/** A write counts its rows, so it is known whether there was one before the failure. */
function whatWasSaved(c: Context<AppEnv>, reads: boolean): string {
  if (reads) return 'Try'
  if (c.var.meter.rowsWritten === 0) return 'Nothing was saved; try'
  return 'It was saved, but the answer could not be read back; look at it'
}

export default app
