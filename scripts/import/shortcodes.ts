import { hexoMarkdown, hexoVerbatim } from './hexo-tags.ts'
import { hugoMarkdown, hugoVerbatim } from './hugo-shortcodes.ts'
import { codeEnd } from './markdown-code.ts'
import { readArguments } from './tag-arguments.ts'

interface Tag {
  kind: 'hugo' | 'hexo'
  name: string
  closes: boolean
  selfClosing: boolean
  args: string
}

type Token = string | Tag

const hugoTag =
  /\{\{([<%])\s*(\/?)\s*([\w./-]*\w)((?:"(?:[^"\\]|\\.)*"|`[^`]*`|(?!\{\{)[^"`])*?)(\/?)\s*([>%])\}\}/y
const hexoTag = /\{%-?\s*(end)?([a-zA-Z_]\w*)((?:"[^"\n]*"|(?!%\}|\{%)[^"])*?)-?%\}/y
const escaped = /\{\{([<%])\/\*([\s\S]*?)\*\/[>%]\}\}/y

/**
 * Turns Hugo shortcodes and Hexo tag plugins into plain Markdown, leaving code alone: images and
 * links stay what they are, blocks become what they show, of all others only the inner text stays.
 */
export function expandShortcodes(markdown: string): string {
  if (!/\{%|\{\{[<%]/.test(markdown)) return markdown
  return render(tokenise(markdown))
}

function tokenise(markdown: string): Token[] {
  const tokens: Token[] = []
  const marks = /^|`|\{\{[<%]|\{%/gm
  let text = 0
  for (let mark = marks.exec(markdown); mark; mark = marks.exec(markdown)) {
    const start = mark.index
    const end = codeEnd(markdown, start)
    if (end > start) {
      marks.lastIndex = end
      continue
    }
    const found = tagAt(markdown, start)
    if (found) {
      tokens.push(markdown.slice(text, start), ...found.tokens)
      text = found.end
      marks.lastIndex = text
    } else {
      const run = /`*/y
      run.lastIndex = start
      marks.lastIndex = start + Math.max(1, run.exec(markdown)?.[0].length ?? 0)
    }
    if (marks.lastIndex > markdown.length) break
  }
  tokens.push(markdown.slice(text))
  return tokens
}

function tagAt(markdown: string, start: number): { tokens: Token[]; end: number } | undefined {
  if (markdown[start] !== '{') return undefined
  const literal = match(escaped, markdown, start)
  if (literal) {
    return {
      tokens: [literal[0].replace('/*', '').replace('*/', '')],
      end: start + literal[0].length,
    }
  }
  const tag = readTag(markdown, start)
  if (!tag) return undefined
  const end = start + tag.length
  const verbatim = tag.kind === 'hugo' ? hugoVerbatim : hexoVerbatim
  if (tag.closes || !verbatim.has(tag.name)) return { tokens: [tag], end }
  const closing =
    tag.kind === 'hugo'
      ? new RegExp(`\\{\\{[<%]\\s*/\\s*${tag.name}\\s*[>%]\\}\\}`, 'g')
      : new RegExp(`\\{%-?\\s*end${tag.name}\\s*-?%\\}`, 'g')
  closing.lastIndex = end
  const close = closing.exec(markdown)
  if (!close) return { tokens: [tag], end }
  return {
    tokens: [toMarkdown(tag, markdown.slice(end, close.index))],
    end: close.index + close[0].length,
  }
}

function readTag(markdown: string, start: number): (Tag & { length: number }) | undefined {
  const hugo = match(hugoTag, markdown, start)
  if (hugo) {
    const [whole, , slash, name = '', args = '', selfClosing] = hugo
    return {
      kind: 'hugo',
      name: name.toLowerCase(),
      closes: slash === '/',
      selfClosing: selfClosing === '/',
      args: args.trim(),
      length: whole.length,
    }
  }
  const hexo = match(hexoTag, markdown, start)
  if (!hexo) return undefined
  const [whole, closes, name = '', args = ''] = hexo
  return {
    kind: 'hexo',
    name: name.toLowerCase(),
    closes: closes !== undefined,
    selfClosing: false,
    args: args.trim(),
    length: whole.length,
  }
}

function match(pattern: RegExp, text: string, start: number): RegExpExecArray | null {
  pattern.lastIndex = start
  return pattern.exec(text)
}

function render(tokens: Token[]): string {
  const ends = partners(tokens)
  return renderPart(0, tokens.length)

  function renderPart(from: number, to: number): string {
    let markdown = ''
    for (let index = from; index < to; index++) {
      const token = tokens[index]
      if (typeof token === 'string') markdown += token
      else if (token && !token.closes) {
        const end = ends.get(index)
        markdown += toMarkdown(token, end === undefined ? undefined : renderPart(index + 1, end))
        index = end ?? index
      }
    }
    return markdown
  }
}

/** The closing tag of every tag that has one, by position. */
function partners(tokens: Token[]): Map<number, number> {
  const ends = new Map<number, number>()
  const open: number[] = []
  tokens.forEach((token, index) => {
    if (typeof token === 'string' || token.selfClosing) return
    if (!token.closes) {
      open.push(index)
      return
    }
    const at = open.findLastIndex((start) => {
      const other = tokens[start]
      return typeof other === 'object' && other.kind === token.kind && other.name === token.name
    })
    if (at < 0) return
    ends.set(open[at] ?? 0, index)
    open.length = at
  })
  return ends
}

function toMarkdown(tag: Tag, inner?: string): string {
  if (tag.kind === 'hexo') return hexoMarkdown(tag.name, tag.args, inner)
  return hugoMarkdown(tag.name, readArguments(tag.args), inner)
}
