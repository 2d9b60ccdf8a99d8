import { packNumbers } from '../../src/related/packing.ts'
import { algorithm, countTerms } from '../../src/related/terms.ts'
import { indexedPost } from '../../src/search/terms.ts'
import { type LocalSite, openLocalSite } from '../eval/local-site.ts'
import { seededRandom } from '../eval/sampling.ts'

const postsPerBatch = 250

export interface Text {
  title: string
  text: string
}

/** A local site with `texts`, written straight through SQL the way saving writes them. */
export async function filledSite(texts: Iterable<Text>): Promise<LocalSite> {
  const site = await openLocalSite()
  let batch: Text[] = []
  let next = 1
  for (const text of texts) {
    batch.push(text)
    if (batch.length < postsPerBatch) continue
    await insert(site, batch, next)
    next += batch.length
    batch = []
  }
  await insert(site, batch, next)
  await site.d1
    .prepare('UPDATE site SET last_post_id = ?')
    .bind(next + batch.length)
    .run()
  return site
}

async function insert({ d1 }: LocalSite, texts: Text[], first: number) {
  const posts = texts.map(({ title, text }, index) => ({
    id: first + index,
    ...{ ...indexedPost(title, text), text, name: title },
    counts: packNumbers(countTerms(title, text).counts),
  }))
  const list = JSON.stringify(posts)
  await d1.batch(
    [
      `INSERT INTO posts (id, slug, title, status, published_at, live_at, created_at, updated_at,
        revision, excerpt, word_count, related_pinned, related_blocked)
      SELECT value ->> 'id', 'post-' || (value ->> 'id'), value ->> 'name', 'published',
        value ->> 'id', value ->> 'id', 0, 0, 1, '', 0, '[]', '[]' FROM json_each(?)`,
      `INSERT INTO post_bodies (post_id, html, contents, text)
      SELECT value ->> 'id', '', '[]', value ->> 'text' FROM json_each(?)`,
      `INSERT INTO revisions (post_id, revision, created_at, editor, snapshot)
      SELECT value ->> 'id', 1, 0, 'owner', json_object('title', value ->> 'name',
        'slug', 'post-' || (value ->> 'id'), 'markdown', value ->> 'text', 'summary', NULL,
        'cover', NULL, 'category', NULL, 'tags', json('[]'), 'author', NULL, 'language', NULL,
        'status', 'published', 'publishedAt', value ->> 'id', 'pinned', json('false'),
        'commentsOpen', json('true'), 'relatedPinned', json('[]'), 'relatedBlocked', json('[]'))
      FROM json_each(?)`,
      `INSERT INTO list_posts (list, live_at, post_id)
      SELECT 'home', value ->> 'id', value ->> 'id' FROM json_each(?)`,
      `INSERT INTO search (rowid, title, body)
      SELECT value ->> 'id', value ->> 'title', value ->> 'body' FROM json_each(?)`,
      `INSERT INTO vectors (post_id, algorithm, counts)
      SELECT value ->> 'id', ${algorithm}, value ->> 'counts' FROM json_each(?)`,
    ].map((statement) => d1.prepare(statement).bind(list)),
  )
}

/**
 * Texts of words of two characters, few of them frequent and most of them rare, as words are. A post
 * tells of two of many subjects, and a third of its words are theirs. `word` is the source of words
 * for queries.
 */
export function* inventedTexts(count: number, words: number, seed = 1): Generator<Text> {
  const random = seededRandom(seed)
  const word = wordSource(random)
  const subjects = Array.from({ length: Math.ceil(count / 8) }, () =>
    Array.from({ length: 40 }, word),
  )
  for (let post = 0; post < count; post++) {
    const own = [0, 1].map(() => subjects[Math.floor(subjects.length * random())] ?? [])
    const next = (n: number) => {
      const subject = own[n % 2] ?? []
      return n % 3 === 0 ? (subject[Math.floor(subject.length * random())] ?? '') : word()
    }
    const write = (length: number) =>
      Array.from({ length }, (_, n) => next(n) + (n % 8 < 7 ? '' : '，'))
    yield { title: write(6).join(''), text: write(words).join('') }
  }
}

/** Words of two characters, the first of the vocabulary most often. */
export function wordSource(random: () => number): () => string {
  const character = () => String.fromCharCode(0x4e00 + Math.floor(random() * 4_000))
  const vocabulary = Array.from({ length: 20_000 }, () => character() + character())
  return () => vocabulary[Math.floor(vocabulary.length * random() ** 2)] ?? ''
}
