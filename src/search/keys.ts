import { fold, runsOf } from '../related/tokenise.ts'

/** No key is longer: nobody types more before looking at what is offered. */
const longestKey = 40

/** The first character, in the order of pinyin, of the syllables that begin with each letter. */
const letters = 'abcdefghjklmnopqrstwxyz'
const firsts = [...'阿八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥仨他穵夕丫帀']
const byPinyin = new Intl.Collator('zh-Hans-CN-u-co-pinyin')
const han = /\p{Script=Han}/u

/** The keys under which a name is offered while its beginning is typed: itself and its initials. */
export function keysOf(name: string): string[] {
  const whole = keyOf(name)
  return [...new Set([whole, initialsOf(name)])].filter((key) => key !== '')
}

/** What was typed, or a name, in the form of a key: folded, signs and spaces made one space. */
export function keyOf(text: string): string {
  const words = runsOf(text).map((run) => run.text)
  return [...words.join(' ')].slice(0, longestKey).join('')
}

/**
 * The first letters of the syllables of `name`, 小米回应 as xmhy; words of letters stay as they are.
 * Empty where nothing in it is Han. A character has one reading here, its most usual.
 */
function initialsOf(name: string): string {
  if (!han.test(name)) return ''
  const characters = [...fold(name)].filter((character) => /[\p{L}\p{N}]/u.test(character))
  return characters.slice(0, longestKey).map(initialOf).join('')
}

function initialOf(character: string): string {
  if (!han.test(character)) return character
  const next = firsts.findIndex((first) => byPinyin.compare(first, character) > 0)
  const place = next < 0 ? letters.length - 1 : next - 1
  return letters[place] ?? character
}
