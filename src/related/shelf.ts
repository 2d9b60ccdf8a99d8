import { type Alike, byScore, leastScore, scoreOf } from './rank.ts'
import { firstTag } from './terms.ts'
import { eachHeaviest, type Vector } from './vector.ts'

/** A term that stands in more posts' heads than this leads to the posts that say it strongest. */
const mostPostings = 64
/** By how many of its heaviest terms a post looks for others. */
const queryTerms = 32
/** Postings are found by so many bits of a term's hash at most. */
const mostBucketBits = 20
/** Terms are told apart by so many bits when two posts are compared: one false match in four pairs. */
const cells = 1 << 16

/** So many of a post's tags are kept. */
const tagsOfEach = 8

/** A post that was found on a shelf, and where it stands. */
export interface Placed extends Alike {
  place: number
}

/**
 * The cell that a term is counted in when posts are compared. Not simply some bits of its hash: terms
 * that share a counter of frequencies would share a cell as well, and be found to be alike.
 */
export function cellOf(hash: number): number {
  return Math.imul(hash, 0x9e3779b1) >>> 16
}

/**
 * The vectors of all posts of a site side by side, three bytes a term: 100,000 posts of 160 terms
 * take about 80 MB with the postings, of the 128 MB that a Worker has. Weights are in 255ths of a
 * post's heaviest, so that comparing is done in whole numbers and gives the same from either side.
 */
export interface Shelf {
  size: number
  /** Ids may be larger than 32 bits hold. */
  ids: Float64Array
  /** 1 for posts that readers can see. */
  live: Uint8Array
  /** Where a post's terms begin; the next post's begin where they end. */
  starts: Uint32Array
  /** The cells of the terms' hashes. */
  hashes: Uint16Array
  weights: Uint8Array
  /** What a post's whole numbers are multiplied by, to have length 1. */
  scales: Float32Array
  /** How many of a post's heaviest terms lead to it. */
  headTerms: number
  /** How many lists of postings there are: a power of two. */
  buckets: number
  /** A post's heaviest terms: the ones that it looks for others by come first. */
  heads: Uint32Array
  /** Tags, told apart by what their hashes have beyond the first tag's, plus one. */
  tags: Uint16Array
  rarities: Float32Array
  /** Where a bucket's postings begin, once the shelf is sealed. */
  offsets: Int32Array
  postings: Int32Array
}

/** An empty shelf for so many posts, with at most so many terms and heads of each. */
export function newShelf(posts: number, termsOfEach: number, headTerms: number): Shelf {
  return {
    size: 0,
    ids: new Float64Array(posts),
    live: new Uint8Array(posts),
    starts: new Uint32Array(posts + 1),
    hashes: new Uint16Array(posts * termsOfEach),
    weights: new Uint8Array(posts * termsOfEach),
    scales: new Float32Array(posts),
    headTerms,
    buckets: 1 << Math.min(mostBucketBits, 32 - Math.clz32(posts * headTerms)),
    heads: new Uint32Array(posts * headTerms),
    tags: new Uint16Array(posts * tagsOfEach),
    rarities: new Float32Array(cells + 1),
    offsets: new Int32Array(0),
    postings: new Int32Array(0),
  }
}

/** Bytes that a shelf takes. */
export function bytesOf(shelf: Shelf): number {
  const arrays = Object.values(shelf).filter((value) => ArrayBuffer.isView(value))
  return arrays.reduce((sum, array) => sum + array.byteLength, 0)
}

