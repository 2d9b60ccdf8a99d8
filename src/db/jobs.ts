import { eq, sql } from 'drizzle-orm'
import type { Db } from './client.ts'
import { type Job, jobs } from './schema.ts'

/** Takes the lease of a job for `duration` ms; false while somebody else holds it. */
export async function takeLease(
  db: Db,
  name: string,
  now: number,
  duration: number,
): Promise<boolean> {
  const taken = await db.all<{ name: string }>(sql`
    INSERT INTO jobs (name, lease_until, started_at) VALUES (${name}, ${now + duration}, ${now})
    ON CONFLICT (name) DO UPDATE
    SET lease_until = excluded.lease_until, started_at = excluded.started_at
    WHERE jobs.lease_until <= ${now} RETURNING name`)
  return taken.length > 0
}

/** A job whose lease was taken, when it last finished, and the profile that runs are bounded by. */
export interface LeasedJob {
  name: string
  finishedAt: number | null
  profile: 'free' | 'paid'
}

/** Takes the leases of all of `names` that nobody holds, for `duration` ms, in one statement. */
export async function takeLeases(
  db: Db,
  names: readonly string[],
  now: number,
  duration: number,
): Promise<LeasedJob[]> {
  return db.all<LeasedJob>(sql`
    INSERT INTO jobs (name, lease_until, started_at)
    SELECT value, ${now + duration}, ${now} FROM json_each(${JSON.stringify(names)}) WHERE true
    ON CONFLICT (name) DO UPDATE
    SET lease_until = excluded.lease_until, started_at = excluded.started_at
    WHERE jobs.lease_until <= ${now}
    RETURNING name, finished_at AS finishedAt,
      coalesce((SELECT settings ->> 'indexProfile' FROM site WHERE id = 1), 'free') AS profile`)
}

/** What a job came to. */
export interface FinishedJob {
  name: string
  outcome: 'ok' | 'failed'
  report: Record<string, unknown>
}

/**
 * Gives the leases of `names` back that were taken at `startedAt`, with the reports of those that
 * ran, in one statement. A lease that ran out and is another run's now is left alone.
 */
export async function finishJobs(
  db: Db,
  names: readonly string[],
  finished: readonly FinishedJob[],
  startedAt: number,
): Promise<void> {
  const done = new Map(finished.map((job) => [job.name, job]))
  const rows = names.map((name) => ({ name, ...done.get(name) }))
  await db.run(sql`UPDATE jobs SET lease_until = 0,
      finished_at = iif(j.value ->> 'outcome' IS NULL, finished_at, ${startedAt}),
      outcome = coalesce(j.value ->> 'outcome', outcome),
      report = coalesce(j.value -> 'report', report)
    FROM json_each(${JSON.stringify(rows)}) j
    WHERE jobs.name = j.value ->> 'name' AND started_at = ${startedAt}`)
}

/** The last run of every job (there are few). */
export async function allJobs(db: Db): Promise<Job[]> {
  return db.select().from(jobs).orderBy(jobs.name)
}

/** What a counter of the `jobs` table has for the day of `now`; undefined when it is of another day. */
export function countedToday(
  counter: Pick<Job, 'cursor'> | undefined,
  now: number,
): Record<string, number> | undefined {
  const { day, ...counts } = JSON.parse(counter?.cursor ?? '{}')
  return day === dayOf(now) ? counts : undefined
}

/** The day (UTC) that `now` is part of, as `2026-11-25`. */
export function dayOf(now: number): string {
  return new Date(now).toISOString().slice(0, 10)
}

/** KV writes a day that we allow ourselves: the free plan has 1,000. */
export const dailyKvWrites = 800

/** Spends `count` of the day's KV writes; false when they would exceed what is allowed. */
export async function spendKvWrites(db: Db, count: number, now: number): Promise<boolean> {
  const day = dayOf(now)
  const spent = await db.all<{ name: string }>(sql`
    INSERT INTO jobs (name, cursor)
    VALUES ('kv-writes', json_object('day', ${day}, 'writes', ${count}))
    ON CONFLICT (name) DO UPDATE SET cursor = iif(jobs.cursor ->> 'day' = ${day},
      json_set(jobs.cursor, '$.writes', jobs.cursor ->> 'writes' + ${count}), excluded.cursor)
    WHERE jobs.cursor ->> 'day' <> ${day}
      OR jobs.cursor ->> 'writes' + ${count} <= ${dailyKvWrites}
    RETURNING name`)
  return spent.length > 0
}

/** Query: the last run of a job. */
export function jobRow(db: Db, name: string) {
  return db.select().from(jobs).where(eq(jobs.name, name))
}

/** Where a job left off; null where it never did. */
export async function jobCursor(db: Db, name: string): Promise<string | null> {
  const [row] = await jobRow(db, name)
  return row?.cursor ?? null
}

/** Statement: notes where a job that holds its lease leaves off. */
export function setJobCursor(db: Db, name: string, cursor: string | null) {
  return db.update(jobs).set({ cursor }).where(eq(jobs.name, name))
}
