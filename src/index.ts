import app from './app.ts'
import { chooseEdge } from './cache/choose.ts'
import { createDb } from './db/client.ts'
import { newMeter } from './db/meter.ts'
import { countRows } from './db/rows.ts'
import { runAllJobs } from './jobs/run.ts'

export { ViewCounter } from './views/counter.ts'

/** As wrangler.toml has it: a run so far apart from the next may compute for 15 minutes. */
const hourlyCron = '57 * * * *'

export default {
  fetch: app.fetch,
  async scheduled({ cron }, env, ctx) {
    const meter = newMeter()
    const db = createDb(env.DB, meter)
    const now = Date.now()
    const waitUntil = (work: Promise<unknown>) => ctx.waitUntil(work)
    const hourly = cron === hourlyCron
    await runAllJobs({ env, meter, db, edge: chooseEdge(env, ctx), now, hourly, waitUntil })
    await countRows(db, meter, now)
  },
} satisfies ExportedHandler<Env>
