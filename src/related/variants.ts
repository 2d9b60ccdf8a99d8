import { codes, firstCode, gaps, steps } from './variants-table.ts'

// The forms of a character that readers take for the same one, by OpenCC's tables. Character by
// character, without its phrases: a query must fold as its text does, whatever stands around either.

const astralCharacters = /[\ud840-\ud88f][\udc00-\udfff]/g

/** For each code unit the one that stands for it; 0 where it stands for itself. */
const standIns = new Uint16Array(0x10000)
/** The same for characters of two units. */
const astralStandIns = new Map<string, string>()

unpack()

function unpack() {
  let [standIn, code, pair, far] = [firstCode - 1, 0, 0, 0]
  for (const gap of gaps) {
    standIn += Math.min(gap.charCodeAt(0) - 32, 93)
    if (gap === '~') continue
    code = steps[pair] === '~' ? codeOf(far++) : code + steps.charCodeAt(pair) - 77
    if (code < 0x10000) standIns[code] = standIn
    else astralStandIns.set(String.fromCodePoint(code), String.fromCodePoint(standIn))
    pair++
  }
}

function codeOf(place: number): number {
  return codes.reduce((sum, digits) => sum * 93 + digits.charCodeAt(place) - 32, 0) + firstCode
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
