/** Cron runs every five minutes; after three missed runs something is wrong. */
const lateAfter = 15 * 60_000

/** Whether a job that last finished then should have run since. */
export function isLate(finishedAt: string | null, now: number): boolean {
  return finishedAt === null || now - Date.parse(finishedAt) > lateAfter
}
