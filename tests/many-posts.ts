import { env } from 'cloudflare:workers'

const day = 86_400_000
const firstDay = Date.UTC(1990, 0, 1)

/**
 * Fills an empty site with `count` posts straight through SQL, the way saving would: about 50 bytes
 * of text each, one a day, ten categories, a hundred tags, every related list full.
 */
export async function givenManyPosts(count: number): Promise<void> {
  const chunk = 2_000
  await env.DB.batch([
    env.DB.prepare(`INSERT INTO authors (id, slug, name) VALUES (1, 'inkstone', 'Inkstone')`),
    numbered(10, `INSERT INTO categories (id, slug, name) SELECT i, 'c' || i, 'Category ' || i`),
    numbered(100, `INSERT INTO tags (id, slug, name) SELECT i, 't' || i, 'Tag ' || i`),
  ])
  for (let from = 1; from <= count; from += chunk) {
    const to = Math.min(count, from + chunk - 1)
    const time = `${firstDay} + i * ${Math.min(day, Math.floor((Date.now() - firstDay) / (count + 1)))}`
    const insert = (statement: string) => range(from, to, statement)
    await env.DB.batch([
      insert(`INSERT INTO posts (id, slug, title, status, published_at, live_at, created_at,
          updated_at, revision, category_id, author_id, excerpt, word_count, related_pinned,
          related_blocked)
        SELECT i, 'post-' || i, 'Post ' || i, 'published', ${time}, ${time}, ${time}, ${time}, 1,
          i % 10 + 1, 1, 'Excerpt of post ' || i, 12, '[]', '[]'`),
      insert(`INSERT INTO post_bodies (post_id, html, contents)
        SELECT i, '<p>The text of post number ' || i || '.</p>', '[]'`),
      insert(`INSERT INTO revisions (post_id, revision, created_at, editor, snapshot)
        SELECT i, 1, ${time}, 'owner', json_object('title', 'Post ' || i, 'slug', 'post-' || i,
          'markdown', 'The text of post number ' || i || '.', 'summary', NULL, 'cover', NULL,
          'category', 'Category ' || (i % 10 + 1), 'tags', json_array('Tag ' || (i % 100 + 1)),
          'author', 'Inkstone', 'language', NULL, 'status', 'published', 'publishedAt', ${time},
          'pinned', json('false'), 'commentsOpen', json('true'), 'relatedPinned', json('[]'),
          'relatedBlocked', json('[]'))`),
      insert(`INSERT INTO post_tags (post_id, position, tag_id)
        SELECT i, 0, i % 100 + 1`),
      insert(`INSERT INTO post_views (post_id, views, popularity) SELECT i, i, i % 997`),
      insert(`INSERT INTO related (post_id, algorithm, neighbours)
        SELECT i, 1, (SELECT json_group_array(json_object('id', (i * 7 + j.value * 13) % ${count} + 1,
          'score', 0.5, 'reasons', json_array('text'))) FROM json_each('[1,2,3,4,5,6,7,8]') j)`),
      ...[
        `'home'`,
        `'c' || (i % 10 + 1)`,
        `'t' || (i % 100 + 1)`,
        `'a1'`,
        `strftime('y%Y', (${time}) / 1000, 'unixepoch')`,
        `strftime('m%Y-%m', (${time}) / 1000, 'unixepoch')`,
      ].map((list) =>
        insert(`INSERT INTO list_posts (list, live_at, post_id) SELECT ${list}, ${time}, i`),
      ),
    ])
  }
  await env.DB.prepare('UPDATE site SET last_post_id = ?').bind(count).run()
}

function numbered(count: number, statement: string) {
  return range(1, count, statement)
}

/** `statement` selects from the numbers `i` from `from` to `to`. */
function range(from: number, to: number, statement: string): D1PreparedStatement {
  const numbers = `(WITH RECURSIVE n(i) AS (SELECT ${from} UNION ALL SELECT i + 1 FROM n WHERE i < ${to})
    SELECT i FROM n)`
  return env.DB.prepare(`${statement} FROM ${numbers} ORDER BY i`)
}
