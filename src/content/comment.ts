import type { Root } from 'hast'
import { type Schema, sanitize } from 'hast-util-sanitize'
import { Marked } from 'marked'
import { visit } from 'unist-util-visit'
import { parseHtml, writeHtml } from './html.ts'

/** All that a guest's words may become. */
const schema: Schema = {
  tagNames: ['a', 'blockquote', 'br', 'code', 'del', 'em', 'li', 'ol', 'p', 'pre', 'strong', 'ul'],
  attributes: { a: ['href'] },
  protocols: { href: ['http', 'https'] },
  strip: ['script', 'style', 'template', 'noscript', 'iframe', 'object', 'embed', 'svg', 'math'],
}

const never = () => undefined

/** HTML is not markup here but words, and neither are headings, tables, rules and pictures. */
const marked = new Marked({
  gfm: true,
  breaks: true,
  tokenizer: {
    ...{ html: never, tag: never, heading: never, lheading: never, table: never, hr: never },
    def: never,
  },
  renderer: { image: ({ text }) => escapeHtml(text) },
})

/**
 * Renders the small Markdown of comments: emphasis, code, quotations, lists, links. The result is
 * parsed and sanitised like articles are, by a much shorter allow-list.
 */
export function renderComment(markdown: string): string {
  const html = marked.parse(shallow(markdown), { async: false })
  const tree = sanitize(parseHtml(html), schema) as Root
  visit(tree, { tagName: 'a' }, ({ properties }) => {
    properties.rel = ['nofollow', 'ugc', 'noopener']
  })
  return writeHtml(tree).trim()
}

/** Keeps what nests (quotations, lists) to a depth that neither parser nor reader can drown in. */
function shallow(markdown: string): string {
  return markdown.replace(/^[\s>*+-]{12,}/gm, (lead) => lead.replace(/\s/g, '').slice(0, 3))
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
