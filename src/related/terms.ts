import { stemmer } from 'stemmer'
import { classOf, fold, isPaired, isSeparator } from './tokenise.ts'

/**
 * The terms of a post as they are stored: one number each, in rising order. The upper 24 bits are a
 * hash of the term, the lower 8 how strongly the post says it, in sixteenths.
 */
export type Counts = Uint32Array

/** Raised when counts of an older form must not be compared with new ones. */
export const algorithm = 2

/** A post keeps at most as many terms: the strongest, then those that come first. */
const keptTerms = 1_000
/** Longer posts have said by then what they are about. */
const readCharacters = 40_000
/** An editor's tag says as much as a word of the text that stands there five times. */
const tagWeight = 2.5

const stopWords = new Set(
  `about after all also am an and any are as at be because been before being but by can could did do
  does doing don down each few for from further get had has have having he her here him his how if in
  into is it its just like ll me more most my new no nor not now of off on once one only or other our
  out over own re same she should so some such than that the their them then there these they this to
  too under until up us use used using ve very was we were what when where which while who whom why
  will with would you your 一个 我们 你们 他们 它们 可以 没有 这个 那个 这些 那些 自己 因为 所以 如果 但是 不是 就是
  以及 这样 一些 已经 进行`.split(/\s+/),
)

interface Word {
  body: number
  title: number
  start: number
  end: number
}

/** The terms of one text: what is stored of them, and the words behind their hashes. */
export interface CountedTerms {
  counts: Counts
  /** The word behind a hash as the text has it, folded; undefined for a tag or an unknown hash. */
  wordOf(hash: number): string | undefined
}

/**
 * Counts the terms of a post in one pass. A term weighs 1 + ln(times in the body), its times in the
 * title on top; `tags` are ids. English words count by their stem.
 */
export function countTerms(title: string, text: string, tags: number[] = []): CountedTerms {
  const heading = fold(title)
  const whole = `${heading}\n${fold(text.slice(0, readCharacters))}`
  const words = tally(whole, heading.length)
  let entries = [...words]
  if (entries.length > keptTerms) {
    entries.sort(([, a], [, b]) => weightOf(b) - weightOf(a) || a.start - b.start)
    entries = entries.slice(0, keptTerms)
  }
  const packed = entries.map(([hash, word]) => pack(hash, weightOf(word)))
  for (const tag of tags) packed.push(pack(hashOf(`#${tag}`), tagWeight))
  return {
    counts: Uint32Array.from(packed).sort(),
    wordOf(hash) {
      const word = words.get(hash)
      return word && whole.slice(word.start, word.end)
    },
  }
}

// Counting goes through one table of hashes that is used again for every text, so that no string is
// made for a term before it is known to be a new one.
const slots = 1 << 16
const keys = new Int32Array(slots)
const bodyCounts = new Uint16Array(slots)
const titleCounts = new Uint16Array(slots)
const starts = new Int32Array(slots)
const ends = new Int32Array(slots)
const used = new Int32Array(slots)
let taken = 0

/** The words of `text` by hash; what starts before `heading` stands in the title. */
function tally(text: string, heading: number): Map<number, Word> {
  scan(text, heading)
  const words = new Map<number, Word>()
  for (let place = 0; place < taken; place++) {
    const slot = used[place] ?? 0
    const start = starts[slot] ?? 0
    const end = ends[slot] ?? 0
    const body = bodyCounts[slot] ?? 0
    const title = titleCounts[slot] ?? 0
    let hash = (keys[slot] ?? 1) - 1
    keys[slot] = 0
    bodyCounts[slot] = 0
    titleCounts[slot] = 0
    const word = text.slice(start, end)
    if (stopWords.has(word)) continue
    if (isLatin(word)) hash = hashOf(stemmer(word))
    const known = words.get(hash)
    if (known) {
      known.body += body
      known.title += title
    } else words.set(hash, { body, title, start, end })
  }
  taken = 0
  return words
}

function scan(text: string, heading: number) {
  const { length } = text
  let at = 0
  while (at < length) {
    const kind = classOf(text.charCodeAt(at))
    let end = at + 1
    if (isPaired(kind)) {
      // Overlapping pairs; the last character alone says too little.
      let first = text.charCodeAt(at)
      while (end < length) {
        const second = text.charCodeAt(end)
        if (!isPaired(classOf(second))) break
        note((first << 16) | second, end - 1, end + 1, heading)
        first = second
        end++
      }
    } else if (!isSeparator(kind)) {
      let hash = mix(0, text.charCodeAt(at))
      while (end < length) {
        const unit = text.charCodeAt(end)
        if (classOf(unit) !== kind) break
        hash = mix(hash, unit)
        end++
      }
      // A lone letter says too little, and a long "word" is a token of code or an address.
      if (end - at > 1 && end - at <= 30) note(hash, at, end, heading)
    }
    at = end
  }
}

function note(hash: number, start: number, end: number, heading: number) {
  const key = finish(hash) + 1
  let slot = key & (slots - 1)
  while (keys[slot] !== 0 && keys[slot] !== key) slot = (slot + 1) & (slots - 1)
  if (keys[slot] === 0) {
    if (taken >= slots / 2) return
    keys[slot] = key
    starts[slot] = start
    ends[slot] = end
    used[taken++] = slot
  }
  if (start < heading) titleCounts[slot] = (titleCounts[slot] ?? 0) + 1
  else bodyCounts[slot] = (bodyCounts[slot] ?? 0) + 1
}

function hashOf(word: string): number {
  let hash = 0
  for (let at = 0; at < word.length; at++) hash = mix(hash, word.charCodeAt(at))
  return finish(hash)
}

function mix(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x5bd1e995) ^ (hash >>> 15)
}

/** Spreads a hash over 24 bits. */
function finish(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x7feb352d)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b)
  return (mixed ^ (mixed >>> 16)) & 0xffffff
}

function weightOf({ body, title }: Word): number {
  return (body > 0 ? 1 + Math.log(body) : 0) + title
}

function pack(hash: number, weight: number): number {
  return ((hash << 8) | Math.min(255, Math.max(1, Math.round(weight * 16)))) >>> 0
}

function isLatin(word: string): boolean {
  const unit = word.charCodeAt(0)
  return unit >= 97 && unit <= 122
}
