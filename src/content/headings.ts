import type { Element, Root } from 'hast'
import { visit } from 'unist-util-visit'
import type { Heading } from '../db/schema.ts'
import { idPrefix } from './sanitise.ts'
import { slugify } from './slug.ts'
import { isAside, visibleText } from './text.ts'

/**
 * Gives every heading an id and a link to itself, and leads the links within the text to where they
 * mean: to an id of the author's own, to ours, or to a heading by the id that GitHub gives it, by
 * which contents lists from Hexo, Hugo and Jekyll name it.
 */
export function dressHeadings(tree: Root): Heading[] {
  const contents: Heading[] = []
  const ids = new Set<string>()
  const known = new Map<string, string>()
  const nameOurs = numbering(2)
  const nameGitHubs = numbering(1)
  const shift = hasTitle(tree) ? 1 : 0
  visit(tree, 'element', (element) => {
    const own = ownId(element, ids)
    const level = headingLevel(element)
    if (!level) return
    // The page's own title is its only h1: where the text has one, its headings move down a level.
    element.tagName = `h${Math.min(6, level + shift)}`
    const text = visibleText(element, isAside).replace(/\n/g, ' ')
    if (!text) return
    const id = nameOurs(headingId(text))
    ids.add(id)
    if (own) known.set(own, id)
    known.set(nameGitHubs(gitHubId(text)), id)
    element.properties.id = id
    contents.push({ id, text, level: Math.min(6, level + shift) })
    element.children.push({
      type: 'element',
      tagName: 'a',
      // A convenience of the mouse: to others it would only repeat the heading.
      properties: {
        className: ['anchor'],
        href: `#${encodeURIComponent(id)}`,
        ariaHidden: 'true',
        tabIndex: -1,
      },
      children: [{ type: 'text', value: '#' }],
    })
  })
  relink(tree, (name) => {
    const own = idPrefix + name
    const exact = known.get(own) ?? [own, name].find((id) => ids.has(id)) ?? known.get(name)
    return exact ?? known.get(gitHubId(name)) ?? [headingId(name)].find((id) => ids.has(id))
  })
  return contents
}

/** The author's own id of an element, as sanitising made it; a second one of its name is dropped. */
function ownId({ tagName, properties }: Element, ids: Set<string>): string | undefined {
  // Before HTML5 a link's name was what an id is now.
  if (tagName === 'a') properties.id ??= properties.name
  delete properties.name
  const { id } = properties
  if (typeof id !== 'string') return undefined
  if (ids.has(id)) {
    delete properties.id
    return undefined
  }
  ids.add(id)
  return id
}

function hasTitle(tree: Root): boolean {
  let found = false
  visit(tree, { tagName: 'h1' }, () => {
    found = true
  })
  return found
}

/** The level of a heading that readers see. */
function headingLevel({ tagName, properties }: Element): number | undefined {
  const match = /^h([1-6])$/.exec(tagName)
  return match && properties.className?.toString() !== 'sr-only' ? Number(match[1]) : undefined
}

function headingId(text: string): string {
  // Half a character is none, and cannot stand in an address.
  return `s-${
    slugify(text)
      .slice(0, 60)
      .replace(/\p{Cs}$/u, '') || 'section'
  }`
}

function gitHubId(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '')
    .replace(/ /g, '-')
}

/** Gives every name once: the second that would be the same has a number, from `first` on. */
function numbering(first: number): (base: string) => string {
  const next = new Map<string, number>()
  return (base) => {
    let name = base
    for (let number = next.get(base) ?? first; next.has(name); number++) {
      name = `${base}-${number}`
      next.set(base, number + 1)
    }
    next.set(name, first)
    return name
  }
}

/** Leads links within the text to the ids that `find` has for what they name. */
function relink(tree: Root, find: (name: string) => string | undefined) {
  visit(tree, { tagName: 'a' }, ({ properties }) => {
    const { href } = properties
    if (typeof href !== 'string' || !/^#./.test(href)) return
    if (properties.className?.toString() === 'anchor') return
    const name = href.slice(1)
    const id = find(name) ?? find(decoded(name))
    if (id) properties.href = `#${encodeURIComponent(id)}`
  })
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment)
  } catch {
    return fragment
  }
}
