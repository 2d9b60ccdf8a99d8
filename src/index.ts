import app from './app.ts'
import { chooseEdge } from './cache/choose.ts'
import { createDb } from './db/client.ts'
import { countRows } from './db/jobs.ts'
import { newMeter } from './db/meter.ts'
import { runAllJobs } from './jobs/run.ts'

export { ViewCounter } from './views/counter.ts'

export default {
  fetch: app.fetch,
  async scheduled(_controller, env, ctx) {
    const meter = newMeter()
    const db = createDb(env.DB, meter)
    const now = Date.now()
    const waitUntil = (work: Promise<unknown>) => ctx.waitUntil(work)
    await runAllJobs({ env, meter, db, edge: chooseEdge(env, ctx), now, waitUntil })
    await countRows(db, meter, now)
  },
} satisfies ExportedHandler<Env>
