import { foldAligned } from './align.ts'
import type { Phrase, SearchQuery } from './query.ts'

/** A piece of a text, and whether the query found it. */
export interface Piece {
  text: string
  hit: boolean
}

interface Hit {
  start: number
  end: number
  /** Which phrase of the query it is. */
  phrase: number
}

const letter = '[[\\p{L}\\p{N}]--[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー々〆]]'
const narrowLetter = new RegExp(`${letter}|['’]`, 'v')
/** Hits that are looked at to choose an excerpt; a text with more has them everywhere. */
const mostHits = 200

/** Finds what to mark in texts for `query`; with `loosely`, every pair of its Han runs. */
export function markerOf({ wanted }: SearchQuery, loosely = false): RegExp[] {
  return wanted.map((phrase) => patternOf(phrase, loosely))
}

function patternOf({ runs, prefix }: Phrase, loosely: boolean): RegExp {
  const parts = runs.map((run, index) => {
    if (run.paired) return loosely ? anyPair(run.text) : run.text
    const open = index === runs.length - 1 && (prefix || loosely)
    return `(?<!${letter})${run.text}${open ? '' : `(?!${letter})`}`
  })
  return new RegExp(parts.join(loosely ? '|' : '[^\\p{L}\\p{N}]*'), 'gv')
}

function anyPair(text: string): string {
  const characters = [...text]
  const pairs = characters.slice(1).map((character, index) => characters[index] + character)
  return pairs.length ? pairs.join('|') : text
}

/** `text` whole, what was found in it marked. */
export function markAll(text: string, markers: RegExp[]): Piece[] {
  return cut(text, 0, text.length, hitsIn(text, markers))
}

/**
 * The part of `text` that has most of what was asked for, about `width` columns (a Han character is
 * two), a fifth of it before the first hit, cut at sentences or words where it can be. Undefined where nothing is found.
 */
export function excerptAround(text: string, markers: RegExp[], width = 220): Piece[] | undefined {
  const line = text.replace(/\s+/g, ' ').trim()
  const hits = hitsIn(line, markers)
  const best = bestHit(line, hits, width)
  if (!best) return undefined
  const start = beginning(line, best.start, width * 0.2)
  const end = forward(line, start, width)
  const pieces = cut(line, start, end, hits)
  if (start > 0) pieces.unshift({ text: '…', hit: false })
  if (end < line.length) pieces.push({ text: '…', hit: false })
  return pieces
}

function hitsIn(text: string, markers: RegExp[]): Hit[] {
  const { folded, startOf, endOf } = foldAligned(text)
  const hits: Hit[] = []
  markers.forEach((marker, phrase) => {
    let count = 0
    for (const { 0: found, index } of folded.matchAll(marker)) {
      if (count++ >= mostHits) break
      hits.push({ start: startOf(index), end: endOf(index + found.length - 1), phrase })
    }
  })
  return hits.sort((a, b) => a.start - b.start || b.end - a.end)
}

/** The hit from which a window sees most phrases, and then most hits; the first of the best. */
function bestHit(text: string, hits: Hit[], width: number): Hit | undefined {
  let best: Hit | undefined
  let most = 0
  for (let from = 0; from < hits.length && from < mostHits; from++) {
    const first = hits[from] as Hit
    const end = forward(text, first.start, width * 0.8)
    const seen = new Set<number>()
    let count = 0
    for (let index = from; index < hits.length; index++) {
      const hit = hits[index] as Hit
      if (hit.end > end && index > from) break
      seen.add(hit.phrase)
      count++
    }
    const value = seen.size * 100 + Math.min(count, 99)
    if (value > most) [best, most] = [first, value]
  }
  return best
}

/** Where to begin so that a hit at `place` has something before it: a sentence, a word. */
function beginning(text: string, place: number, width: number): number {
  let from = place
  for (let columns = 0; from > 0 && columns < width; from--) columns += columnsOf(text, from - 1)
  if (from === 0) return 0
  const before = text.slice(from, place)
  const sentence = /[。！？；.!?;]\s*/u.exec(before)
  if (sentence) return from + sentence.index + sentence[0].length
  const word = before.search(/(?<=[\s，、,：:])\S/u)
  const wide = /[\u2e80-\ud7a3]/.test(text[from] ?? '')
  return !wide && word >= 0 ? from + word : whole(text, from)
}

function forward(text: string, start: number, width: number): number {
  let end = start
  for (let columns = 0; end < text.length && columns < width; end++) columns += columnsOf(text, end)
  let word = end
  while (word > start && narrowLetter.test(text[word - 1] ?? '')) word--
  const cutWord = end < text.length && narrowLetter.test(text[end] ?? '')
  return cutWord && word > start + (end - start) * 0.7 ? word : whole(text, end)
}

/** Never inside a character of two code units. */
function whole(text: string, place: number): number {
  return /[\udc00-\udfff]/.test(text[place] ?? '') ? place - 1 : place
}

function columnsOf(text: string, place: number): number {
  return text.charCodeAt(place) > 0x10ff ? 2 : 1
}

function cut(text: string, start: number, end: number, hits: Hit[]): Piece[] {
  const pieces: Piece[] = []
  let place = start
  for (const hit of hits) {
    if (hit.end <= place || hit.start >= end) continue
    const from = Math.max(hit.start, place)
    if (from > place) pieces.push({ text: text.slice(place, from), hit: false })
    const to = Math.min(hit.end, end)
    const last = pieces.at(-1)
    if (last?.hit) last.text += text.slice(from, to)
    else pieces.push({ text: text.slice(from, to), hit: true })
    place = to
  }
  if (place < end) pieces.push({ text: text.slice(place, end), hit: false })
  return pieces
}

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** The pieces as HTML: escaped text, hits in `<mark>`. */
export function htmlOf(pieces: Piece[]): string {
  return pieces
    .map(({ text, hit }) => {
      const escaped = text.replace(/[&<>"']/g, (character) => escapes[character] ?? character)
      return hit ? `<mark>${escaped}</mark>` : escaped
    })
    .join('')
}
