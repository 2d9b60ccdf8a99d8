import { fold } from '../related/tokenise.ts'

/** A text folded as the index has it, and the way back to where each part of it came from. */
export interface FoldedText {
  folded: string
  /** Where in the original the character begins that stands at a place of `folded`, and where it ends. */
  startOf: (place: number) => number
  endOf: (place: number) => number
}

// Stretches in which every character folds to one of the same length; else a character with its marks.
const pieces =
  /[\0-\x7f\u3001-\u301b\u3041-\u3096\u30a1-\u30fa\u30fc\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff5e‘’“”—]+(?![\p{M}ﾞﾟ])|\p{M}+|[^\p{M}][\p{M}ﾞﾟ]*/gu

/** Folds `text` so that what is found in it can be marked in the original. */
export function foldAligned(text: string): FoldedText {
  let folded = ''
  const places: number[] = []
  const origins: number[] = []
  for (const match of text.matchAll(pieces)) {
    places.push(folded.length)
    origins.push(match.index)
    folded += fold(match[0])
  }
  places.push(folded.length)
  origins.push(text.length)
  return {
    folded,
    startOf: (place) => locate(place, 0),
    endOf: (place) => locate(place, 1),
  }

  function locate(place: number, end: 0 | 1): number {
    const piece = pieceAt(place)
    const [from = 0, to = 0] = [places[piece], places[piece + 1]]
    const [origin = 0, next = 0] = [origins[piece], origins[piece + 1]]
    // A piece that changes its length is one character to readers: all of it or nothing.
    if (to - from !== next - origin) return end ? next : origin
    return origin + place - from + end
  }

  /** The last piece that begins at or before `place`. */
  function pieceAt(place: number): number {
    let low = 0
    let high = places.length - 1
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if ((places[middle] ?? 0) <= place) low = middle
      else high = middle
    }
    return low
  }
}
