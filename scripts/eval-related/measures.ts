import { seededRandom } from '../eval/sampling.ts'

/** How many posts of a list count. */
export const shown = 6

/** A mean over posts with its 95 % bootstrap interval. */
export interface Mean {
  mean: number
  low: number
  high: number
  posts: number
}

type Measure = (list: number[], right: ReadonlySet<number>) => number

/** The share of right posts among the first six. */
export const precision: Measure = (list, right) => hits(list, right).length / shown

/** The share of the right posts that the first six have, of as many as six can have. */
export const recall: Measure = (list, right) =>
  hits(list, right).length / Math.min(shown, right.size)

/** Whether there is a right post among the first six. */
export const hit: Measure = (list, right) => (hits(list, right).length > 0 ? 1 : 0)

/** Discounted gain among six against the best order there is (Järvelin and Kekäläinen 2002). */
export const ndcg: Measure = (list, right) => {
  const gain = hits(list, right).reduce((sum, place) => sum + 1 / Math.log2(place + 2), 0)
  let ideal = 0
  for (let place = 0; place < Math.min(shown, right.size); place++)
    ideal += 1 / Math.log2(place + 2)
  return gain / ideal
}

function hits(list: number[], right: ReadonlySet<number>): number[] {
  return list.slice(0, shown).flatMap((post, place) => (right.has(post) ? [place] : []))
}

/** The mean of `measure` over the posts that have right ones. */
export function score(lists: number[][], right: ReadonlySet<number>[], measure: Measure): Mean {
  const values = lists.flatMap((list, place) => {
    const wanted = right[place]
    return wanted && wanted.size > 0 ? [measure(list, wanted)] : []
  })
  return bootstrap(values)
}

/** Percentile bootstrap of a mean, 1,000 samples; the same numbers give the same interval. */
export function bootstrap(values: number[]): Mean {
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
  const random = seededRandom(20_240_917)
  const means = Array.from({ length: 1_000 }, () => {
    let sum = 0
    for (let draw = 0; draw < values.length; draw++) {
      sum += values[Math.floor(random() * values.length)] ?? 0
    }
    return sum / Math.max(1, values.length)
  }).sort((a, b) => a - b)
  return { mean, low: means[25] ?? mean, high: means[974] ?? mean, posts: values.length }
}

/** A mean as a table shows it: `.533 (.47–.60)`. */
export function format({ mean, low, high }: Mean): string {
  return `${short(mean, 3)} (${short(low, 2)}–${short(high, 2)})`
}

function short(value: number, digits: number): string {
  return value.toFixed(digits).replace(/^0/, '')
}
