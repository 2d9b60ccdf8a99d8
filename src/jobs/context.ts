import type { PurgeContext } from '../cache/publish.ts'
import type { Meter } from '../db/meter.ts'

/** What a job works with; `now` is the time of the run. */
export interface JobContext extends PurgeContext {
  env: Env
  /** Counts what `db` is asked. */
  meter: Meter
  /** The run of the hour, which may compute for minutes on the paid plan. */
  hourly?: boolean
}

/** What a run did, for the status page. */
export type Report = Record<string, number | string | boolean>
