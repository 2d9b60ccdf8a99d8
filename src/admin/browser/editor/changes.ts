import type { EditedPost } from '../../ui/editor-start.ts'
import type { Fields } from './fields.ts'

type Name = keyof Fields

/** What is kept of words that are not saved: what was changed, and what that was (`was`). */
export interface Unsaved {
  fields: Partial<Fields> & { was?: Partial<Fields> }
  baseRevision: number
}

/** The fields of a post as the site has it. */
export function fieldsOf(post: EditedPost): Fields {
  const { title, markdown, slug, publishedAt, category, tags, cover, canonical } = post
  const { author, language, pinned, commentsOpen, related, summary: excerpt } = post
  return {
    ...{ title, markdown, slug, publishedAt, category, tags, excerpt, cover, canonical },
    ...{ author, language, pinned, commentsOpen, related },
  }
}

/** Those of `fields` that are not as in `base`; all of them where nothing is saved yet. */
export function changesFrom(base: Fields | null, fields: Fields): Partial<Fields> {
  if (!base) return fields
  return pick(
    fields,
    namesOf(fields).filter((name) => !same(name, base[name], fields[name])),
  )
}

/** What is to be kept of `fields`. The text that was, the site has in the post's revisions. */
export function unsavedOf(base: Fields | null, fields: Fields, baseRevision: number): Unsaved {
  // Lists of drafts show the title.
  const kept = { ...changesFrom(base, fields), title: fields.title }
  const names = namesOf(kept).filter((name) => name !== 'markdown')
  return { fields: { ...kept, ...(base && { was: pick(base, names) }) }, baseRevision }
}

/** Some of the fields. */
export function pick(fields: Partial<Fields>, names: Name[]): Partial<Fields> {
  return Object.fromEntries(names.map((name) => [name, fields[name]]))
}

/** What two editors made of the fields beside the text. */
export interface Merged {
  fields: Fields
  /** What only the other editor changed. */
  taken: Name[]
  /** Lists that both changed. */
  joined: Name[]
  /** What both changed, each in a way of their own; the fields have what was written here. */
  clashes: Name[]
}

/**
 * Both changes of `base`: a field that one of the two changed is as that one has it, and lists have
 * what either added.
 */
export function mergeFields(base: Fields, theirs: Fields, mine: Fields): Merged {
  const names = namesOf(mine).filter((name) => name !== 'markdown')
  const differs = (one: Fields, other: Fields) => (name: Name) =>
    !same(name, one[name], other[name])
  const isList = (name: Name) => name === 'tags' || name === 'related'
  const theirsOnly = names.filter((name) => same(name, base[name], mine[name]))
  const both = names
    .filter(differs(base, mine))
    .filter(differs(base, theirs))
    .filter(differs(theirs, mine))
  const lists = {
    tags: mergeLists(base.tags, theirs.tags, mine.tags),
    related: mergeRelated(base.related, theirs.related, mine.related),
  }
  return {
    fields: { ...mine, ...pick(theirs, theirsOnly), ...lists },
    taken: theirsOnly.filter(differs(base, theirs)),
    joined: both.filter(isList),
    clashes: both.filter((name) => !isList(name)),
  }
}

/** What two people made of a list: all that either added, without what either took away. */
export function mergeLists<T>(base: T[], theirs: T[], mine: T[]): T[] {
  const kept = theirs.filter((item) => mine.includes(item) || !base.includes(item))
  return [...kept, ...mine.filter((item) => !base.includes(item) && !theirs.includes(item))]
}

/** A post that one pinned and the other blocked is where this editor put it. */
function mergeRelated(
  base: Fields['related'],
  theirs: Fields['related'],
  mine: Fields['related'],
): Fields['related'] {
  const merged = (list: 'pinned' | 'blocked', other: 'pinned' | 'blocked') =>
    mergeLists(base[list], theirs[list], mine[list]).filter((id) => !mine[other].includes(id))
  return { pinned: merged('pinned', 'blocked'), blocked: merged('blocked', 'pinned') }
}

function namesOf(fields: Partial<Fields>): Name[] {
  return Object.keys(fields) as Name[]
}

/** Whether two values of a field are the same to the site, which trims and has null for nothing. */
export function same(name: Name, one: unknown, other: unknown): boolean {
  if (name === 'markdown') return one === other
  const [a, b] = [one, other].map((value) =>
    typeof value === 'string' ? value.replace(/\r\n?/g, '\n').trim() || null : (value ?? null),
  )
  return JSON.stringify(a) === JSON.stringify(b)
}
