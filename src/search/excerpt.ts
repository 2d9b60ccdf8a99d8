import { fold } from '../related/tokenise.ts'

/** A piece of text; `marked` where it is what was searched for. */
export interface Piece {
  text: string
  marked: boolean
}

/** How many characters an excerpt has around its first hit. */
const before = 30
const length = 150

/** The part of `text` around what was searched for, hits marked; null where there is no hit. */
export function excerptAround(text: string, needles: string[]): Piece[] | null {
  const hits = findHits(text, needles)
  const first = hits[0]
  if (!first) return null
  let start = Math.max(0, first.start - before)
  while (start > 0 && start < first.start && isInsideWord(text, start)) start++
  let end = Math.min(text.length, start + length)
  while (end > first.end && end < text.length && isInsideWord(text, end)) end--
  const inside = hits.filter((hit) => hit.start >= start && hit.end <= end)
  const pieces = cut(text, start, end, inside)
  return [
    ...(start > 0 ? [{ text: '…', marked: false }] : []),
    ...pieces,
    ...(end < text.length ? [{ text: '…', marked: false }] : []),
  ]
}

/** The whole of `text`, hits marked. */
export function markHits(text: string, needles: string[]): Piece[] {
  return cut(text, 0, text.length, findHits(text, needles))
}

/** Pieces as HTML: escaped, hits in `<mark>`. */
export function piecesToHtml(pieces: Piece[]): string {
  return pieces
    .map(({ text, marked }) => (marked ? `<mark>${escapeHtml(text)}</mark>` : escapeHtml(text)))
    .join('')
}

interface Hit {
  start: number
  end: number
}

function cut(text: string, start: number, end: number, hits: Hit[]): Piece[] {
  const pieces: Piece[] = []
  let at = start
  for (const hit of hits) {
    if (hit.start > at) pieces.push({ text: flatten(text.slice(at, hit.start)), marked: false })
    pieces.push({ text: flatten(text.slice(hit.start, hit.end)), marked: true })
    at = hit.end
  }
  if (end > at) pieces.push({ text: flatten(text.slice(at, end)), marked: false })
  return pieces
}

function flatten(text: string): string {
  return text.replace(/\s+/g, ' ')
}

/** Where `needles` (folded) stand in `text`, in order, none within another. */
function findHits(text: string, needles: string[]): Hit[] {
  const { folded, places } = foldWithPlaces(text)
  const found: Hit[] = []
  for (const needle of needles) {
    const latin = /^[a-z0-9]/.test(needle)
    let at = folded.indexOf(needle)
    while (at >= 0 && found.length < 200) {
      const inside = latin && at > 0 && /[\p{L}\p{N}]/u.test(folded[at - 1] ?? '')
      const after = at + needle.length
      if (!inside) {
        found.push({
          start: places?.[at] ?? at,
          end: places ? (places[after] ?? text.length) : after,
        })
      }
      at = folded.indexOf(needle, after)
    }
  }
  found.sort((a, b) => a.start - b.start || b.end - a.end)
  let end = 0
  return found.filter((hit) => {
    if (hit.start < end) return false
    end = hit.end
    return true
  })
}

/** Folded text, and for each of its characters the place in `text`, unless they are the same. */
function foldWithPlaces(text: string): { folded: string; places?: number[] } {
  const whole = fold(text)
  if (whole.length === text.length) return { folded: whole }
  let folded = ''
  const places: number[] = []
  let at = 0
  for (const character of text) {
    const piece = fold(character)
    for (let unit = 0; unit < piece.length; unit++) places.push(at)
    folded += piece
    at += character.length
  }
  places.push(text.length)
  return { folded, places }
}

function isInsideWord(text: string, at: number): boolean {
  return (
    /[a-z0-9\udc00-\udfff]/i.test(text[at] ?? '') &&
    /[a-z0-9\ud800-\udbff]/i.test(text[at - 1] ?? '')
  )
}

function escapeHtml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;')
}
