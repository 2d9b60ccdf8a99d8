import type { ListName } from '../db/lists.ts'

/** What pages show of a post that has a place in time: published, or scheduled to be. */
export interface PlacedPost {
  id: number
  slug: string
  liveAt: number
  /** The lists it stands in. */
  lists: ListName[]
  /** Everything lists show of it, as one comparable string. */
  summary: string
  /** Everything only its own page and full-text feeds show. */
  body: string
}

/** Every kind of write there is, with what it changed. */
export type Write =
  | {
      kind: 'post'
      id: number
      before: PlacedPost | undefined
      after: PlacedPost | undefined
      /** The posts before and after it in time, at its old and its new place. */
      neighbours: number[]
      /** Slugs of categories, tags and authors that the write adds. */
      newNames: string[]
      /** It was public before, so stored related lists may still name it. */
      returning: boolean
    }
  /** A scheduled post's time has come. */
  | { kind: 'due'; posts: PlacedPost[]; neighbours: number[] }
  | { kind: 'related'; posts: number[] }
  | { kind: 'comment'; post: number }
  | { kind: 'category'; id: number; slugs: string[] }
  | { kind: 'tag'; id: number; slugs: string[] }
  | { kind: 'author'; id: number; slugs: string[] }
  /** The order of the hot posts that the sidebar shows. */
  | { kind: 'popularity' }
  | { kind: 'link' }
  | { kind: 'redirect'; names: string[] }
  | { kind: 'settings' }

export type WriteKind = Write['kind']
export type WriteOf<K extends WriteKind> = Extract<Write, { kind: K }>

/**
 * Whether a write changes nothing of where a post stands: its time, its address and its lists.
 */
export function isPlacedAlike(before: PlacedPost, after: PlacedPost): boolean {
  return (
    before.liveAt === after.liveAt &&
    before.slug === after.slug &&
    before.lists.join() === after.lists.join()
  )
}
