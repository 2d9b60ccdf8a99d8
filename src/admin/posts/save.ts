import { commit, type PendingPurge, type Statement } from '../../cache/publish.ts'
import type { PlacedPost, Write } from '../../cache/writes.ts'
import { plainText } from '../../content/plain-text.ts'
import { renderMarkdown } from '../../content/render.ts'
import type { Db } from '../../db/client.ts'
import { type EditablePost, editablePost, firstEditable } from '../../db/editable-posts.ts'
import { applyChoice, dropFromIndex, indexPost, queueIndexing } from '../../db/index-posts.ts'
import { neighboursInTime } from '../../db/lists.ts'
import { fitsRow } from '../../db/row-size.ts'
import {
  insertPost,
  moveBetweenLists,
  renameSlug,
  type StoredPost,
  sameNames,
  updatePost,
} from '../../db/save-post.ts'
import type { Snapshot } from '../../db/schema.ts'
import { originOf, type Site, siteFrom, siteRow, takePostId } from '../../db/site.ts'
import { messagesFor } from '../../i18n/index.ts'
import { packNumbers } from '../../related/packing.ts'
import { algorithm, type CountedTerms, countTerms } from '../../related/terms.ts'
import { indexedPost } from '../../search/terms.ts'
import { absolute, postPath } from '../../urls.ts'
import { assemble, chooseSlug } from './assemble.ts'
import type { NewPost, PostChange } from './change.ts'
import { applyChange, type Refusal } from './draft.ts'
import { placeOf } from './place.ts'
import { resolveNames } from './resolve.ts'

/** Who saves, where and when. */
export interface SaveContext {
  db: Db
  env: { SITE_URL: string }
  now: number
  editor: string
  /** Pin posts and say how often they were read: what authors may not. */
  mayPlace: boolean
  /** Leave the purge to cron: for imports. */
  later: boolean
}

export interface Saved {
  id: number
  revision: number
  site: Site
  purge: PendingPurge
  before: PlacedPost | undefined
  after: PlacedPost | undefined
  /** The terms of the post, by which copies of it are found. */
  terms: CountedTerms
}

/** How often a save is tried again when another one got in between. */
const attempts = 12

/** Creates a post. */
export async function createPost(context: SaveContext, input: NewPost): Promise<Saved | Refusal> {
  const id = input.id ?? (await takePostId(context.db))
  for (let attempt = 1; ; attempt++) {
    const site = siteFrom(await siteRow(context.db))
    const snapshot = applyChange(undefined, input, context)
    if ('detail' in snapshot) return snapshot
    try {
      return await store(context, site, undefined, snapshot, input, { id, attempt })
    } catch (error) {
      const refusal = refusalFor(error)
      if (refusal) return refusal
      // A given id, or a name that somebody else has just added: look again.
      if (input.id !== undefined && /posts\.id\b/.test(messageOf(error))) return idTaken(input.id)
      if (!isCollision(error) || attempt >= attempts) throw error
    }
  }
}

/**
 * Changes a post. With `expected` (from `If-Match`) a post that has moved on since is refused;
 * without it, the change is applied to whatever is there.
 */
export async function changePost(
  context: SaveContext,
  id: number,
  change: PostChange | ((current: EditablePost) => Snapshot | Refusal),
  expected?: number,
): Promise<Saved | Refusal> {
  for (let attempt = 1; ; attempt++) {
    const [sites, editables] = await context.db.batch([
      siteRow(context.db),
      editablePost(context.db, id),
    ])
    const current = firstEditable(editables)
    if (!current || !sites[0]) return missing(id)
    if (expected !== undefined && expected !== current.revision) return movedOn(current.revision)
    const snapshot =
      typeof change === 'function' ? change(current) : applyChange(current, change, context)
    if ('detail' in snapshot) return snapshot
    const times = typeof change === 'function' ? {} : change
    try {
      return await store(context, siteFrom(sites), current, snapshot, times)
    } catch (error) {
      const refusal = refusalFor(error)
      if (refusal) return refusal
      if (!isCollision(error) || attempt >= attempts) throw error
    }
  }
}

