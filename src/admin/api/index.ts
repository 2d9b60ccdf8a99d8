import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { loadSite, originOf } from '../../db/site.ts'
import type { AppEnv } from '../../env.ts'
import { answerProblem } from '../../problem.ts'
import { requireToken } from './auth.ts'
import cache from './cache.ts'
import jobs from './jobs.ts'
import media from './media.ts'
import { openApiDocument } from './openapi.ts'
import posts from './posts.ts'
import searches from './searches.ts'
import settings from './settings.ts'
import status from './status.ts'
import terms from './terms.ts'

const app = new Hono<AppEnv>()

const maxJsonBytes = 3_000_000
const maxUploadBytes = 11_000_000

app.use('/api/admin/*', requireToken())
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
  const { settings } = await loadSite(c.var.db)
  return c.json(openApiDocument(originOf(settings, c.env)))
})

for (const part of [posts, terms, settings, media, jobs, cache, searches, status])
  app.route('/', part)

app.all('/api/admin/*', (c) =>
  answerProblem(c, {
    status: 404,
    detail: `There is no ${c.req.method} ${c.req.path}; GET /api/admin/openapi.json lists what there is`,
  }),
)

export default app
