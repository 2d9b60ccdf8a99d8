import { compareTexts, type Piece } from './compare.ts'
import { make } from './elements.ts'
import { t } from './messages.ts'

/** Two texts beside each other, what differs marked word by word. */
export function sideBySide(
  before: string,
  after: string,
  names: [before: string, after: string] = [t.before, t.after],
): HTMLElement {
  if (before === after) return make('p', { class: 'empty' }, t.sameText)
  const pieces = compareTexts(before, after)
  return make(
    'div',
    { class: 'sides' },
    side(names[0], pieces, 'gone', 'del'),
    side(names[1], pieces, 'new', 'ins'),
  )
}

function side(name: string, pieces: Piece[], kind: Piece['kind'], tag: 'del' | 'ins') {
  const text = make('div', { class: 'text' })
  for (const piece of pieces) {
    if (piece.kind === 'same') text.append(piece.text)
    else if (piece.kind === kind) text.append(make(tag, {}, piece.text))
  }
  const section = make('section', { 'aria-label': name, tabindex: '0' }, make('h3', {}, name))
  section.append(text)
  return section
}
