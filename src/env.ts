import type { Identity } from './admin/auth/identity.ts'
import type { EdgeCache } from './cache/edge.ts'
import type { Db } from './db/client.ts'
import type { Meter } from './db/meter.ts'

declare global {
  /** Bindings that a deployment may have; without them what they serve is off. */
  interface Env {
    /** Purges the zone's cache for the `cache-api` edge driver. */
    PURGE_TOKEN?: string
    MAIL?: SendEmail
    TURNSTILE_SECRET?: string
  }
}

/** What every handler finds in its context. */
export interface AppEnv {
  Bindings: Env
  Variables: {
    db: Db
    meter: Meter
    edge: EdgeCache
    /** The instant the request came in: queries take it, nothing below reads the clock. */
    now: number
    /** Lets work go on after the response. */
    waitUntil: (work: Promise<unknown>) => void
    /** The request asked for a fresh render, past every cache (local development only). */
    fresh: boolean
    /** Who asks, on the addresses of editors; absent while nobody has signed in. */
    identity?: Identity
    /** What this request cost is part of the rows of the day already. */
    rowsCounted?: boolean
    /** Who writes, for the history of posts. */
    editor: string
  }
}

/** Whether diagnostics may be shown: true for `npm start` and tests, never in production. */
export function isLocal(env: Env): boolean {
  return env.ENVIRONMENT === 'local'
}
