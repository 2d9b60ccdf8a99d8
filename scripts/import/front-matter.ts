import { parse as parseToml, TomlError } from 'smol-toml'
import { parseDocument } from 'yaml'
import { jsonEnd } from './json-end.ts'

export type Fields = Record<string, unknown>

export type FrontMatter =
  | { fields: Fields; body: string; found: boolean }
  | { line: number; reason: string }

/**
 * Takes the front matter off a Markdown file: YAML between `---`, TOML between `+++`, JSON in braces
 * or between `;;;`, and the older Hexo form that has the closing line only. Broken front matter
 * answers the line and what is wrong there.
 */
export function readFrontMatter(source: string): FrontMatter {
  const text = source.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const opening = /^(-{3,}|\+{3}|;{3})[ \t]*\n/.exec(text)
  if (opening?.[1]) return readFenced(text, opening[0].length, opening[1])
  if (/^\{\s*"/.test(text)) return readBraces(text)
  return readUnopened(text) ?? { fields: {}, body: text, found: false }
}

function readFenced(text: string, start: number, mark: string): FrontMatter {
  const close = closingLine(text, start, mark === '+++' ? '\\+{3}' : `${mark[0]}{3,}`)
  if (!close) {
    // A thematic break begins plenty of Markdown files; an unclosed `+++` or `;;;` begins none.
    if (mark.startsWith('-')) return { fields: {}, body: text, found: false }
    return { line: 1, reason: `the front matter has no closing ${mark}` }
  }
  const parse = mark.startsWith('-') ? readYaml : mark === '+++' ? readToml : readJson
  return parse(text.slice(start, close.start), text.slice(close.end), 2)
}

/** Front matter that only ends with a line, where what stands above it is surely no prose. */
function readUnopened(text: string): FrontMatter | undefined {
  const close = closingLine(text, 0, '(?:---|;;;)')
  if (!close) return undefined
  const head = text.slice(0, close.start)
  const body = text.slice(close.end)
  if (/^\s*"\w+"\s*:/.test(head)) return readJson(head, body, 1)
  if (!/^(?:title|date|layout|tags|categories|permalink|comments|id)[ \t]*:/m.test(head)) {
    return undefined
  }
  const lines = head.split('\n')
  const plain = lines.every((line) => /^(?:[\w-]+[ \t]*:|[ \t]|-[ \t]|#|$)/.test(line))
  return plain && /^[\w-]+[ \t]*:/.test(head) ? readYaml(head, body, 1) : undefined
}

function closingLine(text: string, start: number, mark: string) {
  const pattern = new RegExp(`^${mark}[ \\t]*(?:\\n|$)`, 'gm')
  pattern.lastIndex = start
  const match = pattern.exec(text)
  return match ? { start: match.index, end: match.index + match[0].length } : undefined
}

function readYaml(head: string, body: string, firstLine: number): FrontMatter {
  const indented = head.replace(/^\t+/gm, (tabs) => '  '.repeat(tabs.length))
  const document = parseDocument(indented, { uniqueKeys: false, logLevel: 'silent' })
  const error = document.errors[0]
  if (error) {
    const line = firstLine + (error.linePos?.[0].line ?? 1) - 1
    return { line, reason: firstSentence(error.message) }
  }
  try {
    const value: unknown = document.toJS()
    // Prose between two thematic breaks.
    if (typeof value === 'string')
      return { fields: {}, body: `---\n${head}---\n${body}`, found: false }
    return asFields(value, body, firstLine)
  } catch (error) {
    // An alias (`*name`) without its anchor shows only now.
    return { line: firstLine, reason: firstSentence(error instanceof Error ? error.message : '') }
  }
}

function readToml(head: string, body: string, firstLine: number): FrontMatter {
  try {
    return { fields: parseToml(head), body, found: true }
  } catch (error) {
    if (!(error instanceof TomlError)) throw error
    return { line: firstLine + error.line - 1, reason: firstSentence(error.message) }
  }
}

function readJson(head: string, body: string, firstLine: number): FrontMatter {
  const text = head.trim().replace(/,$/, '')
  try {
    return asFields(JSON.parse(text.startsWith('{') ? text : `{${text}}`), body, firstLine)
  } catch (error) {
    const message = (error instanceof Error ? error.message : '').replace(/\s+/g, ' ')
    const line = firstLine + Number(/\(line (\d+)/.exec(message)?.[1] ?? 1) - 1
    return { line, reason: `the front matter is not valid JSON: ${message}` }
  }
}

function readBraces(text: string): FrontMatter {
  const end = jsonEnd(text)
  if (end < 0) return { line: 1, reason: 'the JSON front matter has no closing brace' }
  return readJson(text.slice(0, end), text.slice(end).replace(/^[ \t]*\n/, ''), 1)
}

function asFields(value: unknown, body: string, line: number): FrontMatter {
  if (value === null || value === undefined) return { fields: {}, body, found: true }
  if (typeof value !== 'object' || Array.isArray(value)) {
    return { line, reason: 'the front matter is not a list of fields such as "title: …"' }
  }
  return { fields: value as Fields, body, found: true }
}

function firstSentence(message: string): string {
  return (message.split('\n')[0] ?? message).replace(/ at line \d+, column \d+:?$/, '').trim()
}