async function store(
  context: SaveContext,
  site: Site,
  current: EditablePost | undefined,
  snapshot: Snapshot,
  change: PostChange,
  fresh?: { id: number; attempt: number },
): Promise<Saved | Refusal> {
  const { db, now } = context
  const { settings } = site
  const names = await resolveNames(db, snapshot, settings.defaultAuthor)
  const id = current?.id ?? fresh?.id ?? 0
  const slug = chooseSlug(id, current, snapshot, names, fresh?.attempt)
  if (typeof slug !== 'string') return slug

  const path = postPath({ ...snapshot, id, slug }, settings)
  const url = absolute(originOf(settings, context.env), path)
  const rendered = renderMarkdown(snapshot.markdown, {
    url,
    words: messagesFor(snapshot.language, settings.language),
    sizes: names.sizes,
  })
  const stored = assemble({ id, slug, url, now, current, snapshot, names, rendered, change })
  const { html, contents, text } = stored.body
  if (!fitsRow(html, contents, text) || !fitsRow(stored.snapshot)) return tooLong
  const tags = names.tags
  const before = current && placeOf(current, names.categories, settings.timeZone)
  const after = placeOf(
    { ...stored.row, tags, html: rendered.html },
    names.categories,
    settings.timeZone,
  )

  const neighbours = await neighboursOf(db, id, before, after)
  const { newNames } = names
  const returning = current !== undefined && current.publishedAt !== null
  const write: Write = { kind: 'post', id, before, after, neighbours, newNames, returning }
  const tagIds = tags.map((tag) => tag.id)
  const terms = countTerms(snapshot.title, plainText(rendered.html), tagIds)
  const statements: Statement[] = [
    ...names.newTerms,
    sameNames(db, names.categories, settings.timeZone, stored, current),
    ...(current
      ? updatePost(db, stored, context.editor, now, {
          body: current.html !== rendered.html,
          tags: current.tags.map((tag) => tag.id).join() !== stored.tagIds.join(),
        })
      : insertPost(db, stored, context.editor, change.views ?? 0, now)),
    ...moveBetweenLists(db, id, before, after),
    ...(current && current.slug !== slug
      ? renameSlug(db, id, { from: current.slug, to: slug, visible: isLive(before, now) })
      : []),
    ...indexStatements(db, stored, { text: rendered.text, terms }, { current, before, after }),
  ]
  // Cron has not noted yet that the post is due, and will not find it any more.
  const isDue = before && current?.status === 'scheduled' && before.liveAt <= now
  const due: Write[] = isDue ? [{ kind: 'due', posts: [before], neighbours }] : []
  const pending = await commit(db, [write, ...due], statements, { now, later: context.later })
  const { revision } = stored.row
  return { id, revision, site, purge: pending, before, after, terms }
}

function isLive(post: PlacedPost | undefined, now: number): boolean {
  return post !== undefined && post.liveAt <= now
}

async function neighboursOf(
  db: Db,
  id: number,
  before: PlacedPost | undefined,
  after: PlacedPost | undefined,
): Promise<number[]> {
  const times = new Set([before?.liveAt, after?.liveAt].filter((time) => time !== undefined))
  const found = await Promise.all([...times].map((time) => neighboursInTime(db, time, id)))
  return [...new Set(found.flat())].filter((neighbour) => neighbour !== id)
}

function indexStatements(
  db: Db,
  { row, snapshot, tagIds }: StoredPost,
  { text, terms }: { text: string; terms: CountedTerms },
  was: {
    current: EditablePost | undefined
    before: PlacedPost | undefined
    after: PlacedPost | undefined
  },
): Statement[] {
  if (!was.after) return was.before ? dropFromIndex(db, row.id) : []
  const { id } = row
  const old = was.current?.snapshot
  const choice = { pinned: snapshot.relatedPinned, blocked: snapshot.relatedBlocked }
  const chosen =
    old &&
    JSON.stringify([old.relatedPinned, old.relatedBlocked]) !==
      JSON.stringify([choice.pinned, choice.blocked])
  const choosing = chosen ? [applyChoice(db, id, choice), queueIndexing(db, id)] : []
  const sameTags = was.current?.tags.map((tag) => tag.id).join() === tagIds.join()
  const sameText = old?.markdown === snapshot.markdown && old.title === snapshot.title
  if (was.before && sameText && sameTags) return choosing
  return [
    ...indexPost(db, id, {
      ...indexedPost(snapshot.title, text),
      counts: packNumbers(terms.counts),
      algorithm,
    }),
    ...choosing,
  ]
}

const tooLongMessage =
  'Too long to be kept: HTML, headings and plain text may have 1.98 MB together; split it into several posts'
const tooLong: Refusal = {
  status: 422,
  detail: tooLongMessage,
  errors: [{ path: 'markdown', message: tooLongMessage }],
}

/** There is no such post. */
export function missing(id: number): Refusal {
  return { status: 404, detail: `There is no post ${id}` }
}

/** Somebody else was faster. */
export function movedOn(revision: number): Refusal {
  return {
    status: 412,
    detail: `Somebody has saved revision ${revision} in the meantime. Load the post again, apply your change to it and save with If-Match: "${revision}"`,
  }
}

function idTaken(id: number): Refusal {
  const message = `There is a post ${id} already; leave the id out to get the next free one`
  return { status: 409, detail: message, errors: [{ path: 'id', message }] }
}

/** Collisions that trying again cannot help. */
function refusalFor(error: unknown): Refusal | undefined {
  if (!/posts\.external_id/.test(messageOf(error))) return undefined
  const message = 'Another post has this externalId'
  return { status: 409, detail: message, errors: [{ path: 'externalId', message }] }
}

function isCollision(error: unknown): boolean {
  return /(?:UNIQUE|FOREIGN KEY) constraint failed/.test(messageOf(error))
}

function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.message} ${messageOf(error.cause)}` : ''
}
