import { fold, termsOf } from '../related/tokenise.ts'

/** A reader's query, understood. */
export interface SearchQuery {
  /** The query in the index's own syntax; empty where nothing is to be found. */
  match: string
  /** Folded words and phrases to mark in what is found. */
  needles: string[]
}

/** Longer queries are cut: nobody types them, and the work of a request stays bounded. */
export const longestQuery = 120
/** Further words are left out. */
const mostWords = 10

const part = /(-?)(?:"([^"]*)"?|“([^”]*)”?|「([^」]*)」?|([^\s"“「]+))/gu

/**
 * Understands words, "phrases" and -exclusions, in Chinese, English or both. All words must be
 * there; a run of Han is a phrase of pairs, a Latin word is the beginning of one. Whatever else is
 * typed is taken for punctuation, never for an error.
 */
export function parseQuery(text: string): SearchQuery {
  const wanted: string[] = []
  const unwanted: string[] = []
  const needles: string[] = []
  const cut = text.normalize('NFC').slice(0, longestQuery)
  for (const [, minus, straight, curly, corner, word] of cut.matchAll(part)) {
    const quoted = straight ?? curly ?? corner
    const terms = termsOf(quoted ?? word ?? '')
    if (terms.length === 0 || wanted.length + unwanted.length >= mostWords) continue
    const phrase = asPhrase(terms, quoted !== undefined)
    if (minus) unwanted.push(phrase)
    else {
      wanted.push(phrase)
      needles.push(...runsOf(quoted ?? word ?? ''))
    }
  }
  const match = [wanted.join(' AND '), ...unwanted].join(' NOT ')
  return { match: wanted.length > 0 ? match : '', needles }
}

/** A query in the index's own syntax that finds posts with all words of `text`. */
export function searchPhrase(text: string): string {
  return parseQuery(text).match
}

/** A query for titles that `text` begins, or that have it inside. */
export function titlePhrase(text: string): string {
  const terms = termsOf(text.slice(0, longestQuery))
  return terms.length > 0 ? `title : ${asPhrase(terms, false)}` : ''
}

function asPhrase(terms: string[], whole: boolean): string {
  const last = terms.at(-1) ?? ''
  const alone = [...last].length === 1
  // The last character of a run stands alone in the index only where a run ends there: left off.
  const kept = alone && terms.length > 1 && !isLatin(last) ? terms.slice(0, -1) : terms
  // One letter begins too many words; one Han character is the beginning of its pairs.
  const open = isLatin(last) ? !whole && !alone : alone && terms.length === 1
  return `"${kept.join(' ')}"${open ? '*' : ''}`
}

/** The words of `text` as they stand in folded text. */
function runsOf(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? []
}

function isLatin(term: string): boolean {
  return !/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々〆]/u.test(term)
}
