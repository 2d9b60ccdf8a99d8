import { Hono } from 'hono'
import { landscape } from '../cards/landscape.ts'
import { encodePng } from '../cards/png.ts'
import type { AppEnv } from '../env.ts'

const app = new Hono<AppEnv>()

/**
 * The drawn picture of a post, or of the site (0), for cards on other sites. Its address says all it
 * depends on, so it needs no query and never changes.
 */
app.get('/card/:name{(?:0|[1-9]\\d{0,14})-[0-9a-f]{6}\\.png}', async (c) => {
  const [id = '', colour = ''] = c.req.param('name').split(/[-.]/)
  const png = await encodePng(landscape(Number(id), `#${colour}`))
  c.header('Cache-Control', 'public, max-age=31536000, immutable')
  c.header('Content-Type', 'image/png')
  return c.body(new Uint8Array(png))
})

export default app
