import type { Element, Nodes, Root } from 'hast'
import { Marked } from 'marked'
import markedFootnote from 'marked-footnote'
import { SKIP, visit } from 'unist-util-visit'
import type { Heading, Picture } from '../db/schema.ts'
import type { Messages } from '../i18n/messages.ts'
import { dressHeadings } from './headings.ts'
import { highlightCode } from './highlight.ts'
import { parseHtml, writeHtml } from './html.ts'
import { sanitiseArticle } from './sanitise.ts'
import { countWords, excerptOf, isAside, visibleText } from './text.ts'

export interface RenderOptions {
  /** The post's own address: images are found from there, and links to other sites marked. */
  url: string
  /** Words of the footnotes, read by screen readers only: their heading, and the way back. */
  words: Pick<Messages, 'footnotes' | 'backToReference'>
  /** Pixel sizes of the site's images, by path, as far as they are known. */
  sizes: ReadonlyMap<string, { width: number; height: number }>
}

export interface Rendered {
  html: string
  contents: Heading[]
  excerpt: string
  firstImage: Picture | undefined
  wordCount: number
  /** The visible text, for search and related articles; code blocks are left out. */
  text: string
}

/** A text whose parts lie so deep within each other that no program could read it for sure. */
export class NestingError extends Error {
  constructor() {
    super(
      `Lists, quotations or HTML lie within each other more than ${deepest} levels deep; take some levels out`,
    )
  }
}

/** How deep elements may lie within each other: browsers stop at 512, our parsers near a thousand. */
const deepest = 200

/**
 * Turns Markdown (CommonMark, GFM, footnotes, raw HTML) into what is stored for readers. Runs on
 * save only. Parsing follows the HTML standard and sanitising works on the parsed tree, so what a
 * browser sees is what was checked. Throws {@link NestingError} where there is no end of levels.
 */
export function renderMarkdown(markdown: string, options: RenderOptions): Rendered {
  const tree = parseMarkdown(markdown, options.words)

  const contents = dressHeadings(tree)
  const firstImage = dressImages(tree, options)
  markLinks(tree, options.url)
  linkImages(tree)
  dressTables(tree)
  nameBoxes(tree)
  const prose = proseOf(tree)
  const lead = visibleText(tree, (element) => isAside(element) || notProse.has(element.tagName))
  highlightCode(tree)

  return {
    html: writeHtml(tree),
    contents,
    excerpt: excerptOf(lead || prose),
    firstImage,
    wordCount: countWords(visibleText(tree, isAside)),
    text: prose,
  }
}

function parseMarkdown(markdown: string, { footnotes, backToReference }: RenderOptions['words']) {
  const notes = markedFootnote({ description: footnotes, backRefLabel: backToReference })
  try {
    const html = new Marked({ gfm: true }, notes).parse(markdown, { async: false })
    const tree = sanitiseArticle(parseHtml(html))
    if (isDeeper(tree, deepest)) throw new NestingError()
    return tree
  } catch (error) {
    // The parsers call themselves for what nests: the stack ends before they do.
    throw error instanceof RangeError ? new NestingError() : error
  }
}

function isDeeper(node: Nodes, levels: number): boolean {
  if (levels < 0) return true
  return 'children' in node && node.children.some((child) => isDeeper(child, levels - 1))
}

/** The `text` of {@link Rendered}, from the HTML that was stored. */
export function proseOfHtml(html: string): string {
  return proseOf(parseHtml(html))
}

function proseOf(tree: Root): string {
  return visibleText(tree, (element) => isAside(element) || element.tagName === 'pre')
}

const notProse = new Set(['pre', 'table', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'figure'])

/**
 * Gives images of the site the path that is right on every page, and their size. Keeps the first
 * image eager, since it is often what the reader sees first; the rest are lazy.
 */
function dressImages(tree: Root, { url, sizes }: RenderOptions): Picture | undefined {
  let first: Picture | undefined
  visit(tree, { tagName: 'img' }, ({ properties }) => {
    const src = withinSite(String(properties.src ?? ''), url)
    const size = sizes.get(src)
    if (src) properties.src = src
    if (size) Object.assign(properties, size)
    properties.alt ??= ''
    properties.decoding = 'async'
    if (first) properties.loading = 'lazy'
    else if (src) first = { url: src, ...textOf(properties.alt), ...size }
  })
  return first
}

/** The path of an address on the site of `base`, from which it is looked for; others stay as they are. */
export function withinSite(address: string, base: string): string {
  const url = address && URL.parse(address, base)
  if (!url || url.origin !== URL.parse(base)?.origin) return address
  return url.pathname + url.search + url.hash
}

/** The box of a task has the task's words for its name, though it cannot be used. */
function nameBoxes(tree: Root) {
  visit(tree, { tagName: 'li' }, (item) => {
    const own = item.children.find((child): child is Element => isBox(child))
    const paragraph = item.children.find((child): child is Element => isParagraph(child))
    const box = own ?? paragraph?.children.find((child): child is Element => isBox(child))
    if (box) box.properties.ariaLabel = visibleText(item).split('\n')[0]?.slice(0, 100) || '-'
  })
}

function isBox(node: Nodes): boolean {
  return node.type === 'element' && node.tagName === 'input'
}

function isParagraph(node: Nodes): boolean {
  return node.type === 'element' && node.tagName === 'p'
}

/** An image with a name leads to itself, where the browser shows it whole and lets it be enlarged. */
function linkImages(tree: Root) {
  const linked = new Set<Element>()
  visit(tree, { tagName: 'a' }, (link) => {
    visit(link, { tagName: 'img' }, (image) => {
      linked.add(image)
    })
  })
  visit(tree, { tagName: 'img' }, (image, index, parent) => {
    const { src, alt } = image.properties
    if (linked.has(image) || !parent || index === undefined || !src || !alt) return
    const properties = { className: ['zoom'], href: src }
    parent.children[index] = { type: 'element', tagName: 'a', properties, children: [image] }
    return SKIP
  })
}

function textOf(alt: unknown): { alt?: string } {
  return typeof alt === 'string' && alt ? { alt } : {}
}

function markLinks(tree: Root, url: string) {
  const origin = URL.parse(url)?.origin
  visit(tree, { tagName: 'a' }, (link) => {
    const { properties } = link
    const { href } = properties
    if (typeof href !== 'string' || !/^(?:https?:)?\/\//i.test(href)) return
    // An address that is its own text may break anywhere: it has no words.
    const bare = /^https?:\/\/\S+$/.test(visibleText(link))
    if (URL.parse(href, url)?.origin === origin) return
    properties.className = bare ? ['out', 'url'] : ['out']
    properties.rel = ['noopener']
  })
}

/**
 * Wide tables and code scroll by themselves, by keyboard too; column alignment becomes a class, for
 * `align` is obsolete; a heading cell without text is none.
 */
function dressTables(tree: Root) {
  visit(tree, 'element', (element) => {
    if (element.tagName === 'pre') element.properties.tabIndex = 0
    if (element.tagName === 'th' && !visibleText(element)) element.tagName = 'td'
    const { align } = element.properties
    if (align === undefined) return
    delete element.properties.align
    if (align === 'center' || align === 'right') element.properties.className = [align]
  })
  visit(tree, { tagName: 'table' }, (table, index, parent) => {
    if (!parent || index === undefined) return
    parent.children[index] = {
      type: 'element',
      tagName: 'div',
      properties: { className: ['scroll'], tabIndex: 0 },
      children: [table],
    }
    return SKIP
  })
}
