import { Lexer } from 'marked'

/**
 * Markdown without what its author notes for themselves: comments of HTML, and link definitions of the
 * name `//`. The page shows neither. In code they are words and stay. Only a text that has any is
 * parsed, and of it the blocks alone.
 */
export function withoutComments(markdown: string): string {
  if (!/<!--|\[\/\/\]:/.test(markdown)) return markdown
  let hidden = false
  return new Lexer().blockTokens(markdown).map(visiblePart).join('')

  function visiblePart({ type, raw }: { type: string; raw: string }): string {
    let text = raw
    if (hidden) {
      // A comment begun in HTML ends in HTML: in other blocks its end is words.
      const end = type === 'html' ? raw.indexOf('-->') : -1
      if (end < 0) return ''
      hidden = false
      text = raw.slice(end + 3)
    }
    if (type === 'code') return text
    if (type === 'def') return text.includes('[//]:') ? '' : text
    return text.replace(type === 'html' ? comment : codeOrComment, (found, code) => {
      if (typeof code === 'string') return code
      if (found.endsWith('-->')) return ''
      // In a line of text, what has no end is no comment but words.
      if (!/^(?:html|list|blockquote)$/.test(type)) return found
      hidden = true
      return ''
    })
  }
}

/** As browsers read it; without an end it takes all that follows. */
const comment = /<!--(?:-?>|.*?(?:-->|$))/gs

/** What may stand before the first words of a line in quotations and lists. */
const margin = /^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*/.source
const fenced = /(?<fence>`{3,}(?=[^`\n]*$)|~{3,})[^\n]*\n(?:[^\n]*\n)*?[ \t>]*\k<fence>/.source
const span = /(?<![`\\])(?<ticks>`+)(?!`)(?:(?!\n[ \t>]*\n).)*?(?<!`)\k<ticks>(?!`)/.source

/** In text: code, a comment, or one without an end that begins a line. */
const codeOrComment = new RegExp(
  `(${margin}${fenced}|${span})|<!--(?:-?>|.*?-->)|(?<=${margin})<!--.*`,
  'gms',
)
