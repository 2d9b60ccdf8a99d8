// One reading of text for search and for related articles: Latin words whole, Han and kana in
// overlapping pairs, since most Chinese words have two characters and no dictionary is needed.

import { unifyVariants } from './variants.ts'

/**
 * Raised when the same text gives other terms than before: the search job then reads every post
 * anew, and what related lists have counted is old.
 */
export const tokeniserVersion = 2

const run =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々〆]+|[[\p{L}\p{N}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々〆]]+/gv
const pairedCharacter = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々〆]/u

/**
 * Folds case, width, accents, and simplified and traditional characters into one, so that ＳＱＬｉｔｅ
 * and café are found as sqlite and cafe, 網絡 as 网络, and the other way round.
 */
export function fold(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFKC')
    .toLowerCase()
  return unifyVariants(plain)
}

const surrogate = /[\ud800-\udfff]/

/** A stretch of text that is written without spaces, folded. */
export interface Run {
  text: string
  /** Whether it is cut into pairs: Han and kana are, other scripts have words. */
  paired: boolean
}

/** The runs of letters and digits of `text`, in order. */
export function runsOf(text: string): Run[] {
  return Array.from(fold(text).matchAll(run), ([part]) => ({
    text: part,
    paired: pairedCharacter.test(part),
  }))
}

/** Each pair of neighbours of a paired run, and then its last character alone. */
export function pairsOf(text: string): string[] {
  const pairs: string[] = []
  if (surrogate.test(text)) {
    const characters = [...text]
    characters.forEach((character, index) => {
      pairs.push(character + (characters[index + 1] ?? ''))
    })
  } else for (let index = 0; index < text.length; index++) pairs.push(text.slice(index, index + 2))
  return pairs
}

/**
 * The terms of `text` in order. A run of Han gives each pair of neighbours and then its last
 * character alone, so that a query of one character is a prefix of what is stored.
 */
export function termsOf(text: string): string[] {
  const terms: string[] = []
  for (const [part] of fold(text).matchAll(run)) {
    if (pairedCharacter.test(part)) for (const pair of pairsOf(part)) terms.push(pair)
    else terms.push(part)
  }
  return terms
}

// Kinds of UTF-16 code units, for reading text unit by unit; filled as units are met.
const separator = 1
const letter = 2
const paired = 3
const classes = new Uint8Array(0x10000)

/** What kind of unit `unit` is. Halves of characters beyond the first plane count as letters. */
export function classOf(unit: number): number {
  return classes[unit] || classify(unit)
}

/** Whether units of this kind are read in pairs: Han and kana. */
export function isPaired(kind: number): boolean {
  return kind === paired
}

/** Whether units of this kind stand between words. */
export function isSeparator(kind: number): boolean {
  return kind === separator
}

function classify(unit: number): number {
  const character = String.fromCharCode(unit)
  const surrogate = unit >= 0xd800 && unit <= 0xdfff
  let kind = separator
  if (pairedCharacter.test(character)) kind = paired
  else if (surrogate || /[\p{L}\p{N}]/u.test(character)) kind = letter
  classes[unit] = kind
  return kind
}
