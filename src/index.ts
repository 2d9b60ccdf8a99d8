import app from './app.ts'
import { chooseEdge } from './cache/choose.ts'
import { createDb } from './db/client.ts'
import { newMeter } from './db/meter.ts'
import { runAllJobs } from './jobs/run.ts'

export { ViewCounter } from './views/counter.ts'

export default {
  fetch: app.fetch,
  async scheduled(_controller, env, ctx) {
    const meter = newMeter()
    await runAllJobs({
      env,
      meter,
      db: createDb(env.DB, meter),
      edge: chooseEdge(env, ctx),
      now: Date.now(),
      waitUntil: (work) => ctx.waitUntil(work),
    })
  },
} satisfies ExportedHandler<Env>
