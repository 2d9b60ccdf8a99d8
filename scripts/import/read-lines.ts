import { createReadStream } from 'node:fs'

/**
 * The lines of a UTF-8 file, read as they are needed. Only line feeds end a line: node:readline also
 * breaks at U+2028, which JSON allows inside a string.
 */
export async function* readLines(file: string): AsyncGenerator<string> {
  let parts: string[] = []
  let first = true
  for await (const chunk of createReadStream(file, { encoding: 'utf8', highWaterMark: 1 << 18 })) {
    const [rest = '', ...lines] = String(chunk).split('\n')
    parts.push(rest)
    for (const line of lines) {
      yield take()
      parts.push(line)
    }
  }
  if (parts.length) yield take()

  function take(): string {
    const line = parts.join('')
    parts = []
    if (!first) return line
    first = false
    return line.replace(/^\uFEFF/, '')
  }
}
