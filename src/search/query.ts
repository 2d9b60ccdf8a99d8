import { termsOf } from '../related/tokenise.ts'

/**
 * A query in the index's own syntax that finds posts with all words of `text`; runs of Han as
 * phrases of pairs, the last Latin word as a prefix. Empty where `text` has no word.
 */
export function searchPhrase(text: string): string {
  const parts = text.trim().split(/\s+/).flatMap(phrase)
  return parts.join(' ')
}

function phrase(word: string): string[] {
  const terms = termsOf(word)
  if (terms.length === 0) return []
  // A run's last character stands alone in the index only where a text ends: leave it off.
  const pairs = terms.filter((term, index) => index === 0 || [...term].length > 1)
  return [`"${pairs.join(' ')}"*`]
}
