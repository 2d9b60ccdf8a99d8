/**
 * Makes Markdown of a piece of HTML: one raw block that a CommonMark parser leaves whole. Such a
 * block ends at the first blank line, so there is none in it; where blank lines show, in
 * preformatted text, their line breaks become character references.
 */
export function htmlBlock(html: string): string {
  const text = html.replace(/\r\n?/g, '\n').trim()
  if (!text) return ''
  let block = ''
  let end = 0
  for (const match of text.matchAll(preformatted)) {
    block += withoutBlankLines(text.slice(end, match.index)) + keepBlankLines(match[0])
    end = match.index + match[0].length
  }
  block += withoutBlankLines(text.slice(end))
  return `<div>\n${block}\n</div>`
}

const preformatted = /<(pre|textarea)\b[^>]*>[\s\S]*?(?:<\/\1\s*>|$)/gi

function withoutBlankLines(html: string): string {
  return html.replace(/\n(?:[ \t]*\n)+/g, '\n')
}

function keepBlankLines(html: string): string {
  return html.replace(/\n(?:[ \t]*\n)+/g, (lines) => {
    const [, ...blank] = lines.split('\n')
    return `\n${blank.slice(0, -1).join('&#10;')}&#10;`
  })
}
