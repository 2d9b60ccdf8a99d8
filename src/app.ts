import { type Context, Hono } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import admin from './admin/api/index.ts'
import { chooseEdge } from './cache/choose.ts'
import { pageCache } from './cache/respond.ts'
import { createDb } from './db/client.ts'
import { newMeter } from './db/meter.ts'
import type { AppEnv } from './env.ts'
import { runJob } from './jobs/run.ts'
import { failurePage, notFoundPage } from './pages/message-page.tsx'
import { answerProblem } from './problem.ts'
import { viewOf } from './renderer.ts'
import articles from './routes/articles.ts'
import feeds from './routes/feeds.ts'
import health from './routes/health.ts'
import lists from './routes/lists.ts'
import live from './routes/live.ts'
import media from './routes/media.ts'
import search from './routes/search.ts'
import siteFiles from './routes/site-files.ts'
import { barePolicy, pagePolicy } from './security.ts'
import { readSettings } from './settings.ts'

const policyHeader = 'Content-Security-Policy'

const app = new Hono<AppEnv>()

app.use(async function context(c, next) {
  const meter = newMeter()
  c.set('meter', meter)
  c.set('db', createDb(c.env.DB, meter))
  c.set('edge', chooseEdge(c.env, c.executionCtx))
  c.set('now', Date.now())
  await next()
})
app.use(
  secureHeaders({
    crossOriginResourcePolicy: 'same-site',
    referrerPolicy: 'strict-origin-when-cross-origin',
    strictTransportSecurity: false,
    xFrameOptions: 'DENY',
  }),
)
app.use(async function restrictContent(c, next) {
  await next()
  if (!c.res.headers.has(policyHeader)) c.res.headers.set(policyHeader, barePolicy)
})
app.use(pageCache())
app.use(async function noteDuePosts(c, next) {
  await next()
  const due = c.var.publicPage?.nextDueAt
  if (due === undefined || due === null || due > c.var.now) return
  const { db, edge, now } = c.var
  c.executionCtx.waitUntil(runJob('publish', { db, env: c.env, edge, now }))
})

for (const part of [health, admin, live, media, search, siteFiles, feeds, lists, articles]) {
  app.route('/', part)
}

app.notFound((c) => {
  if (c.req.path.startsWith('/api/')) {
    return answerProblem(c, { status: 404, detail: `There is no ${c.req.method} ${c.req.path}` })
  }
  const view = bareView(c)
  c.header(policyHeader, pagePolicy(view.settings.accent))
  return c.html(notFoundPage(view), 404)
})

app.onError((error, c) => {
  console.error(error)
  c.header('Retry-After', '60')
  c.header('Cache-Control', 'no-store')
  if (c.req.path.startsWith('/api/')) {
    const detail =
      'The database cannot be reached right now. Nothing was saved; try again in a minute'
    return answerProblem(c, { status: 503, detail })
  }
  const view = bareView(c)
  c.header(policyHeader, pagePolicy(view.settings.accent))
  return c.html(failurePage(view), 503)
})

/** What pages can be told when the database cannot be asked. */
function bareView(c: Context<AppEnv>) {
  return viewOf(c.env, { settings: readSettings({}) })
}

export default app
