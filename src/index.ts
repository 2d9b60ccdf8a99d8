import app from './app.ts'
import { chooseEdge } from './cache/choose.ts'
import { createDb } from './db/client.ts'
import { newMeter } from './db/meter.ts'
import { runAllJobs } from './jobs/run.ts'

export { ViewCounter } from './views/counter.ts'

/** As wrangler.toml has it: a run so far apart from the next may compute for 15 minutes. */
const hourlyCron = '57 * * * *'

export default {
  fetch: app.fetch,
  async scheduled({ cron }, env, ctx) {
    const meter = newMeter()
    await runAllJobs({
      env,
      meter,
      db: createDb(env.DB, meter),
      edge: chooseEdge(env, ctx),
      now: Date.now(),
      hourly: cron === hourlyCron,
      waitUntil: (work) => ctx.waitUntil(work),
    })
  },
} satisfies ExportedHandler<Env>
