import type { Db } from '../../db/client.ts'
import { candidateRows, candidatesOf, termFrequencies, titlesOf } from '../../db/related.ts'
import { similar, storyScore } from '../../related/rank.ts'
import { type TermWeight, weigh } from '../../related/vector.ts'

/** The terms that find candidates: the strongest ones say most. */
const queryTerms = 12

/** Posts that tell the same story as post `id`, whose terms are `counts`: a warning on saving. */
export async function findDuplicates(
  db: Db,
  id: number,
  counts: TermWeight[],
): Promise<{ id: number; title: string; score: number }[]> {
  const { frequency, total } = await termFrequencies(
    db,
    counts.map(([term]) => term),
  )
  const weights = weigh(counts, frequency, total)
  const terms = weights.slice(0, queryTerms).map(([term]) => term)
  const candidates = candidatesOf(await candidateRows(db, terms, 12))
  const weighed = candidates.flatMap(({ id: other, weights: vector }) =>
    other !== id && vector ? [{ id: other, vector }] : [],
  )
  const alike = similar(weights, weighed).filter(({ score }) => score >= storyScore)
  if (alike.length === 0) return []
  const titles = await titlesOf(
    db,
    alike.map((post) => post.id),
  )
  return alike.map((post) => ({
    id: post.id,
    title: titles.get(post.id) ?? '',
    score: post.score,
  }))
}
