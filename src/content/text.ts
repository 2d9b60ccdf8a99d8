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

/** Footnote marks and the back links of notes, anchors of headings. */
export function isAside({ properties }: Element): boolean {
  return (
    properties.dataFootnoteRef !== undefined ||
    properties.dataFootnoteBackref !== undefined ||
    /^(?:anchor|sr-only)$/.test(String(properties.className))
  )
}

const han = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu
const word = /[\p{L}\p{N}]+(?:['’\-.][\p{L}\p{N}]+)*/gu

/** Counts words as readers of either language do: every Han or kana character, every other word. */
export function countWords(text: string): number {
  const words = text.replace(han, ' ').match(word)?.length ?? 0
  return countCharacters(text) + words
}

/** Counts Han and kana characters. */
export function countCharacters(text: string): number {
  return text.match(han)?.length ?? 0
}

/** Columns that a UTF-16 unit takes: a wide character as many as two Latin ones, half a pair half. */
function columnsOf(unit: number): number {
  if (unit < 0x1100) return 1
  if (unit >= 0xd800 && unit <= 0xdfff) return 0.5
  const wide =
    unit <= 0x115f ||
    (unit >= 0x2e80 && unit <= 0xa4cf) ||
    (unit >= 0xac00 && unit <= 0xd7a3) ||
    (unit >= 0xf900 && unit <= 0xfaff) ||
    (unit >= 0xfe30 && unit <= 0xfe6f) ||
    (unit >= 0xff00 && unit <= 0xff60) ||
    (unit >= 0xffe0 && unit <= 0xffe6)
  return wide ? 2 : 1
}

/**
 * The start of `text`, at most `width` columns (a Han character is two), cut at the end of a word
 * and never inside a character; an ellipsis marks the cut.
 */
export function excerptOf(text: string, width = 220): string {
  const line = text.replace(/\s+/g, ' ').trim()
  let columns = 0
  for (let end = 0; end < line.length; end++) {
    columns += columnsOf(line.charCodeAt(end))
    if (columns > width) {
      // What the reader takes for one character may have several parts: none of them is cut off.
      const cut = line.slice(0, graphemes.segment(line).containing(end)?.index ?? end)
      const space = cut.lastIndexOf(' ')
      const insideWord = /[\p{L}\p{N}]$/u.test(cut) && columnsOf(cut.charCodeAt(cut.length - 1)) < 2
      const kept = insideWord && space > end * 0.6 ? cut.slice(0, space) : cut
      return `${kept.replace(/[\s，,、；;：:（(]+$/u, '')}…`
    }
  }
  return line
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
