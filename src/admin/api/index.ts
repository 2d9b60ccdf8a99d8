import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { loadSite, originOf } from '../../db/site.ts'
import type { AppEnv } from '../../env.ts'
import { answerProblem } from '../../problem.ts'
import { refusalOf } from '../auth/authorise.ts'
import { identify, signInFirst } from '../auth/identify.ts'
import cache from './cache.ts'
import comments from './comments.ts'
import drafts from './drafts.ts'
import jobs from './jobs.ts'
import links from './links.ts'
import media from './media.ts'
import passkeys from './passkeys.ts'
import people from './people.ts'
import posts from './posts.ts'
import redirects from './redirects.ts'
import searches from './searches.ts'
import session from './session.ts'
import settings from './settings.ts'
import statistics from './statistics.ts'
import status from './status.ts'
import terms from './terms.ts'
import tokens from './tokens.ts'
import writing from './writing.ts'

const app = new Hono<AppEnv>()

const maxJsonBytes = 3_000_000
const maxUploadBytes = 11_000_000

app.use('/api/admin/*', identify())
app.use('/api/admin/*', (c, next) => {
  const maxSize = c.req.path === '/api/admin/media' ? maxUploadBytes : maxJsonBytes
  return bodyLimit({
    maxSize,
    onError: () =>
      answerProblem(c, {
        status: 413,
        detail: `The body has more than ${maxSize / 1e6} MB. A post takes up to 900 kB of Markdown, an image up to 10 MB`,
      }),
  })(c, next)
})

app.get('/api/admin/openapi.json', async (c) => {
  const refusal = await refusalOf(c, 'GET /api/admin/openapi.json')
  if (refusal) return answerProblem(c, refusal)
  const { settings } = await loadSite(c.var.db)
  const document = await c.env.ASSETS.fetch('https://assets.local/admin/assets/openapi.json')
  if (!document.ok) throw new Error('The OpenAPI document is missing: npm run build makes it')
  return c.json({
    ...(await document.json<object>()),
    servers: [{ url: originOf(settings, c.env) }],
  })
})

const parts = [
  ...[posts, drafts, writing, comments, terms, links, redirects, settings, media, jobs, cache],
  ...[status, statistics, searches, session, passkeys, tokens, people],
]
for (const part of parts) app.route('/', part)

app.all('/api/admin/*', (c) => {
  if (!c.var.identity) return answerProblem(c, signInFirst)
  const detail = `There is no ${c.req.method} ${c.req.path}; GET /api/admin/openapi.json lists what there is`
  return answerProblem(c, { status: 404, detail })
})

export default app
