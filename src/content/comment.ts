import type { Root } from 'hast'
import { type Schema, sanitize } from 'hast-util-sanitize'
import { Lexer, Marked, type Token, Tokenizer, type TokensList } from 'marked'
import { visit } from 'unist-util-visit'
import { isVisible } from './clean.ts'
import { parseHtml, writeHtml } from './html.ts'
import { visibleText } from './text.ts'

/** All that a guest's words may become. */
const schema: Schema = {
  tagNames: ['a', 'blockquote', 'br', 'code', 'del', 'em', 'li', 'ol', 'p', 'pre', 'strong', 'ul'],
  attributes: { a: ['href'] },
  protocols: {},
  strip: ['script', 'style', 'template', 'noscript', 'iframe', 'object', 'embed', 'svg', 'math'],
}

const never = () => undefined

/** An address in a sentence: Chinese goes on without a space behind a host, or with its own stops. */
const bareAddress = /^(?:https?:\/\/|www\.)[\w.:-]+(?:[/?#][^\s\u3000-\u303f\uff00-\uff1f“”‘’…]*)?/i

/** HTML is not markup here but words, and neither are headings, tables, rules and pictures. */
const marked = new Marked({
  gfm: true,
  breaks: true,
  tokenizer: {
    ...{ html: never, tag: never, heading: never, lheading: never, table: never, hr: never },
    def: never,
    url(text) {
      const address = bareAddress.exec(text)?.[0]
      return address ? Tokenizer.prototype.url.call(this, address) : undefined
    },
  },
  renderer: { image: ({ text }) => escapeHtml(text) },
})

/** How deep quotations, lists and emphasis stand in one another; what is deeper stays as typed. */
const deepest = 8

/** Nesting without end would overflow the stack of the parser, and drown the reader. */
class ShallowLexer extends Lexer {
  #depth = 0

  override blockTokens(src: string, tokens: Token[] = [], clipped?: boolean): TokensList {
    const read = () => super.blockTokens(src, tokens, clipped)
    return this.#within(src, tokens, read) as TokensList
  }

  override inlineTokens(src: string, tokens: Token[] = []): Token[] {
    return this.#within(src, tokens, () => super.inlineTokens(src, tokens))
  }

  #within(text: string, tokens: Token[], read: () => Token[]): Token[] {
    if (this.#depth === deepest) tokens.push({ type: 'text', raw: text, text })
    else {
      this.#depth++
      read()
      this.#depth--
    }
    return tokens
  }
}

/**
 * Renders the small Markdown of comments: emphasis, code, quotations, lists, links. The result is
 * parsed and sanitised like articles are, by a much shorter allow-list. Empty when a reader would
 * see nothing.
 */
export function renderComment(markdown: string): string {
  const tree = sanitize(parseHtml(toHtml(markdown)), schema) as Root
  visit(tree, { tagName: 'a' }, (link, index, parent) => {
    const href = webAddress(link.properties.href)
    if (href && isVisible(visibleText(link))) {
      link.properties = { href, rel: ['nofollow', 'ugc', 'noopener'] }
    } else if (parent && index !== undefined) {
      parent.children.splice(index, 1, ...link.children)
      return index
    }
  })
  return isVisible(visibleText(tree)) ? writeHtml(tree).trim() : ''
}

/** Whatever the parser makes of it, nobody's words are lost. */
function toHtml(markdown: string): string {
  try {
    return marked.parser(new ShallowLexer(marked.defaults).lex(markdown), marked.defaults)
  } catch (error) {
    console.warn('A comment was not read as Markdown', error)
    return `<p>${escapeHtml(markdown).replaceAll('\n', '<br>')}</p>`
  }
}

/** An absolute http or https address, as browsers write it: a guest links to other sites only. */
function webAddress(href: unknown): string | undefined {
  const url = URL.parse(String(href))
  return url && /^https?:$/.test(url.protocol) && !url.username ? url.href : undefined
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
