import { lt, sql } from 'drizzle-orm'
import type { Db } from './client.ts'
import { challenges } from './schema.ts'

/** How long an authenticator has to answer, in ms. */
export const answerTime = 5 * 60_000

/** The row of the `jobs` table that keeps the key. */
const keyName = 'challenge-key'

/** The key that seals challenges: the first `fresh` one that was offered, read ever after. */
export async function challengeKey(db: Db, fresh: string): Promise<string> {
  const find = () =>
    db.all<{ key: string }>(sql`SELECT cursor AS key FROM jobs WHERE name = ${keyName}`)
  const [known] = await find()
  if (known) return known.key
  await db.run(sql`INSERT INTO jobs (name, cursor) VALUES (${keyName}, ${fresh})
    ON CONFLICT DO NOTHING`)
  return (await find())[0]?.key ?? fresh
}

/** Takes a challenge that was answered well: true once. Those that are over are forgotten. */
export async function takeChallenge(
  db: Db,
  answered: { challenge: string; authorId: number },
  now: number,
): Promise<boolean> {
  const [, rows] = await db.batch([
    db.delete(challenges).where(lt(challenges.expiresAt, now)),
    db
      .insert(challenges)
      .values({ ...answered, expiresAt: now + answerTime })
      .onConflictDoNothing()
      .returning({ challenge: challenges.challenge }),
  ])
  return rows.length > 0
}
