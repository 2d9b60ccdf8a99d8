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
// What a vector is made in; a post has at most so many terms and tags.
const roomForTerms = 4_096
const hashesRoom = new Uint32Array(roomForTerms)
const weightsRoom = new Float32Array(roomForTerms)

/**
 * Makes the function that weighs counts by how rare their terms are: idf^0.75. A word that no other
 * post has cannot make posts alike and is left out.
 */
export function weigher(frequencies: Frequencies): (counts: Counts) => Vector {
  const { posts, counters } = frequencies
  const mask = counters.length - 1
  const rarity = new Float32Array(0x10000)

  function rarityOf(frequency: number): number {
    const known = rarity[frequency]
    if (known) return known
    const value = Math.log(1 + posts / (1 + frequency)) ** 0.75
    rarity[frequency] = value
    return value
  }

  return (counts) => {
    const length = Math.min(counts.length, roomForTerms)
    let size = 0
    let words = 0
    for (; words < length; words++) {
      const term = counts[words] as number
      const hash = term >>> 8
      if (hash >= firstTag) break
      const frequency = counters[hash & mask] as number
      if (frequency < 2) continue
      hashesRoom[size] = hash
      weightsRoom[size++] = (term & 0xff) * (rarity[frequency] || rarityOf(frequency))
    }
    if (size > keptWeights) size = keepHeaviest(size)
    const tags = counts.subarray(words).map((term) => term >>> 8)
    return {
      hashes: hashesRoom.slice(0, size),
      weights: scaled(weightsRoom.slice(0, size)),
      tags,
      rarities: Float32Array.from(tags, (tag) => rarityOf(frequencyOf(frequencies, tag))),
    }
  }
}

/** Keeps the heaviest of the first `size` terms of the room, in their order; answers how many. */
function keepHeaviest(size: number): number {
  const { edge, scale, room } = edgeOf(weightsRoom, size, keptWeights)
  let left = room
  let place = 0
  for (let at = 0; at < size; at++) {
    const weight = weightsRoom[at] as number
    const bin = (weight * scale) | 0
    if (bin < edge && (bin < edge - 1 || left-- <= 0)) continue
    hashesRoom[place] = hashesRoom[at] as number
    weightsRoom[place++] = weight
  }
  return place
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
  const { edge, scale, room } = edgeOf(weights, weights.length, count)
  let left = room
  for (let at = 0; at < weights.length; at++) {
    const bin = ((weights[at] ?? 0) * scale) | 0
    if (bin >= edge || (bin === edge - 1 && left-- > 0)) take(at)
  }
}

/** The bin from which on all weights are among the `count` greatest, and the room in the one below. */
function edgeOf(weights: Float32Array | Uint8Array, size: number, count: number) {
  let heaviest = 0
  for (let at = 0; at < size; at++) heaviest = Math.max(heaviest, weights[at] as number)
  const scale = heaviest > 0 ? (bins - 1) / heaviest : 0
  histogram.fill(0)
  for (let at = 0; at < size; at++) {
    const bin = ((weights[at] as number) * scale) | 0
    histogram[bin] = (histogram[bin] as number) + 1
  }
  let edge = bins
  let room = count
  while (edge > 0 && room >= (histogram[edge - 1] ?? 0)) room -= histogram[--edge] ?? 0
  return { edge, scale, room }
}

function scaled(weights: Float32Array): Float32Array {
  let squares = 0
  for (const weight of weights) squares += weight * weight
  const factor = 1 / (Math.sqrt(squares) || 1)
  for (let at = 0; at < weights.length; at++) weights[at] = (weights[at] as number) * factor
  return weights
}

/** How alike two texts are, 0 to 1: the cosine of their words. */
export function likeness(a: Vector, b: Vector): number {
  const [x, y, v, w] = [a.hashes, b.hashes, a.weights, b.weights]
  let sum = 0
  let i = 0
  let j = 0
  while (i < x.length && j < y.length) {
    const left = x[i] as number
    const right = y[j] as number
    if (left === right) sum += (v[i++] as number) * (w[j++] as number)
    else if (left < right) i++
    else j++
  }
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

/** The hashes of a vector's `count` heaviest terms, heaviest first. */
export function heaviestTerms({ hashes, weights }: Vector, count: number): number[] {
  const places: number[] = []
  eachHeaviest(weights, count, (at) => places.push(at))
  return places
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
