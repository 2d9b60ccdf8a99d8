import type { EdgeCache } from '../cache/edge.ts'
import type { Db } from '../db/client.ts'

/** What a job works with; `now` is the time of the run. */
export interface JobContext {
  db: Db
  env: Env
  edge: EdgeCache
  now: number
}

/** What a run did, for the status page. */
export type Report = Record<string, number | string | boolean>
