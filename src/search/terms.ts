import { termsOf, tokeniserVersion } from '../related/tokenise.ts'
import { keysOf } from './keys.ts'

/** Raised, beside the tokeniser's own version, when what is stored of a post for search changes. */
export const indexVersion = `${tokeniserVersion}.2`

/** How much of a text is found: its terms in one statement may have 2 MB, and Han takes 7 bytes each. */
const longestText = 250_000

/** What the index keeps of a post. */
export interface IndexedPost {
  title: string
  body: string
  /** The keys under which its title is offered. */
  keys: string[]
}

/** Makes what the index keeps of a post from its title and visible text. */
export function indexedPost(title: string, text: string): IndexedPost {
  return {
    title: termsOf(title).join(' '),
    body: termsOf(text.slice(0, longestText)).join(' '),
    keys: keysOf(title),
  }
}
