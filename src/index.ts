import app from './app.ts'
import { chooseEdge } from './cache/choose.ts'
import { createDb } from './db/client.ts'
import { newMeter } from './db/meter.ts'
import { runAllJobs } from './jobs/run.ts'

export { ViewCounter } from './views/counter.ts'

export default {
  fetch: app.fetch,
  async scheduled(_controller, env, ctx) {
    const db = createDb(env.DB, newMeter())
    await runAllJobs({ db, env, edge: chooseEdge(env, ctx), now: Date.now() })
  },
} satisfies ExportedHandler<Env>
