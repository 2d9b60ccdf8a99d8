import { type Frequencies, frequencyOf } from './frequencies.ts'
import { type Counts, firstTag } from './terms.ts'

/** Weighted words in rising order of their hashes; the squares of the weights add up to 1. */
export interface Vector {
  hashes: Uint32Array
  weights: Float32Array
  /** Tags in rising order of their hashes. */
  tags: Uint32Array
  /** How rare each tag is. */
  rarities: Float32Array
}

/** A vector keeps at most as many terms, the heaviest. */
const keptWeights = 400
const bins = 512
const histogram = new Uint16Array(bins)

/**
 * Makes the function that weighs counts by how rare their terms are: idf^0.75. A word that no other
 * post has cannot make posts alike and is left out.
 */
export function weigher(frequencies: Frequencies): (counts: Counts) => Vector {
  const rarity = new Float32Array(0x10000)
  const { posts } = frequencies

  function rarityOf(frequency: number): number {
    const known = rarity[frequency]
    if (known) return known
    const value = Math.log(1 + posts / (1 + frequency)) ** 0.75
    rarity[frequency] = value
    return value
  }

  return (counts) => {
    const hashes = new Uint32Array(counts.length)
    const weights = new Float32Array(counts.length)
    let size = 0
    let words = 0
    for (const term of counts) {
      if (term >>> 8 >= firstTag) break
      words++
      const frequency = frequencyOf(frequencies, term >>> 8)
      if (frequency < 2) continue
      const weight = (term & 0xff) * rarityOf(frequency)
      hashes[size] = term >>> 8
      weights[size++] = weight
    }
    if (size > keptWeights) {
      let place = 0
      eachHeaviest(weights.subarray(0, size), keptWeights, (at) => {
        hashes[place] = hashes[at] ?? 0
        weights[place++] = weights[at] ?? 0
      })
      size = place
    }
    const tags = counts.subarray(words).map((term) => term >>> 8)
    return {
      hashes: hashes.slice(0, size),
      weights: scaled(weights.slice(0, size)),
      tags,
      rarities: Float32Array.from(tags, (tag) => rarityOf(frequencyOf(frequencies, tag))),
    }
  }
}

/**
 * Calls `take` with the places of the `count` greatest weights, in rising order. Weights are sorted
 * into bins, not among each other; of the last bin those are taken that come first.
 */
export function eachHeaviest(
  weights: Float32Array | Uint8Array,
  count: number,
  take: (at: number) => void,
) {
  let heaviest = 0
  for (const weight of weights) if (weight > heaviest) heaviest = weight
  const scale = heaviest > 0 ? (bins - 1) / heaviest : 0
  histogram.fill(0)
  for (const weight of weights) {
    const bin = Math.floor(weight * scale)
    histogram[bin] = (histogram[bin] ?? 0) + 1
  }
  let edge = bins
  let room = count
  while (edge > 0 && room >= (histogram[edge - 1] ?? 0)) room -= histogram[--edge] ?? 0
  for (let at = 0; at < weights.length; at++) {
    const bin = Math.floor((weights[at] ?? 0) * scale)
    if (bin >= edge || (bin === edge - 1 && room-- > 0)) take(at)
  }
}

function scaled(weights: Float32Array): Float32Array {
  let squares = 0
  for (const weight of weights) squares += weight * weight
  const length = Math.sqrt(squares) || 1
  for (let at = 0; at < weights.length; at++) weights[at] = (weights[at] ?? 0) / length
  return weights
}

/** How alike two texts are, 0 to 1: the cosine of their words. */
export function likeness(a: Vector, b: Vector): number {
  let sum = 0
  walk(a, b, (i, j) => {
    sum += (a.weights[i] ?? 0) * (b.weights[j] ?? 0)
  })
  return sum
}

/** The share of their tags that two posts have in common, 0 to 1, rare ones counting more (Jaccard). */
export function tagLikeness(a: Vector, b: Vector): number {
  let both = 0
  let all = 0
  for (const rarity of a.rarities) all += rarity
  b.tags.forEach((tag, at) => {
    const rarity = b.rarities[at] ?? 0
    if (a.tags.includes(tag)) both += rarity
    else all += rarity
  })
  return all > 0 ? both / all : 0
}

/** The hashes of terms that both have, the ones that make them most alike first. */
export function sharedTerms(a: Vector, b: Vector, count: number): number[] {
  const shared: [hash: number, weight: number][] = []
  walk(a, b, (i, j) => {
    shared.push([a.hashes[i] ?? 0, (a.weights[i] ?? 0) * (b.weights[j] ?? 0)])
  })
  return shared
    .sort(([x, v], [y, w]) => w - v || x - y)
    .slice(0, count)
    .map(([hash]) => hash)
}

/** The hashes of a vector's heaviest terms. */
export function heaviestTerms({ hashes, weights }: Vector): number[] {
  return [...hashes.keys()]
    .sort((i, j) => (weights[j] ?? 0) - (weights[i] ?? 0) || (hashes[i] ?? 0) - (hashes[j] ?? 0))
    .map((at) => hashes[at] ?? 0)
}

/** Calls `found` with the places of every term that both vectors have. */
function walk(a: Vector, b: Vector, found: (i: number, j: number) => void) {
  const x = a.hashes
  const y = b.hashes
  let i = 0
  let j = 0
  while (i < x.length && j < y.length) {
    const left = x[i] ?? 0
    const right = y[j] ?? 0
    if (left === right) found(i++, j++)
    else if (left < right) i++
    else j++
  }
}

/** The share of the smaller post's terms that the larger one has too, 0 to 1. */
export function containment(a: Counts, b: Counts): number {
  let shared = 0
  let i = 0
  let j = 0
  while (i < a.length && j < b.length) {
    const left = (a[i] ?? 0) >>> 8
    const right = (b[j] ?? 0) >>> 8
    if (left === right) {
      shared++
      i++
      j++
    } else if (left < right) i++
    else j++
  }
  return shared / Math.max(1, Math.min(a.length, b.length))
}
