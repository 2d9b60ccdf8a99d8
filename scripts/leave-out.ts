// What the Worker never needs, taken out of its syntax tree before it is made smaller. What nobody
// imports the bundler leaves out itself; this is what hangs on something that is needed: what only the
// OpenAPI document or a migration reads, what a library offers that nobody names, and the lay-out of SQL.

/** A node of the tree, as ESTree has it: the parts that the rules look at. */
export interface Node {
  type: string
  name?: string
  computed?: boolean
  key?: Node
  value?: unknown
  callee?: Node
  arguments?: Node[]
  argument?: Node | null
  object?: Node
  property?: Node
  tag?: Node
  quasi?: { quasis: { value: { raw: string } }[] }
  properties?: Node[]
  id?: Node | null
  body?: Node | Node[]
}

/** Takes things out of `program`, in place; answers how many by each rule. */
export function leaveOut(program: Node): Record<string, number> {
  const counts = { documentation: 0, migrations: 0, lines: 0, scores: 0, offered: 0 }
  const describing = new Set(functionsThatDescribe(program))
  const tags = new Set(tagsOfSql(program))
  const nodes = nodesOf(program)
  for (const node of nodes) {
    counts.documentation += leaveOutDocumentation(node, describing)
    counts.migrations += leaveOutMigrations(node)
    counts.lines += tags.has(node.tag?.name ?? '') ? joinLines(node) : 0
    counts.scores += keepProperties(node, (name) => !scores.includes(name))
  }
  const named = new Set(nodesOf(program).flatMap(namesIn))
  const wanted = (name: string) => named.has(name) || !offered.includes(name)
  for (const node of nodes) {
    if (node.type === 'ObjectExpression') counts.offered += keepProperties(node, wanted)
  }
  return counts
}

/** What `openApiDocument()` reads of an operation, and `operate()` does not. */
const documentation = ['summary', 'answers', 'form']

/** Of an operation what describes it, and the descriptions among the steps of a schema. */
function leaveOutDocumentation(node: Node, describing: Set<string>): number {
  const names = node.type === 'ObjectExpression' ? node.properties?.map(nameOf) : undefined
  if (['method', 'path', 'summary', 'answers'].every((name) => names?.includes(name))) {
    return keepProperties(node, (name) => !documentation.includes(name))
  }
  return keepArguments(
    node,
    (argument, place) => place === 0 || !describing.has(argument.callee?.name ?? ''),
  )
}

/** The names of Valibot's functions that make metadata, which no validation looks at. */
function functionsThatDescribe(program: Node): string[] {
  return nodesOf(program).flatMap((node) => {
    const steps = node.type === 'FunctionDeclaration' ? bodyOf(node.body) : []
    const made = steps.at(-1)?.argument?.properties ?? []
    const kind = made.find((property) => nameOf(property) === 'kind')?.value as Node | undefined
    return kind?.value === 'metadata' && node.id?.name ? [node.id.name] : []
  })
}

/** The indexes and keys of a table, which make its migrations: the third argument of Drizzle's call. */
function leaveOutMigrations(node: Node): number {
  const [name, columns, further] = node.arguments ?? []
  const isTable =
    typeof name?.value === 'string' &&
    columns?.type === 'ObjectExpression' &&
    further?.type === 'ArrowFunctionExpression' &&
    (further.body as Node).type === 'ArrayExpression'
  return isTable ? keepArguments(node, (_, place) => place < 2) : 0
}

/** The names of Drizzle's `sql`, which is also asked for identifiers. */
function tagsOfSql(program: Node): string[] {
  return nodesOf(program).flatMap(({ object, property }) =>
    object?.name && property?.name === 'identifier' ? [object.name] : [],
  )
}

/** Writes a statement in one line, but for what stands in quotes or has a comment. */
function joinLines({ quasi }: Node): number {
  let count = 0
  let quoted = false
  for (const { value } of quasi?.quasis ?? []) {
    const parts = value.raw.split("'").map((part, place) => {
      if (place > 0) quoted = !quoted
      if (quoted || part.includes('--')) return part
      count += part.match(/\n/g)?.length ?? 0
      return part.replace(/\s*\n\s*/g, ' ')
    })
    value.raw = parts.join("'")
  }
  return count
}

/** Words that highlight.js counts to guess the language of a text, and colours none of. */
const scores = ['_hint', '_type_hints']

/**
 * What highlight.js and Lowlight offer beyond colouring a text: for pages, plugins and guessing. It
 * goes unless something in the whole program has its name.
 */
const offered = [
  ...['addPlugin', 'autoDetection', 'highlightAll', 'highlightAuto', 'highlightBlock'],
  ...['highlightElement', 'initHighlighting', 'initHighlightingOnLoad', 'removePlugin'],
  ...['unregisterLanguage', 'PHRASAL_WORDS_MODE'],
]

/** The names by which `node` may reach a property: written as one, taken apart, or in a string. */
function namesIn(node: Node): string[] {
  if (node.type === 'MemberExpression' && !node.computed) return [node.property?.name ?? '']
  if (node.type === 'ObjectPattern')
    return (node.properties ?? []).map((part) => nameOf(part) ?? '')
  // `'get post put'.split(' ')` names three; a sentence, as errors have them, none.
  const text = textOf(node)
  return /^[\w$]+([ ,|]+[\w$]+)*$/.test(text) ? text.split(/[ ,|]+/) : []
}

function keepProperties(node: Node, wanted: (name: string) => boolean): number {
  const properties = node.properties ?? []
  node.properties &&= properties.filter((property) => wanted(nameOf(property) ?? ''))
  return properties.length - (node.properties?.length ?? 0)
}

function keepArguments(node: Node, wanted: (argument: Node, place: number) => boolean): number {
  const before = node.arguments?.length ?? 0
  node.arguments &&= node.arguments.filter(wanted)
  return before - (node.arguments?.length ?? 0)
}

/** The name of a property, if it is written as one. */
function nameOf({ key, computed }: Node): string | undefined {
  return computed || key?.type !== 'Identifier' ? undefined : key.name
}

/** The text of a string, or of a part of a template. */
function textOf({ type, value }: Node): string {
  if (type === 'TemplateElement') return (value as { cooked?: string }).cooked ?? ''
  return type === 'Literal' && typeof value === 'string' ? value : ''
}

function bodyOf(body: Node | Node[] | undefined): Node[] {
  if (Array.isArray(body)) return body
  return body ? bodyOf(body.body) : []
}

/** All nodes below `root`, and it. */
function nodesOf(root: Node): Node[] {
  const nodes: Node[] = []
  const waiting: unknown[] = [root]
  while (waiting.length > 0) {
    const next = waiting.pop()
    if (Array.isArray(next)) waiting.push(...next)
    else if (isNode(next)) {
      nodes.push(next)
      waiting.push(...Object.values(next))
    }
  }
  return nodes
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof Object(value).type === 'string'
}
