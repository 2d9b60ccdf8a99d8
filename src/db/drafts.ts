import { and, eq, lt, sql } from 'drizzle-orm'
import type { Db } from './client.ts'
import { drafts } from './schema.ts'

export type Draft = typeof drafts.$inferSelect

/** How long a draft nobody came back to is kept, in ms. */
const keptFor = 180 * 86_400_000

/** Starts a draft, and forgets those the person has long left behind. */
export async function addDraft(
  db: Db,
  draft: Pick<Draft, 'postId' | 'authorId' | 'baseRevision' | 'fields'>,
  now: number,
): Promise<number> {
  const [, rows] = await db.batch([
    db
      .delete(drafts)
      .where(and(eq(drafts.authorId, draft.authorId), lt(drafts.updatedAt, now - keptFor))),
    db
      .insert(drafts)
      .values({ ...draft, updatedAt: now })
      .returning({ id: drafts.id }),
  ])
  return rows[0]?.id ?? 0
}

/** Writes a draft again if it is still at `version`; false where another window was faster. */
export async function updateDraft(
  db: Db,
  draft: Pick<Draft, 'id' | 'authorId' | 'version' | 'fields' | 'baseRevision'>,
  now: number,
): Promise<boolean> {
  const { id, authorId, version, fields, baseRevision } = draft
  const rows = await db
    .update(drafts)
    .set({ fields, baseRevision, updatedAt: now, version: version + 1 })
    .where(and(eq(drafts.id, id), eq(drafts.authorId, authorId), eq(drafts.version, version)))
    .returning({ id: drafts.id })
  return rows.length > 0
}

export async function findDraft(db: Db, id: number, authorId: number): Promise<Draft | undefined> {
  return db
    .select()
    .from(drafts)
    .where(and(eq(drafts.id, id), eq(drafts.authorId, authorId)))
    .get()
}

/** The person's drafts, newest first: of one post, or (null) of posts not saved yet. */
export async function listDrafts(
  db: Db,
  authorId: number,
  postId: number | null | undefined,
): Promise<Draft[]> {
  const rows = await db.select().from(drafts).where(eq(drafts.authorId, authorId))
  return rows
    .filter((draft) => postId === undefined || draft.postId === postId)
    .sort((a, b) => b.updatedAt - a.updatedAt)
}

export async function removeDraft(db: Db, id: number, authorId: number): Promise<void> {
  await db.delete(drafts).where(and(eq(drafts.id, id), eq(drafts.authorId, authorId)))
}

/** Who else has typed in a post since `since`, and the revision it is at now. */
export async function postActivity(
  db: Db,
  postId: number,
  except: number,
  since: number,
): Promise<{ revision: number | null; others: { name: string; updatedAt: number }[] }> {
  const [posts, others] = await db.batch([
    db.all<{ revision: number }>(sql`SELECT revision FROM posts WHERE id = ${postId}`),
    db.all<{ name: string | null; updatedAt: number }>(sql`
      SELECT (SELECT name FROM authors WHERE id = d.author_id) AS name, d.updated_at AS updatedAt
      FROM drafts d WHERE d.post_id = ${postId} AND d.updated_at > ${since} AND d.id <> ${except}
      ORDER BY d.updated_at DESC LIMIT 10`),
  ])
  return {
    revision: posts[0]?.revision ?? null,
    others: others.map(({ name, updatedAt }) => ({ name: name ?? '?', updatedAt })),
  }
}
