import { astral, standIns as digits, firstUnit, gaps } from './variants-table.ts'

// The forms of a character that readers take for the same one, by OpenCC's tables. Character by
// character, without its phrases: a query must fold as its text does, whatever stands around either.

const astralCharacters = /[\ud840-\ud88f][\udc00-\udfff]/g

/** For each code unit the one that stands for it; 0 where it stands for itself. */
const standIns = new Uint16Array(0x10000)
/** The same for characters of two units. */
const astralStandIns = new Map<string, string>()

for (let at = 0, next = 0, unit = firstUnit - 1; at < gaps.length; at++) {
  const gap = gaps.charCodeAt(at)
  unit += Math.min(gap - 32, 93)
  if (gap === 126) continue
  const distance = digits.reduce((sum, place) => sum * 93 + place.charCodeAt(next) - 32, 0)
  standIns[unit] = firstUnit + distance
  next++
}
const pairs = [...astral]
for (let at = 0; at < pairs.length; at += 2) {
  astralStandIns.set(pairs[at] ?? '', pairs[at + 1] ?? '')
}

/** `text` with one form in place of all the forms of a character; 網 and 网 are one. */
export function unifyVariants(text: string): string {
  let unified = ''
  let start = 0
  for (let index = 0; index < text.length; index++) {
    const standIn = standIns[text.charCodeAt(index)]
    if (!standIn) continue
    unified += text.slice(start, index) + String.fromCharCode(standIn)
    start = index + 1
  }
  const whole = start === 0 ? text : unified + text.slice(start)
  return whole.replace(astralCharacters, (character) => astralStandIns.get(character) ?? character)
}
