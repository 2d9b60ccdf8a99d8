import { type CountedTerms, hashOfPair, isStopWord } from './terms.ts'

/** Reasons are found for so many of a list: more than a reader is shown, as some may not be visible. */
export const explainedNeighbours = 10
/** How many words are told. */
const told = 3
/** Beyond this many of the strongest shared terms, none says why two posts are alike. */
export const sharedTermsRead = 30
/** How far around a term its words are cut. */
const context = 12

/** Words of one character that are no part of a name. */
const particles =
  '的地得了着过是在和与及或就也都不很再又被把将从对向为以于而其之我你他她它们这那有个一等'

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })
const han = /^\p{Script=Han}/u

/**
 * Makes the function that says why a post is like another: up to three words of its own text, from
 * the hashes of the terms that both have, strongest first. Terms of Han are pairs of characters, so
 * the words around a pair are cut (Unicode text segmentation, UAX #29, with the dictionary of ICU)
 * and told when the other post has all of their pairs; where no word is whole, the pairs are told.
 */
export function explainer(counted: CountedTerms): (shared: number[]) => string[] {
  const known = new Map<number, string | undefined>()

  /** The word that a term stands in. */
  function wordOf(hash: number): string | undefined {
    if (!known.has(hash)) {
      const place = counted.placeOf(hash)
      known.set(hash, place && wordAround(place.text, place.start, place.end))
    }
    return known.get(hash)
  }

  return (shared) => {
    const pairs = new Set(shared)
    let reasons: string[] = []
    for (const hash of shared) {
      const word = wordOf(hash)
      if (word === undefined || !isShared(word, pairs)) continue
      if (reasons.some((each) => each.includes(word))) continue
      reasons = [...reasons.filter((each) => !word.includes(each)), word]
      if (reasons.length > told) break
    }
    if (reasons.length > 0) return reasons.slice(0, told)
    const terms = shared.slice(0, told).map((hash) => counted.wordOf(hash))
    return terms.filter((term) => term !== undefined)
  }
}

function wordAround(text: string, start: number, end: number): string | undefined {
  const term = text.slice(start, end)
  if (!han.test(term)) return term
  const from = Math.max(0, start - context)
  const window = text.slice(from, end + context)
  const parts = [...segmenter.segment(window)].filter(({ index, segment }) => {
    const at = from + index
    return at < end && at + segment.length > start
  })
  const words = parts.map(({ segment }) => segment)
  if (words.some((word) => isStopWord(word) || particles.includes(word))) return undefined
  if (words.length === 1) return words[0]
  // The pair stands across two words: together they are one name (数据 and 库), or it says nothing.
  const isName = words.length === 2 && words.some((word) => word.length > 1)
  return isName ? words.join('') : undefined
}

/** Whether all pairs of a word of Han are among `hashes`; a word of letters is a term itself. */
function isShared(word: string, hashes: ReadonlySet<number>): boolean {
  if (!han.test(word)) return true
  for (let at = 0; at + 1 < word.length; at++) {
    if (!hashes.has(hashOfPair(word.charCodeAt(at), word.charCodeAt(at + 1)))) return false
  }
  return true
}