/** Puts a post on the shelf; posts come in rising order of their ids. */
export function putOnShelf(shelf: Shelf, id: number, vector: Vector, live = true) {
  const place = shelf.size++
  const capacity = shelf.hashes.length / shelf.ids.length
  const start = shelf.starts[place] ?? 0
  let most = 0
  for (const weight of vector.weights) if (weight > most) most = weight
  let end = start
  let squares = 0
  eachHeaviest(vector.weights, capacity, (at) => {
    const weight = Math.round(((vector.weights[at] ?? 0) / most) * 255)
    if (weight === 0) return
    shelf.hashes[end] = cellOf(vector.hashes[at] ?? 0)
    shelf.weights[end++] = weight
    squares += weight * weight
    kept[end - start - 1] = vector.hashes[at] ?? 0
  })
  const weights = shelf.weights.subarray(start, end)
  let head = place * shelf.headTerms
  const addHead = (at: number) => {
    const bucket = (kept[at] ?? 0) & (shelf.buckets - 1)
    shelf.heads[head++] = ((bucket << 8) | (weights[at] ?? 0)) >>> 0
  }
  const queried = new Set<number>()
  eachHeaviest(weights, queryTerms, (at) => {
    queried.add(at)
    addHead(at)
  })
  eachHeaviest(weights, shelf.headTerms, (at) => {
    if (!queried.has(at)) addHead(at)
  })
  vector.tags.subarray(0, tagsOfEach).forEach((tag, at) => {
    shelf.tags[place * tagsOfEach + at] = tag - firstTag + 1
    shelf.rarities[tag - firstTag + 1] = vector.rarities[at] ?? 0
  })
  shelf.ids[place] = id
  shelf.live[place] = Number(live)
  shelf.scales[place] = 1 / (Math.sqrt(squares) || 1)
  shelf.starts[place + 1] = end
}

/** The whole hashes of the post that is being put on a shelf. */
const kept = new Uint32Array(1_024)

/** Makes the postings, when all posts are there. */
export function sealShelf(shelf: Shelf) {
  const { heads, headTerms, buckets, size } = shelf
  const lengths = new Int32Array(buckets)
  const used = size * headTerms
  for (let at = 0; at < used; at++) {
    const head = heads[at] ?? 0
    if (head > 0) lengths[head >>> 8] = (lengths[head >>> 8] ?? 0) + 1
  }
  const offsets = new Int32Array(buckets + 1)
  for (let bucket = 0; bucket < buckets; bucket++) {
    offsets[bucket + 1] = (offsets[bucket] ?? 0) + (lengths[bucket] ?? 0)
  }
  const entries = new Int32Array(offsets[buckets] ?? 0)
  const next = offsets.slice()
  for (let at = 0; at < used; at++) {
    const head = heads[at] ?? 0
    if (head === 0) continue
    const place = next[head >>> 8] ?? 0
    entries[place] = at
    next[head >>> 8] = place + 1
  }
  let end = 0
  for (let bucket = 0; bucket < buckets; bucket++) {
    const list = entries.subarray(offsets[bucket] ?? 0, offsets[bucket + 1] ?? 0)
    offsets[bucket] = end
    // Entries are places in `heads`: of equal weight, the newest post comes first.
    if (list.length > mostPostings) {
      list.sort((a, b) => ((heads[b] ?? 0) & 0xff) - ((heads[a] ?? 0) & 0xff) || b - a)
    }
    for (const entry of list.subarray(0, mostPostings)) entries[end++] = entry
  }
  offsets[buckets] = end
  shelf.offsets = offsets
  shelf.postings = entries.slice(0, end)
}

