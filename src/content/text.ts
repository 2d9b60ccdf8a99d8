import type { Element, Nodes } from 'hast'

const blocks = new Set(
  'address article aside blockquote br caption dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li ol p pre section summary table td th tr ul'.split(
    ' ',
  ),
)

/**
 * The text a reader sees in `node`, blocks on lines of their own; elements for which `skip` answers
 * true are left out.
 */
export function visibleText(
  node: Nodes,
  skip: (element: Element) => boolean = () => false,
): string {
  const parts: string[] = []
  collect(node)
  return parts
    .join('')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim()

  function collect(current: Nodes) {
    if (current.type === 'text') parts.push(current.value)
    else if (current.type === 'element') {
      if (skip(current)) return
      // Ruby annotations repeat the text they stand over.
      if (current.tagName === 'rt' || current.tagName === 'rp') return
      const block = blocks.has(current.tagName)
      if (block) parts.push('\n')
      current.children.forEach(collect)
      if (block) parts.push('\n')
    } else if (current.type === 'root') current.children.forEach(collect)
  }
}

const han = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu
const word = /[\p{L}\p{N}]+(?:['’\-.][\p{L}\p{N}]+)*/gu

/** Counts words as readers of either language do: every Han or kana character, every other word. */
export function countWords(text: string): number {
  const characters = text.match(han)?.length ?? 0
  const words = text.replace(han, ' ').match(word)?.length ?? 0
  return characters + words
}

/** A wide character takes about the room of two Latin ones. */
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/

/**
 * The start of `text`, at most `width` columns (a Han character is two), cut at the end of a word
 * and never inside a character; an ellipsis marks the cut.
 */
export function excerptOf(text: string, width = 220): string {
  const line = text.replace(/\s+/g, ' ').trim()
  let columns = 0
  let end = 0
  for (const character of line) {
    columns += wide.test(character) ? 2 : 1
    if (columns > width) {
      // What the reader takes for one character may have several parts: none of them is cut off.
      const cut = line.slice(0, graphemes.segment(line).containing(end)?.index ?? end)
      const space = cut.lastIndexOf(' ')
      const insideWord = /[\p{L}\p{N}]$/u.test(cut) && !wide.test(cut.slice(-1))
      const kept = insideWord && space > end * 0.6 ? cut.slice(0, space) : cut
      return `${kept.replace(/[\s，,、；;：:（(]+$/u, '')}…`
    }
    end += character.length
  }
  return line
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
