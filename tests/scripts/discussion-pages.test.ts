import { readdirSync, readFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const folder = fileURLToPath(new URL('../../migrations/', import.meta.url))

function migrate(db: DatabaseSync, file: string) {
  const text = readFileSync(folder + file, 'utf8')
  for (const statement of text.split('--> statement-breakpoint')) db.exec(statement)
}

it('0010_discussion_pages spreads pages that are too full and fills a first one that is empty', () => {
  const db = new DatabaseSync(':memory:')
  const files = readdirSync(folder).filter((name) => name.endsWith('.sql'))
  for (const file of files.filter((name) => name < '0010')) migrate(db, file)
  db.exec(`
    INSERT INTO posts (id, slug, title, status, created_at, updated_at, revision, excerpt, word_count,
      related_pinned, related_blocked)
    SELECT value, value, value, 'published', 0, 0, 1, '', 0, '[]', '[]' FROM json_each('[1,2]');
    WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 300)
    INSERT INTO comments (post_id, status, name, body, html, created_at, page)
    SELECT 1, 'approved', 'x', 'x', 'x', 0, 1 + (n > 250) FROM n;
    INSERT INTO comments (post_id, status, name, body, html, created_at, page)
    VALUES (2, 'trash', 'x', 'x', 'x', 0, 1), (2, 'approved', 'x', 'x', 'x', 0, 2);`)

  for (const file of files.filter((name) => name >= '0010')) migrate(db, file)

  const pages = db
    .prepare(`SELECT post_id AS post, page, count(*) AS n FROM comments
      WHERE status = 'approved' GROUP BY post_id, page`)
    .all()
    .map((row) => ({ ...row }))
  const spread = Array.from({ length: 11 }, (_, index) => ({ post: 1, page: 3 + index, n: 20 }))
  expect(pages).toEqual([
    { post: 1, page: 1, n: 40 },
    { post: 1, page: 2, n: 40 },
    ...spread,
    { post: 2, page: 1, n: 1 },
  ])
  db.close()
})
