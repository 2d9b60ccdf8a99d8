// One reading of text for search and for related articles: Latin words whole, Han and kana in
// overlapping pairs, since most Chinese words have two characters and no dictionary is needed.

const run = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々〆]+|[\p{L}\p{N}]+/gu
const paired = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々〆]/u

/** Folds case, width and accents, so that ＳＱＬｉｔｅ and café are found as sqlite and cafe. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFKC')
    .toLowerCase()
}

/**
 * The terms of `text` in order. A run of Han gives each pair of neighbours and then its last
 * character alone, so that a query of one character is a prefix of what is stored.
 */
export function termsOf(text: string): string[] {
  const terms: string[] = []
  for (const [part] of fold(text).matchAll(run)) {
    if (!paired.test(part)) {
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
