import { eq, sql } from 'drizzle-orm'
import type { Db } from './client.ts'
import { type Media, media } from './schema.ts'

const columns = sql`key, name, type, size, width, height, alt, created_at AS createdAt`

/** Uploaded files, newest first, below the one of `before`; one more than `limit` where there are. */
export async function listMedia(
  db: Db,
  words: string,
  { before, limit }: { before: { createdAt: number; key: string } | null; limit: number },
): Promise<Media[]> {
  const last = before ?? { createdAt: Number.MAX_SAFE_INTEGER, key: '' }
  const match = words
    ? sql`(instr(lower(name), ${words}) > 0 OR instr(lower(alt), ${words}) > 0
        OR instr(key, ${words}) > 0)`
    : sql`true`
  return db.all<Media>(sql`
    SELECT ${columns} FROM media
    WHERE (created_at, key) < (${last.createdAt}, ${last.key}) AND ${match}
    ORDER BY created_at DESC, key DESC LIMIT ${limit + 1}`)
}

export async function findMedia(db: Db, key: string): Promise<Media | undefined> {
  return db.select().from(media).where(eq(media.key, key)).get()
}

export async function changeMedia(
  db: Db,
  key: string,
  change: Partial<Pick<Media, 'name' | 'alt'>>,
): Promise<void> {
  await db.update(media).set(change).where(eq(media.key, key))
}

export async function removeMedia(db: Db, key: string): Promise<void> {
  await db.delete(media).where(eq(media.key, key))
}

/** Posts, of one author or (null) all, whose text or cover shows a file: every text is looked at. */
export async function postsUsing(
  db: Db,
  key: string,
  authorId: number | null,
): Promise<{ id: number; title: string; status: string }[]> {
  return db.all(sql`
    SELECT p.id, p.title, p.status FROM posts p
    JOIN revisions r ON r.post_id = p.id AND r.revision = p.revision
    WHERE instr(r.snapshot, ${`/media/${key}`}) > 0
      AND p.author_id IS coalesce(${authorId}, p.author_id) ORDER BY p.id DESC LIMIT 50`)
}
