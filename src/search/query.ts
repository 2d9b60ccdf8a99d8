import { pairsOf, type Run, runsOf } from '../related/tokenise.ts'

/** Terms that stand one after the other in a text. */
export interface Phrase {
  terms: string[]
  /** The last term may go on: its word or pair only begins so. */
  prefix: boolean
  /** The runs it was made of, for marking it in a text. */
  runs: Run[]
}

/** What a reader asks for. */
export interface SearchQuery {
  wanted: Phrase[]
  unwanted: Phrase[]
}

/** Of longer queries the rest is left out: nobody types them, and each phrase costs a look-up. */
export const longestQuery = 200
const mostPhrases = 12
const mostTerms = 64

const opening = '"“”„«»「」『』＂'
const part = new RegExp(
  `(?<minus>(?<=^|\\s)[-－−])?(?:[${opening}](?<quoted>[^${opening}]*)[${opening}]?|(?<word>[^\\s${opening}]+))`,
  'gu',
)

/**
 * Reads a query as readers write it: words that must all be there, "phrases", -without. Anything can
 * be typed; what is no letter or digit only separates.
 */
export function parseQuery(text: string): SearchQuery {
  const query: SearchQuery = { wanted: [], unwanted: [] }
  for (const { groups = {} } of text.slice(0, longestQuery).matchAll(part)) {
    const { minus, quoted, word } = groups
    const phrases = quoted === undefined ? phrasesOf(runsOf(word ?? ''), !minus) : [runsOf(quoted)]
    const list = minus ? query.unwanted : query.wanted
    for (const phrase of phrases) {
      const made = Array.isArray(phrase) ? phraseOf(phrase, false) : phrase
      if (made.terms.length > 0 && list.length < mostPhrases) list.push(made)
    }
  }
  return query
}

/** A word's Han runs are found by themselves, its other runs (node.js, state-of-the-art) in a row. */
function phrasesOf(runs: Run[], prefix: boolean): Phrase[] {
  const groups: Run[][] = []
  for (const run of runs) {
    const last = groups.at(-1)
    if (last?.[0] && !last[0].paired && !run.paired) last.push(run)
    else groups.push([run])
  }
  return groups.map((group) => phraseOf(group, prefix))
}

function phraseOf(runs: Run[], prefix: boolean): Phrase {
  const terms = runs.flatMap((run) => (run.paired ? pairsOf(run.text) : [run.text]))
  const last = runs.at(-1)
  const single = last !== undefined && [...last.text].length === 1
  // The last character alone is a term only where a text's run ends: leave it off.
  if (last?.paired && !single) terms.pop()
  return {
    terms: terms.slice(0, mostTerms),
    prefix: last?.paired ? single : prefix && !single,
    runs,
  }
}

/**
 * The query in the index's own syntax (FTS5), in the given column or in any. Empty where nothing is
 * asked for. Only letters and digits of ours get into it, so nothing typed can break it.
 */
export function matchOf({ wanted, unwanted }: SearchQuery, column?: 'title' | 'body'): string {
  if (wanted.length === 0) return ''
  const all = `(${wanted.map(expression).join(' AND ')})`
  const found = column ? `${column} : ${all}` : all
  return unwanted.length === 0 ? found : `(${found}) NOT (${unwanted.map(expression).join(' OR ')})`
}

function expression({ terms, prefix }: Phrase): string {
  return `"${terms.join(' ')}"${prefix ? '*' : ''}`
}

/** The words of a query in one form, whatever its case, width, quotes or spaces. */
export function canonicalQuery({ wanted, unwanted }: SearchQuery): string {
  const words = (phrases: Phrase[], sign: string) =>
    phrases.map(({ runs }) => sign + runs.map((run) => run.text).join(' '))
  return [...words(wanted, ''), ...words(unwanted, '-')].join(' ')
}

/** The terms of a query one by one, where all of them together are found nowhere. */
export function looseTerms({ wanted }: SearchQuery): string[] {
  const terms = wanted.flatMap(({ runs }) =>
    runs.flatMap((run) => (run.paired ? pairsOf(run.text).filter(isPair) : [run.text])),
  )
  return [...new Set(terms)].slice(0, mostTerms)
}

function isPair(term: string): boolean {
  return [...term].length > 1
}
