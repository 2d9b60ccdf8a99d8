import type { Statement } from '../cache/publish.ts'
import { proseOfHtml } from '../content/render.ts'
import type { Db } from '../db/client.ts'
import {
  compareIndex,
  cursorOf,
  cursorRow,
  dropIndexed,
  type IndexCursor,
  storeCursor,
  storeIndex,
  storeKeys,
  textsToIndex,
  type UnfoldedName,
  unfoldedNames,
} from '../db/search-index.ts'
import { loadSite } from '../db/site.ts'
import { keysOf } from '../search/keys.ts'
import { indexedPost, indexVersion } from '../search/terms.ts'
import type { JobContext } from './context.ts'

/** How many posts one step indexes, and how many it compares with the index. */
const indexedPerStep = 25
const comparedPerStep = 200
/** Bytes of terms that one step stores: a parameter may have 2 MB. */
const bytesPerStep = 1_700_000
const namesPerStep = 100
/** How often the whole index is compared with the posts, in ms. */
const checkedEvery = 24 * 3_600_000

/**
 * One bounded step of keeping the search index whole. Saving a post indexes it at once; this job
 * makes the index anew when its form changes, and once a day finds what is missing or too much.
 * Search answers meanwhile from what there is. A step commits its work with its cursor, so it can be
 * cut off anywhere.
 */
export async function indexSearchStep({
  db,
  now,
}: JobContext): Promise<{ processed: number; removed: number; remaining: number }> {
  const [names, cursors] = await db.batch([unfoldedNames(db, namesPerStep), cursorRow(db)])
  const keys = keyStatements(db, names)
  const cursor = cursorAt(cursorOf(cursors), now)
  if (cursor.finishedAt !== null) {
    await write(db, keys)
    return { processed: names.length, removed: 0, remaining: 0 }
  }
  const limit = cursor.full ? indexedPerStep : comparedPerStep
  const { listed, indexed, upTo, last } = await compareIndex(db, cursor.after, limit)
  const known = new Set(indexed)
  const wanted = cursor.full ? listed : listed.filter((id) => !known.has(id))
  const posts = await readPosts(db, wanted.slice(0, indexedPerStep))
  const stopped = posts.length < wanted.length ? wanted[posts.length] : undefined
  const after = stopped === undefined ? upTo : stopped - 1
  const alive = new Set(listed)
  const stray = indexed.filter((id) => id <= after && !alive.has(id))
  const finished = last && stopped === undefined
  const next = { ...cursor, after, finishedAt: finished ? now : null }
  await write(db, [
    ...keys,
    ...storeIndex(db, posts),
    ...dropIndexed(db, stray),
    storeCursor(db, next),
  ])
  const remaining = finished ? 0 : Math.max(1, (await loadSite(db)).lastPostId - after)
  return { processed: posts.length + names.length, removed: stray.length, remaining }
}

/** The next step makes every post anew. */
export async function rebuildSearch(db: Db): Promise<void> {
  await storeCursor(db, { version: indexVersion, full: true, after: 0, finishedAt: null })
}

function cursorAt(cursor: IndexCursor | undefined, now: number): IndexCursor {
  if (cursor?.version !== indexVersion) {
    return { version: indexVersion, full: true, after: 0, finishedAt: null }
  }
  const due = cursor.finishedAt !== null && now - cursor.finishedAt >= checkedEvery
  return due ? { ...cursor, full: false, after: 0, finishedAt: null } : cursor
}

function keyStatements(db: Db, names: UnfoldedName[]): Statement[] {
  return storeKeys(
    db,
    names.map((name) => ({ ...name, keys: keysOf(name.name ?? '') })),
  )
}

/** Makes the terms of posts, of as many as may be stored at once; of one at least. */
async function readPosts(db: Db, ids: number[]) {
  const texts = ids.length ? await textsToIndex(db, ids) : []
  const posts: Parameters<typeof storeIndex>[1] = []
  let bytes = 0
  for (const { id, revision, title, text, html } of texts) {
    const visible = text ?? proseOfHtml(html ?? '')
    const terms = indexedPost(title, visible)
    bytes += new TextEncoder().encode(terms.body + visible).byteLength
    if (bytes > bytesPerStep && posts.length > 0) break
    posts.push({ id, revision, text: visible, ...terms })
  }
  return posts
}

async function write(db: Db, statements: Statement[]): Promise<void> {
  const [first, ...rest] = statements
  if (first) await db.batch([first, ...rest])
}
