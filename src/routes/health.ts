import { Hono } from 'hono'
import { version } from '../../package.json'
import { loadSite } from '../db/site.ts'
import type { AppEnv } from '../env.ts'

const app = new Hono<AppEnv>()

/** Whether the Worker can answer from D1. */
app.get('/healthz', async (c) => {
  try {
    await loadSite(c.var.db)
    return c.json({ status: 'ok', version })
  } catch (error) {
    console.error('The database did not answer', error)
    c.header('Retry-After', '30')
    return c.json({ status: 'unavailable', version }, 503)
  }
})

export default app
