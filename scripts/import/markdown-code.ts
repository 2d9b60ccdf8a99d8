export interface Range {
  start: number
  end: number
}

const fence = /(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t])))*[ \t]*(`{3,}(?!.*`)|~{3,})/y
const span = /(?<![`\\])(`+)(?!`)[^\n]*?[^`\n]\1(?!`)/y

/**
 * Where the code that begins at `index` ends: a fenced block when a line starts there, an inline
 * code span otherwise. Answers -1 when no code begins there.
 */
export function codeEnd(markdown: string, index: number): number {
  if (index === 0 || markdown[index - 1] === '\n') {
    fence.lastIndex = index
    const mark = fence.exec(markdown)?.[1]
    if (mark) return fencedEnd(markdown, index, mark)
  }
  if (markdown[index] !== '`') return -1
  span.lastIndex = index
  return span.test(markdown) ? span.lastIndex : -1
}

function fencedEnd(markdown: string, start: number, mark: string): number {
  const closing = new RegExp(`^[ \\t>]*${mark[0]}{${mark.length},}[ \\t]*$`)
  let line = markdown.indexOf('\n', start)
  while (line >= 0) {
    const next = markdown.indexOf('\n', line + 1)
    const end = next < 0 ? markdown.length : next
    if (closing.test(markdown.slice(line + 1, end))) return end
    line = next
  }
  return markdown.length
}

/** The fenced blocks and inline code spans of a Markdown text, in order. */
export function codeRanges(markdown: string): Range[] {
  const ranges: Range[] = []
  const candidates = /^|`/gm
  for (let match = candidates.exec(markdown); match; match = candidates.exec(markdown)) {
    const start = match.index
    const end = codeEnd(markdown, start)
    if (end > start) {
      ranges.push({ start, end })
      candidates.lastIndex = end
      continue
    }
    // An unpaired run of backticks is text as a whole.
    candidates.lastIndex = start + Math.max(1, runLength(markdown, start))
    if (candidates.lastIndex > markdown.length) break
  }
  return ranges
}

function runLength(markdown: string, start: number): number {
  let end = start
  while (markdown[end] === '`') end++
  return end - start
}

/** Replaces what `pattern` matches outside of code; `pattern` must be global. */
export function replaceOutsideCode(
  markdown: string,
  pattern: RegExp,
  replace: (match: RegExpExecArray) => string,
): string {
  const ranges = codeRanges(markdown)
  let result = ''
  let end = 0
  let current = 0
  for (const match of markdown.matchAll(pattern)) {
    while ((ranges[current]?.end ?? Infinity) <= match.index) current++
    if (match.index >= (ranges[current]?.start ?? Infinity)) continue
    result += markdown.slice(end, match.index) + replace(match)
    end = match.index + match[0].length
  }
  return result + markdown.slice(end)
}
