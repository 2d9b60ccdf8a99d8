import { simplify } from './simplify.ts'

// One reading of text for search and for related articles: Latin words whole, Han and kana in
// overlapping pairs, since most Chinese words have two characters and no dictionary is needed.

const run =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々〆]+|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々〆])[\p{L}\p{N}])+/gu
const pairedCharacter = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々〆]/u

/** Folds case, width, accents and traditional forms: ＳＱＬｉｔｅ, café and 網絡 are sqlite, cafe and 网络. */
export function fold(text: string): string {
  return simplify(
    text
      .normalize('NFKD')
      .replace(/[\u0300-\u036f]/g, '')
      .normalize('NFKC')
      .toLowerCase(),
  )
}

/**
 * The terms of `text` in order. A run of Han gives each pair of neighbours and then its last
 * character alone, so that a query of one character is a prefix of what is stored.
 */
export function termsOf(text: string): string[] {
  const terms: string[] = []
  for (const [part] of fold(text).matchAll(run)) {
    if (!pairedCharacter.test(part)) {
      terms.push(part)
      continue
    }
    const characters = [...part]
    characters.forEach((character, index) => {
      terms.push(character + (characters[index + 1] ?? ''))
    })
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
