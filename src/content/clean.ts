/** Control characters but tab and line feed, and noncharacters. */
const controls = /(?![\t\n])\p{Cc}|\p{Noncharacter_Code_Point}/gu
/** What turns the direction of text around, and what cannot be seen; joiners stay, for emoji. */
const invisible =
  /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g

/**
 * A stranger's text without what could garble the page around it: control and direction characters,
 * lone surrogates, towers of combining marks.
 */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(controls, '')
    .replace(invisible, '')
    .replace(/(\p{M}{4})\p{M}+/gu, '$1')
    .replace(/\n{4,}/g, '\n\n\n')
    .trim()
}

/** The same on one line. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ')
}

/** Whether a reader sees anything of `text`: fillers and blank patterns are letters by name only. */
export function isVisible(text: string): boolean {
  return /(?![\p{DI}\u2800])[\p{L}\p{N}\p{S}\p{P}]/u.test(text)
}
