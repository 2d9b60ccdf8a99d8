import { diffArrays } from 'diff'
import { diff3Merge } from 'node-diff3'

/** A piece of a text: as it was, gone, or new. */
export interface Piece {
  kind: 'same' | 'gone' | 'new'
  text: string
}

/** Words of either language, one Han word at a time, and what stands between them. */
function wordsOf(text: string): string[] {
  const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })
  return [...segmenter.segment(text)].map(({ segment }) => segment)
}

/** What differs between two texts: line by line first, then word by word where lines changed. */
export function compareTexts(before: string, after: string): Piece[] {
  const pieces: Piece[] = []
  const parts = diffArrays(lines(before), lines(after))
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index]
    const next = parts[index + 1]
    if (!part) continue
    if (part.removed && next?.added) {
      pieces.push(...compareWords(part.value.join(''), next.value.join('')))
      index++
    } else {
      const kind = part.added ? 'new' : part.removed ? 'gone' : 'same'
      pieces.push({ kind, text: part.value.join('') })
    }
  }
  return pieces
}

function compareWords(before: string, after: string): Piece[] {
  return diffArrays(wordsOf(before), wordsOf(after)).map((part) => ({
    kind: part.added ? 'new' : part.removed ? 'gone' : 'same',
    text: part.value.join(''),
  }))
}

function lines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? []
}

/**
 * Both changes of `base` in one text. Where they clash, what is saved comes first and the editor's
 * own after it: no word of either is left out.
 */
export function combineTexts(base: string, theirs: string, mine: string): string {
  const [a, o, b] = [theirs, base, mine].map((text) => text.split('\n'))
  const regions = diff3Merge(a ?? [], o ?? [], b ?? [], { excludeFalseConflicts: true })
  return regions
    .flatMap(({ ok, conflict }) => ok ?? [...(conflict?.a ?? []), ...(conflict?.b ?? [])])
    .join('\n')
}
