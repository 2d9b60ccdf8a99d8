/** A Markdown image; `title` stands below or beside it. */
export function image(src: string, alt = '', title = ''): string {
  const target = /[\s()<>]/.test(src) ? `<${src.replace(/[<>]/g, encodeURIComponent)}>` : src
  const text = oneLine(alt).replace(/([[\]])/g, '\\$1')
  return `![${text}](${target}${title ? ` "${oneLine(title).replace(/"/g, '&quot;')}"` : ''})`
}

/** A Markdown link, bare where it has no text of its own. */
export function link(url: string, text = ''): string {
  return text ? `[${oneLine(text).replace(/([[\]])/g, '\\$1')}](${url})` : `<${url}>`
}

/** A fenced block that is longer than any fence inside `code`. */
export function fencedCode(code: string, language = ''): string {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `\n${fence}${language}\n${code.replace(/^[ \t]*\n/, '').replace(/\s+$/, '')}\n${fence}\n`
}

/** A block quote, with a line that says where it is from. */
export function quote(text: string, source = ''): string {
  const lines = text.trim().split('\n')
  if (source) lines.push('', `— ${source}`)
  return `\n${lines.map((line) => `> ${line}`.trimEnd()).join('\n')}\n`
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
