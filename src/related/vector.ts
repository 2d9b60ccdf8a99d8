import { type Frequencies, frequencyOf } from './frequencies.ts'
import type { Counts } from './terms.ts'

/** Weighted terms in rising order of their hashes; the squares of the weights add up to 1. */
export interface Vector {
  hashes: Uint32Array
  weights: Float32Array
}

/** A vector keeps at most as many terms, the heaviest. */
const keptWeights = 400
const bins = 512
const histogram = new Uint16Array(bins)

/**
 * Makes the function that weighs counts by how rare their terms are: idf^0.75. A term that no other
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
    let heaviest = 0
    for (const term of counts) {
      const frequency = frequencyOf(frequencies, term >>> 8)
      if (frequency < 2) continue
      const weight = (term & 0xff) * rarityOf(frequency)
      hashes[size] = term >>> 8
      weights[size++] = weight
      if (weight > heaviest) heaviest = weight
    }
    if (size > keptWeights) size = keepHeaviest(hashes, weights, size, heaviest)
    return { hashes: hashes.slice(0, size), weights: scaled(weights.slice(0, size)) }
  }
}

/** Keeps the heaviest terms in their order; ties at the edge are left out together. */
function keepHeaviest(
  hashes: Uint32Array,
  weights: Float32Array,
  size: number,
  heaviest: number,
): number {
  const scale = (bins - 1) / heaviest
  histogram.fill(0)
  for (let at = 0; at < size; at++) {
    const bin = Math.floor((weights[at] ?? 0) * scale)
    histogram[bin] = (histogram[bin] ?? 0) + 1
  }
  let least = bins
  let kept = 0
  while (least > 0 && kept + (histogram[least - 1] ?? 0) <= keptWeights) {
    kept += histogram[--least] ?? 0
  }
  let place = 0
  for (let at = 0; at < size; at++) {
    const weight = weights[at] ?? 0
    if (Math.floor(weight * scale) < least) continue
    hashes[place] = hashes[at] ?? 0
    weights[place++] = weight
  }
  return place
}

function scaled(weights: Float32Array): Float32Array {
  let squares = 0
  for (const weight of weights) squares += weight * weight
  const length = Math.sqrt(squares) || 1
  for (let at = 0; at < weights.length; at++) weights[at] = (weights[at] ?? 0) / length
  return weights
}

/** How alike two vectors are, 0 to 1: their cosine. */
export function likeness(a: Vector, b: Vector): number {
  let sum = 0
  walk(a, b, (i, j) => {
    sum += (a.weights[i] ?? 0) * (b.weights[j] ?? 0)
  })
  return sum
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
