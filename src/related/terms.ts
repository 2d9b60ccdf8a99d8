import { stemmer } from 'stemmer'
import { classOf, fold, isPaired, isSeparator } from './tokenise.ts'

/**
 * The terms of a post as they are stored: one number each, in rising order. The upper 24 bits are a
 * hash of the term, the lower 8 how strongly the post says it, in sixteenths.
 */
export type Counts = Uint32Array

/** Raised when counts of an older form must not be compared with new ones. */
export const algorithm = 3

/** A post keeps at most as many terms: the strongest, then those that come first. */
export const keptTerms = 1_000
/** Longer posts have said by then what they are about. */
export const readCharacters = 40_000
/** What stands within so many characters of the beginning says what a text is about. */
const leadCharacters = 120
/** So much more does a term of the lead weigh. */
const leadWeight = 0.75
/** Hashes from here on are tags, not words: they come last in every row of counts. */
export const firstTag = 0xff0000

const stopWords = new Set(
  `about after all also am an and any are as at be because been before being but by can could did do
  does doing don down each few for from further get had has have having he her here him his how if in
  into is it its just like ll me more most my new no nor not now of off on once one only or other our
  out over own re same she should so some such than that the their them then there these they this to
  too under until up us use used using ve very was we were what when where which while who whom why
  will with would you your 一个 我们 你们 他们 它们 可以 没有 这个 那个 这些 那些 自己 因为 所以 如果 但是 不是 就是
  以及 这样 一些 已经 进行`.split(/\s+/),
)

/** The terms of one text: what is stored of them, and the words behind their hashes. */
export interface CountedTerms {
  counts: Counts
  /** The word behind a hash as the text has it, folded; undefined for a tag or an unknown hash. */
  wordOf(hash: number): string | undefined
  /** Where that word first stands in the folded text. */
  placeOf(hash: number): { text: string; start: number; end: number } | undefined
}

/**
 * Counts the terms of a post in one pass. A term weighs 1 + ln(times in the body), on top of that
 * its times in the title, and more where the body begins with it; `tags` are ids. English words count by their stem.
 */
export function countTerms(title: string, text: string, tags: number[] = []): CountedTerms {
  const heading = fold(title)
  const whole = `${heading}\n${fold(text.slice(0, readCharacters))}`
  scan(whole, heading.length)
  const counts = new Uint32Array(Math.min(taken, keptTerms) + tags.length)
  const places = new Int32Array(3 * counts.length)
  const size = takeStrongest(counts, places)
  tags.forEach((tag, at) => {
    counts[size + at] = ((hashOfTag(tag) << 8) | 16) >>> 0
  })
  let known: Map<number, number> | undefined

  function placeOf(hash: number) {
    known ??= new Map(Array.from({ length: size }, (_, at) => [places[3 * at] ?? 0, at]))
    const at = known.get(hash)
    if (at === undefined) return undefined
    return { text: whole, start: places[3 * at + 1] ?? 0, end: places[3 * at + 2] ?? 0 }
  }
  return {
    counts: counts.subarray(0, size + tags.length).sort(),
    placeOf,
    wordOf(hash) {
      const place = placeOf(hash)
      return place?.text.slice(place.start, place.end)
    },
  }
}

/** Whether a word says nothing of what a text is about. */
export function isStopWord(word: string): boolean {
  return stopWords.has(word)
}

/** The hash of the pair of two code units of Han or kana. */
export function hashOfPair(first: number, second: number): number {
  return finish((first << 16) | second)
}

// Counting goes through one table of hashes that is used again for every text; no string is made for
// a term.
const slots = 1 << 16
const keys = new Int32Array(slots)
const bodyCounts = new Uint16Array(slots)
const titleCounts = new Uint16Array(slots)
const leads = new Uint8Array(slots)
const starts = new Int32Array(slots)
const ends = new Int32Array(slots)
/** The slots in use, in the order in which their terms first stand in the text. */
const used = new Int32Array(slots)
let taken = 0
const strengths = new Uint8Array(slots / 2)
const histogram = new Uint16Array(256)

