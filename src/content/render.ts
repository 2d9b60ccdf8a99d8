import type { Element, Nodes, Root } from 'hast'
import { Marked } from 'marked'
import markedFootnote from 'marked-footnote'
import { SKIP, visit } from 'unist-util-visit'
import type { Heading, Picture } from '../db/schema.ts'
import { highlightCode } from './highlight.ts'
import { parseHtml, writeHtml } from './html.ts'
import { idPrefix, sanitiseArticle } from './sanitise.ts'
import { slugify } from './slug.ts'
import { countWords, excerptOf, visibleText } from './text.ts'

export interface RenderOptions {
  /** The site's origin: links elsewhere are marked. */
  origin: string
  /** Label of the footnotes' heading, read by screen readers only. */
  footnotesLabel: string
  /** Pixel sizes of images, by URL, as far as they are known. */
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

/**
 * Turns Markdown (CommonMark, GFM, footnotes, raw HTML) into what is stored for readers. Runs on
 * save only. Parsing follows the HTML standard and sanitising works on the parsed tree, so what a
 * browser sees is what was checked.
 */
export function renderMarkdown(markdown: string, options: RenderOptions): Rendered {
  const marked = new Marked({ gfm: true }, markedFootnote({ description: options.footnotesLabel }))
  const html = marked.parse(markdown, { async: false })
  const tree = sanitiseArticle(parseHtml(html))

  tidyHeadings(tree)
  relinkFragments(tree)
  const contents = addAnchors(tree)
  const firstImage = dressImages(tree, options.sizes)
  markLinks(tree, options.origin)
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

/** The `text` of {@link Rendered}, from the HTML that was stored. */
export function proseOfHtml(html: string): string {
  return proseOf(parseHtml(html))
}

function proseOf(tree: Root): string {
  return visibleText(tree, (element) => isAside(element) || element.tagName === 'pre')
}

const notProse = new Set(['pre', 'table', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'figure'])

/** Footnote marks and the back links of notes, anchors of headings. */
function isAside(element: Element): boolean {
  const { properties } = element
  return (
    properties.dataFootnoteRef !== undefined ||
    properties.dataFootnoteBackref !== undefined ||
    properties.className?.toString() === 'anchor' ||
    properties.className?.toString() === 'sr-only'
  )
}

/** The page's own title is its only h1: where the text has one, its headings move down a level. */
function tidyHeadings(tree: Root) {
  let shift = 0
  visit(tree, { tagName: 'h1' }, () => {
    shift = 1
  })
  if (shift === 0) return
  visit(tree, 'element', (element) => {
    const level = headingLevel(element)
    if (level && element.properties.className?.toString() !== 'sr-only') {
      element.tagName = `h${Math.min(6, level + 1)}`
    }
  })
}

/** Sanitising prefixes every `id`: links within the text follow. */
function relinkFragments(tree: Root) {
  const ids = new Set<string>()
  visit(tree, 'element', ({ properties }) => {
    if (typeof properties.id === 'string') ids.add(properties.id)
  })
  visit(tree, { tagName: 'a' }, ({ properties }) => {
    const { href } = properties
    if (typeof href !== 'string' || !href.startsWith('#')) return
    const id = idPrefix + safeDecode(href.slice(1))
    if (ids.has(id)) properties.href = `#${encodeURIComponent(id)}`
  })
}

function safeDecode(fragment: string): string {
  try {
    return decodeURIComponent(fragment)
  } catch {
    return fragment
  }
}

function addAnchors(tree: Root): Heading[] {
  const contents: Heading[] = []
  const taken = new Map<string, number>()
  visit(tree, 'element', (element) => {
    const level = headingLevel(element)
    if (!level || element.properties.className?.toString() === 'sr-only') return
    const text = visibleText(element, isAside).replace(/\n/g, ' ')
    if (!text) return SKIP
    const base = `s-${slugify(text).slice(0, 60) || 'section'}`
    const seen = taken.get(base) ?? 0
    taken.set(base, seen + 1)
    const id = seen ? `${base}-${seen + 1}` : base
    element.properties.id = id
    contents.push({ id, text, level })
    element.children.push({
      type: 'element',
      tagName: 'a',
      properties: { className: ['anchor'], href: `#${encodeURIComponent(id)}`, ariaLabel: text },
      children: [{ type: 'text', value: '#' }],
    })
    return SKIP
  })
  return contents
}

function headingLevel(element: Element): number | undefined {
  const match = /^h([1-6])$/.exec(element.tagName)
  return match ? Number(match[1]) : undefined
}

/** Keeps the first image eager, since it is often what the reader sees first; the rest are lazy. */
function dressImages(tree: Root, sizes: RenderOptions['sizes']): Picture | undefined {
  let first: Picture | undefined
  visit(tree, { tagName: 'img' }, ({ properties }) => {
    const src = typeof properties.src === 'string' ? properties.src : ''
    const size = sizes.get(src)
    if (size) Object.assign(properties, size)
    properties.alt ??= ''
    properties.decoding = 'async'
    if (first) properties.loading = 'lazy'
    else if (src) first = { url: src, ...textOf(properties.alt), ...size }
  })
  return first
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

function markLinks(tree: Root, origin: string) {
  visit(tree, { tagName: 'a' }, (link) => {
    const { properties } = link
    const { href } = properties
    if (typeof href !== 'string' || !/^(?:https?:)?\/\//i.test(href)) return
    // An address that is its own text may break anywhere: it has no words.
    const bare = /^https?:\/\/\S+$/.test(visibleText(link))
    if (URL.parse(href, origin)?.origin === origin) return
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
