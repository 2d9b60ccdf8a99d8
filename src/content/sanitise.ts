import type { Root } from 'hast'
import { defaultSchema, type Schema, sanitize } from 'hast-util-sanitize'

/**
 * What an editor's Markdown and HTML may hold once stored: GitHub's allow-list and the elements
 * articles need beyond it. No style attributes, no frames, no scripts, no event handlers; `id` gets
 * a prefix, so that it cannot shadow anything of ours.
 */
const articleSchema: Schema = {
  ...defaultSchema,
  ancestors: { ...defaultSchema.ancestors, caption: ['table'] },
  tagNames: [
    ...(defaultSchema.tagNames ?? []),
    ...['abbr', 'audio', 'bdi', 'bdo', 'caption', 'cite', 'dfn', 'figcaption', 'figure', 'mark'],
    ...['small', 'time', 'u', 'video', 'wbr'],
  ],
  attributes: {
    ...defaultSchema.attributes,
    '*': [...(defaultSchema.attributes?.['*'] ?? []), 'lang'],
    a: ['href', 'title', 'ariaDescribedBy', 'ariaLabel', 'dataFootnoteRef', 'dataFootnoteBackref'],
    abbr: ['title'],
    audio: ['src', 'controls'],
    code: [['className', /^language-./]],
    div: [],
    h2: [['className', 'sr-only']],
    img: ['src', 'alt', 'title', 'width', 'height'],
    section: ['dataFootnotes', ['className', 'footnotes']],
    td: ['align', 'colSpan', 'rowSpan'],
    th: ['align', 'colSpan', 'rowSpan', 'scope'],
    time: ['dateTime'],
    video: ['src', 'controls', 'poster', 'width', 'height'],
  },
  protocols: {
    ...defaultSchema.protocols,
    href: ['http', 'https', 'mailto', 'tel'],
    poster: ['http', 'https'],
    src: ['http', 'https'],
  },
  // An unclosed <template> or <noscript> is parsed in a mode of its own: drop it with its content.
  strip: ['script', 'style', 'template', 'noscript', 'iframe', 'object', 'embed', 'svg', 'math'],
}

/** Returns a copy of `tree` that holds only what the allow-list names. */
export function sanitiseArticle(tree: Root): Root {
  return sanitize(tree, articleSchema) as Root
}

/** The prefix that sanitising puts before every `id` of an editor's own. */
export const idPrefix = defaultSchema.clobberPrefix ?? ''
