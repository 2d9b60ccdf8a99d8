import type { Element, Nodes, Properties, Root, RootContent } from 'hast'
import { defaultSchema } from 'hast-util-sanitize'
import { type DefaultTreeAdapterTypes, parseFragment, html as standard } from 'parse5'

// Between HTML and hast, with parse5 doing what takes a standard to do. The packages made for this
// know every attribute of HTML and SVG, and would be a tenth of the Worker; articles hold few.

/** Names of properties that the allow-lists know or that rendering adds. */
const propertyNames = new Set([
  ...Object.values(defaultSchema.attributes ?? {})
    .flat()
    .map((entry) => (typeof entry === 'string' ? entry : entry[0])),
  ...['ariaHidden', 'controls', 'decoding', 'loading', 'poster', 'rel'],
])

const propertyOf = new Map([...propertyNames].map((name) => [attributeName(name), name]))

const lists = new Set(['className', 'ariaDescribedBy', 'ariaLabelledBy', 'rel'])

const switches = new Set(
  'checked compact controls disabled isMap itemScope multiple noHref noShade noWrap open readOnly selected'.split(
    ' ',
  ),
)

const voids = new Set('br hr img input source wbr'.split(' '))

/** Parses a fragment of HTML as browsers do. Attributes no article can have are left out. */
export function parseHtml(html: string): Root {
  const { childNodes } = parseFragment(html, { scriptingEnabled: false })
  return { type: 'root', children: childNodes.flatMap(toHast) }
}

/** Writes a sanitised tree as HTML. */
export function writeHtml(node: Nodes): string {
  if (node.type === 'text') return node.value.replace(/[&<]/g, reference)
  if (node.type === 'root') return node.children.map(writeHtml).join('')
  if (node.type !== 'element') return ''
  const { tagName, properties, children } = node
  const start = `<${tagName}${Object.entries(properties).map(attribute).join('')}>`
  if (voids.has(tagName)) return start
  return `${start}${children.map(writeHtml).join('')}</${tagName}>`
}

function toHast(node: DefaultTreeAdapterTypes.ChildNode): RootContent[] {
  if ('value' in node) return [{ type: 'text', value: node.value }]
  if (!('tagName' in node)) return []
  const { tagName, attrs, namespaceURI, childNodes } = node
  // SVG and MathML have rules of their own, and no article has either.
  if (namespaceURI !== standard.NS.HTML) return []
  const properties: Properties = {}
  for (const { name, value } of attrs) {
    const property = propertyOf.get(name)
    if (property) properties[property] = propertyValue(property, value)
  }
  const children = childNodes.flatMap(toHast) as Element['children']
  return [{ type: 'element', tagName, properties, children }]
}

function propertyValue(name: string, value: string): string | string[] | true {
  if (lists.has(name)) return value.split(/\s+/).filter(Boolean)
  if (switches.has(name) && (!value || value.toLowerCase() === name.toLowerCase())) return true
  return value
}

function attribute([name, value]: [string, Properties[string]]): string {
  if (value === undefined || value === null || value === false) return ''
  if (value === true) return ` ${attributeName(name)}`
  const text = Array.isArray(value) ? value.join(' ') : String(value)
  return ` ${attributeName(name)}="${text.replace(/[&"<>]/g, reference)}"`
}

function attributeName(property: string): string {
  if (property === 'className') return 'class'
  if (property === 'htmlFor') return 'for'
  if (property === 'acceptCharset') return 'accept-charset'
  if (property.startsWith('aria')) return `aria-${property.slice(4).toLowerCase()}`
  if (/^data[A-Z]/.test(property)) {
    return property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
  }
  return property.toLowerCase()
}

const references: Record<string, string> = {
  ...{ '&': '&amp;', '"': '&quot;', '<': '&lt;', '>': '&gt;' },
}

function reference(sign: string): string {
  return references[sign] ?? sign
}
