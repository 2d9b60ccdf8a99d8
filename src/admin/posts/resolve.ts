import { sql } from 'drizzle-orm'
import type { Statement } from '../../cache/publish.ts'
import type { Db } from '../../db/client.ts'
import type { Media, Snapshot } from '../../db/schema.ts'
import { type TakenSlug, takenSlugs } from '../../db/slugs.ts'
import type { Term } from '../../db/summaries.ts'
import {
  addTerm,
  allCategories,
  lastTermId,
  newTermSlug,
  type TermTable,
  termMeant,
  termsNamed,
} from '../../db/terms.ts'
import { wantedSlug } from './assemble.ts'

/** Names turned into what the tables hold; new ones come with the statements that add them. */
export interface Resolved {
  category: Term | null
  author: Term | null
  tags: Term[]
  newTerms: Statement[]
  /** The slugs of those that are new. */
  newNames: string[]
  /** All categories as they will be. */
  categories: { id: number; parentId: number | null }[]
  /** Slugs in use that are, or begin like, the wanted one. */
  slugs: TakenSlug[]
  sizes: Map<string, { width: number; height: number }>
}

const mediaUrl = /\/media\/([\w-]+\.\w+)/g

/** Looks up all that a snapshot names, in one round trip. */
export async function resolveNames(
  db: Db,
  snapshot: Snapshot,
  defaultAuthor: string,
): Promise<Resolved> {
  const authorName = snapshot.author ?? defaultAuthor
  const [categories, lastCategory, tags, lastTag, authors, lastAuthor, slugs, images] =
    await db.batch([
      allCategories(db),
      lastTermId(db, 'categories'),
      termsNamed(db, 'tags', snapshot.tags),
      lastTermId(db, 'tags'),
      termsNamed(db, 'authors', [authorName]),
      lastTermId(db, 'authors'),
      takenSlugs(db, wantedSlug(snapshot)),
      imagesIn(db, snapshot.markdown, snapshot.cover),
    ])
  const newTerms: Statement[] = []
  const newNames: string[] = []
  const find = (table: TermTable, known: Term[], last: { last: number | null }[]) => {
    let next = (last[0]?.last ?? 0) + 1
    const terms = [...known]
    return (name: string): Term => {
      const found = termMeant(terms, name)
      if (found) return found
      const term = { id: next++, name, slug: newTermSlug(name, terms) }
      terms.push(term)
      newTerms.push(addTerm(db, table, term))
      newNames.push(term.slug)
      return term
    }
  }
  const category = snapshot.category
    ? find('categories', categories, lastCategory)(snapshot.category)
    : null
  const author = find('authors', authors, lastAuthor)(authorName)
  const findTag = find('tags', tags, lastTag)
  const uniqueTags = [...new Map(snapshot.tags.map(findTag).map((tag) => [tag.id, tag])).values()]
  const isNew = category && !categories.some(({ id }) => id === category.id)
  return {
    category,
    author,
    tags: uniqueTags,
    newTerms,
    newNames,
    categories: isNew ? [...categories, { id: category.id, parentId: null }] : categories,
    slugs,
    sizes: sizesOf(images),
  }
}

/** The pixel sizes of the uploaded images that a text and its cover show, by address. */
export async function resolveSizes(
  db: Db,
  markdown: string,
  cover: string | null,
): Promise<Resolved['sizes']> {
  return sizesOf(await imagesIn(db, markdown, cover))
}

function imagesIn(db: Db, markdown: string, cover: string | null) {
  const keys = [...`${markdown} ${cover ?? ''}`.matchAll(mediaUrl)].map(([, key]) => key)
  return db.all<Pick<Media, 'key' | 'width' | 'height'>>(sql`SELECT key, width, height FROM media
    WHERE key IN (SELECT value FROM json_each(${JSON.stringify([...new Set(keys)])}))`)
}

function sizesOf(images: Pick<Media, 'key' | 'width' | 'height'>[]): Resolved['sizes'] {
  return new Map(
    images.flatMap(({ key, width, height }) =>
      width && height ? [[`/media/${key}`, { width, height }] as const] : [],
    ),
  )
}
