import { embedLink } from './embeds.ts'
import { fencedCode, image, link, quote } from './markdown-syntax.ts'
import { pathOfReference } from './slug.ts'
import { readArguments } from './tag-arguments.ts'

/** Hexo and Liquid tags whose inner text is not Markdown to be read. */
export const hexoVerbatim: ReadonlySet<string> = new Set([
  'codeblock',
  'code',
  'highlight',
  'raw',
  'comment',
  'mermaid',
])

/** Plain Markdown for a Hexo tag plugin; `inner` is undefined for one without an end tag. */
export function hexoMarkdown(name: string, args: string, inner?: string): string {
  const words = readArguments(args).positional
  if (inner !== undefined) return blockMarkdown(name, args, words, inner)
  switch (name) {
    case 'img':
    case 'image':
    case 'asset_img':
      return picture(words)
    case 'link':
      return words[1] ? link(words[1], words[0]) : ''
    case 'asset_link':
      return words[0] ? link(words[0], words[1] ?? words[0]) : ''
    case 'post_link':
      return words[0] ? link(postReference(words[0]), words[1] ?? words[0]) : ''
    case 'post_path':
    case 'post_url':
      return words[0] ? postReference(words[0]) : ''
    case 'asset_path':
      return words[0] ?? ''
    default:
      return embedLink(name, words[0]) ?? ''
  }
}

function blockMarkdown(name: string, args: string, words: string[], inner: string): string {
  switch (name) {
    case 'codeblock':
    case 'code':
      return fencedCode(inner, /\blang:(\S+)/.exec(args)?.[1])
    case 'highlight':
      return fencedCode(inner, words[0])
    case 'mermaid':
      return fencedCode(inner, name)
    case 'blockquote':
    case 'quote':
      return quote(inner, attribution(args))
    case 'pullquote':
      return quote(inner)
    case 'comment':
      return ''
    default:
      return inner
  }
}

function postReference(name: string): string {
  return pathOfReference(/\.\w+$/.test(name) ? name : `${name}.md`)
}

/** `Author, Source https://address Title of the address` as one line. */
function attribution(args: string): string {
  const [, who = '', address = '', title = ''] =
    /^(.*?)(?:(https?:\/\/\S+)(.*))?$/s.exec(args) ?? []
  return [who.trim(), address && link(address, title.trim())].filter(Boolean).join(', ')
}

/** `[classes] path [width] [height] ["title" "alt"]`, as Hexo reads it. */
function picture(words: string[]): string {
  const at = words.findIndex((word) => /^(?:https?:)?\/|\.\w{2,5}(?:[?#]|$)/.test(word))
  const src = words[at]
  if (!src) return ''
  const rest = words.slice(at + 1)
  while (rest[0] && /^\d+(?:px|%)?$/.test(rest[0])) rest.shift()
  const [, title, alt] = /^(.*?)\s*(?:["'](.*)["'])?$/.exec(rest[0] ?? '') ?? []
  return image(src, alt ?? rest[1] ?? title, title)
}
