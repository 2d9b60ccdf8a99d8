import { termsOf } from './tokenise.ts'

/** Raised when vectors of an older form must not be compared with new ones. */
export const algorithm = 1

/** A term and its weight; of a weighted vector the squares of all weights add up to 1. */
export type TermWeight = [term: string, weight: number]

const keptCounts = 400
const keptWeights = 200
const stopWords = new Set(
  `a about after all also an and any are as at be because been but by can could did do does for from
  get had has have he her his how i if in into is it its just like may more most my new no not of on
  one only or other our out over she so some such than that the their them then there these they this
  to up us use was we were what when which who will with would you your 的 了 和 是 在 我 也 就 都 而 及
  与 着 或 一个 我们 他们 可以 没有 这个 自己 因为 所以 如果 但是 不是 就是 以及 这样`.split(/\s+/),
)

/**
 * What is known of a post without its neighbours: how much it says each term. Sub-linear in the
 * body (1 + ln tf), the title's terms counted on top. The strongest 400, strongest first.
 */
export function countTerms(title: string, text: string): TermWeight[] {
  const body = tally(text)
  const heading = tally(title)
  const counts: TermWeight[] = []
  for (const term of new Set([...body.keys(), ...heading.keys()])) {
    const inBody = body.get(term) ?? 0
    const weight = (inBody ? 1 + Math.log(inBody) : 0) + (heading.get(term) ?? 0)
    counts.push([term, weight])
  }
  return strongest(counts, keptCounts)
}

function tally(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const term of termsOf(text)) {
    // A lone character says too little, and a long "word" is a token of code or an address.
    if (term.length < 2 || term.length > 30 || stopWords.has(term)) continue
    counts.set(term, (counts.get(term) ?? 0) + 1)
  }
  return counts
}

/**
 * Weighs counted terms by how rare they are: idf^0.75, `frequency` posts of `total` having the term.
 * The strongest 200, scaled to length 1.
 */
export function weigh(
  counts: TermWeight[],
  frequency: ReadonlyMap<string, number>,
  total: number,
): TermWeight[] {
  const weighted = counts.map(([term, weight]): TermWeight => {
    const idf = Math.log(1 + total / (1 + (frequency.get(term) ?? 0)))
    return [term, weight * idf ** 0.75]
  })
  const kept = strongest(weighted, keptWeights)
  const length = Math.hypot(...kept.map(([, weight]) => weight)) || 1
  return kept.map(([term, weight]) => [term, Math.round((weight / length) * 1e4) / 1e4])
}

/** Ties are broken by the term, so that the result does not depend on the order of input. */
function strongest(terms: TermWeight[], count: number): TermWeight[] {
  return terms.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, count)
}

/** How alike two weighted vectors are, 0 to 1, and the terms that make them so, strongest first. */
export function compare(
  a: ReadonlyMap<string, number>,
  b: TermWeight[],
): { score: number; shared: string[] } {
  let score = 0
  const parts: TermWeight[] = []
  for (const [term, weight] of b) {
    const other = a.get(term)
    if (other === undefined) continue
    score += weight * other
    parts.push([term, weight * other])
  }
  return { score, shared: strongest(parts, 6).map(([term]) => term) }
}