/**
 * Empties the table into `counts`, and hash, start and end of each term into `places`: the strongest
 * terms, of equal ones those that come first. Answers how many.
 */
function takeStrongest(counts: Uint32Array, places: Int32Array): number {
  histogram.fill(0)
  for (let place = 0; place < taken; place++) {
    const strength = strengthOf(used[place] ?? 0)
    strengths[place] = strength
    histogram[strength] = (histogram[strength] ?? 0) + 1
  }
  let edge = 256
  let room = keptTerms
  while (edge > 0 && room >= (histogram[edge - 1] ?? 0)) room -= histogram[--edge] ?? 0
  let size = 0
  for (let place = 0; place < taken; place++) {
    const slot = used[place] ?? 0
    const strength = strengths[place] ?? 0
    if (strength >= edge || (strength === edge - 1 && room-- > 0)) {
      const hash = (keys[slot] ?? 1) - 1
      counts[size] = ((hash << 8) | strength) >>> 0
      places[3 * size] = hash
      places[3 * size + 1] = starts[slot] ?? 0
      places[3 * size + 2] = ends[slot] ?? 0
      size++
    }
    keys[slot] = 0
    bodyCounts[slot] = 0
    titleCounts[slot] = 0
    leads[slot] = 0
  }
  taken = 0
  return size
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
        note(hashOfPair(first, second), end - 1, end + 1, heading)
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
      if (end - at > 1 && end - at <= 30) {
        note(stemmed(finish(hash), text, at, end), at, end, heading)
      }
    }
    at = end
  }
}

/** The hashes of stems by those of English words; emptied when it has grown too large. */
const stems = new Map<number, number>()
const mostStems = 20_000

/** The hash of the stem of an English word; other words are their own stems. */
function stemmed(hash: number, text: string, start: number, end: number): number {
  const first = text.charCodeAt(start)
  if (first < 97 || first > 122 || stopHashes.has(hash)) return hash
  const known = stems.get(hash)
  if (known !== undefined) return known
  if (stems.size >= mostStems) stems.clear()
  const stem = hashOf(stemmer(text.slice(start, end)))
  stems.set(hash, stem)
  return stem
}

function note(hash: number, start: number, end: number, heading: number) {
  if (stopHashes.has(hash)) return
  const key = hash + 1
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
  else {
    bodyCounts[slot] = (bodyCounts[slot] ?? 0) + 1
    if (start <= heading + leadCharacters) leads[slot] = 1
  }
}

function hashOf(word: string): number {
  let hash = 0
  for (let at = 0; at < word.length; at++) hash = mix(hash, word.charCodeAt(at))
  return finish(hash)
}

function mix(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x5bd1e995) ^ (hash >>> 15)
}

/** Spreads a hash over 24 bits, up to where tags begin. */
function finish(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x7feb352d)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b)
  mixed = (mixed ^ (mixed >>> 16)) & 0xffffff
  return mixed < firstTag ? mixed : mixed & 0x7fffff
}

/** Multiplying by an odd number keeps ids apart, and puts them beside other words' counters. */
function hashOfTag(id: number): number {
  return firstTag | (Math.imul(id, 40_503) & 0xffff)
}

/** How strongly a post says the term of a slot, in sixteenths. */
function strengthOf(slot: number): number {
  const body = bodyCounts[slot] ?? 0
  const weight =
    (body > 0 ? 1 + Math.log(body) : 0) +
    (titleCounts[slot] ?? 0) +
    (leads[slot] === 1 ? leadWeight : 0)
  return Math.min(255, Math.max(1, Math.round(weight * 16)))
}

const stopHashes = new Set(
  Array.from(stopWords, (word) => {
    return isPaired(classOf(word.charCodeAt(0)))
      ? hashOfPair(word.charCodeAt(0), word.charCodeAt(1))
      : hashOf(word)
  }),
)
