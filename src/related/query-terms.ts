import { stemmer } from 'stemmer'
import { type Frequencies, frequencyOf } from './frequencies.ts'
import { heaviestTerms, type Vector } from './vector.ts'

/** How many terms find candidates at most. */
const mostTerms = 35
/** How many of the heaviest are looked at for them. */
const lookedAt = 100
/** How many posts those terms may lead to in all, so that a large site costs no more than a small. */
const mostPostings = 4_000
/** Terms that are taken in any case. */
const leastTerms = 4

/** The heaviest terms of a post as full-text queries, by which posts like it are found. */
export function queryTerms(
  vector: Vector,
  frequencies: Frequencies,
  wordOf: (hash: number) => string | undefined,
): string[] {
  const terms: string[] = []
  let postings = 0
  for (const hash of heaviestTerms(vector, lookedAt)) {
    const word = wordOf(hash)
    if (word === undefined) continue
    const frequency = frequencyOf(frequencies, hash)
    if (terms.length >= leastTerms && postings + frequency > mostPostings) continue
    postings += frequency
    terms.push(asQuery(word))
    if (terms.length >= mostTerms) break
  }
  return terms
}

/** An English word is looked for by its stem, as far as the word begins with it. */
function asQuery(word: string): string {
  const stem = /^[a-z]+$/.test(word) ? stemmer(word) : word
  return stem.length > 3 && stem.length < word.length && word.startsWith(stem)
    ? `"${stem}"*`
    : `"${word}"`
}