/** Finds posts on a sealed shelf; holds what it needs for that between one post and the next. */
export function finder(shelf: Shelf) {
  const { ids, starts, hashes, weights, scales, heads, headTerms, offsets, postings } = shelf
  const dense = new Uint16Array(cells)
  const sums = new Uint32Array(shelf.size)
  const met = new Int32Array(shelf.size)
  let spread = -1

  /** Lays the terms of a post out by their cells, for comparing others with it. */
  function spreadOut(place: number) {
    if (spread === place) return
    if (spread >= 0) {
      for (let at = starts[spread] ?? 0; at < (starts[spread + 1] ?? 0); at++) {
        dense[hashes[at] ?? 0] = 0
      }
    }
    for (let at = starts[place] ?? 0; at < (starts[place + 1] ?? 0); at++) {
      const cell = hashes[at] ?? 0
      dense[cell] = (dense[cell] ?? 0) + (weights[at] ?? 0)
    }
    spread = place
  }

  function likeness(a: number, b: number): number {
    spreadOut(a)
    let sum = 0
    for (let at = starts[b] ?? 0; at < (starts[b + 1] ?? 0); at++) {
      sum += (dense[hashes[at] ?? 0] ?? 0) * (weights[at] ?? 0)
    }
    return sum * ((scales[a] ?? 0) * (scales[b] ?? 0))
  }

  function tagLikeness(a: number, b: number): number {
    const own = shelf.tags.subarray(a * tagsOfEach, (a + 1) * tagsOfEach)
    const others = shelf.tags.subarray(b * tagsOfEach, (b + 1) * tagsOfEach)
    let both = 0
    let all = 0
    for (const tag of own) all += shelf.rarities[tag] ?? 0
    for (const tag of others) {
      if (tag === 0) break
      if (own.includes(tag)) both += shelf.rarities[tag] ?? 0
      else all += shelf.rarities[tag] ?? 0
    }
    return all > 0 ? both / all : 0
  }

  return {
    /** How alike the texts at two places are. */
    likeness,

    /** The share of the terms of the post at `b` that the one at `a` has. */
    share(a: number, b: number): number {
      spreadOut(a)
      const [from, to] = [starts[b] ?? 0, starts[b + 1] ?? 0]
      let both = 0
      for (let at = from; at < to; at++) if (dense[hashes[at] ?? 0]) both++
      return both / Math.max(1, to - from)
    },

    /** The cells of terms that two posts have, strongest first. */
    shared(a: number, b: number): number[] {
      spreadOut(a)
      const both: [cell: number, weight: number][] = []
      for (let at = starts[b] ?? 0; at < (starts[b + 1] ?? 0); at++) {
        const cell = hashes[at] ?? 0
        const weight = (dense[cell] ?? 0) * (weights[at] ?? 0)
        if (weight > 0) both.push([cell, weight])
      }
      return both.sort(([x, v], [y, w]) => w - v || x - y).map(([cell]) => cell)
    },

    /** The places of the `count` posts most like the one at `place`, most alike first. */
    nearest(place: number, count: number): Placed[] {
      let size = 0
      for (let rank = 0; rank < queryTerms; rank++) {
        const head = heads[place * headTerms + rank] ?? 0
        if (head === 0) break
        const bucket = head >>> 8
        for (let at = offsets[bucket] ?? 0; at < (offsets[bucket + 1] ?? 0); at++) {
          const entry = postings[at] ?? 0
          const other = Math.floor(entry / headTerms)
          if (sums[other] === 0) met[size++] = other
          sums[other] = (sums[other] ?? 0) + (head & 0xff) * ((heads[entry] ?? 0) & 0xff)
        }
      }
      const least = leastOf(sums, met, size, count)
      const found: Placed[] = []
      for (let at = 0; at < size; at++) {
        const other = met[at] ?? 0
        const sum = sums[other] ?? 0
        sums[other] = 0
        if (sum < least || other === place) continue
        const text = likeness(place, other)
        const score = scoreOf(text, tagLikeness(place, other))
        if (score >= leastScore) {
          const live = shelf.live[other] === 1
          found.push({ place: other, id: ids[other] ?? 0, likeness: text, score, live })
        }
      }
      return found.sort(byScore).slice(0, count)
    },
  }
}

const histogram = new Uint32Array(1_024)

/** A sum that about `count` of the places met, or somewhat more, have at least. */
function leastOf(sums: Uint32Array, met: Int32Array, size: number, count: number): number {
  if (size <= count) return 0
  let most = 1
  for (let at = 0; at < size; at++) most = Math.max(most, sums[met[at] ?? 0] ?? 0)
  const width = Math.floor(most / (histogram.length - 1)) + 1
  histogram.fill(0)
  for (let at = 0; at < size; at++) {
    const bin = Math.floor((sums[met[at] ?? 0] ?? 0) / width)
    histogram[bin] = (histogram[bin] ?? 0) + 1
  }
  let kept = 0
  let bin = histogram.length
  while (bin > 0 && kept < count) kept += histogram[--bin] ?? 0
  return bin * width
}
