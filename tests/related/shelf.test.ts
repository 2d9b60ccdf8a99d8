import { describe, expect, it } from 'vitest'
import { addPost, newFrequencies } from '../../src/related/frequencies.ts'
import { finder, newShelf, putOnShelf, sealShelf } from '../../src/related/shelf.ts'
import { countTerms } from '../../src/related/terms.ts'
import { likeness, weigher } from '../../src/related/vector.ts'

/** Posts on 20 subjects, the same in every run; every fifth has tags. */
function posts(count: number) {
  let state = 1
  const random = (limit: number) => {
    state = (Math.imul(state, 48_271) >>> 0) % 2_147_483_647
    return state % limit
  }
  const word = (first: number) => String.fromCharCode(first, first + 1)
  const texts = Array.from({ length: count }, (_, at) => {
    return Array.from({ length: 120 }, (_, n) => {
      return n % 3
        ? word(0x4e00 + (at % 20) * 120 + 2 * random(60))
        : word(0x7000 + 2 * random(400))
    }).join('，')
  })
  const counts = texts.map((text, at) => countTerms('', text, at % 5 ? [] : [at % 20, 99]).counts)
  const frequencies = newFrequencies(count)
  for (const each of counts) addPost(frequencies, each)
  return counts.map(weigher(frequencies))
}

function shelfOf(vectors: ReturnType<typeof posts>, terms = 320, heads = 96, first = 0) {
  const shelf = newShelf(vectors.length, terms, heads)
  vectors.forEach((vector, at) => {
    putOnShelf(shelf, first + 10 * (at + 1), vector)
  })
  sealShelf(shelf)
  return { shelf, find: finder(shelf) }
}

describe('finder()', () => {
  it('finds posts as like as comparing with every post would find', () => {
    const vectors = posts(200)
    const { find } = shelfOf(vectors)

    let [found, best] = [0, 0]
    vectors.forEach((vector, place) => {
      const exact = vectors.map((other, at) => (at === place ? 0 : likeness(vector, other)))
      const nearest = find.nearest(place, 50).sort((a, b) => b.likeness - a.likeness)
      for (const other of nearest.slice(0, 6)) found += exact[other.place] ?? 0
      for (const score of exact.toSorted((a, b) => b - a).slice(0, 6)) best += score
    })

    expect(found / best).toBeGreaterThan(0.95)
  })

  it('finds posts whose ids have more than 32 bits', () => {
    const vectors = posts(60)
    const idsFrom = (first: number) => {
      const { find } = shelfOf(vectors, 320, 96, first)
      return find.nearest(0, 3).map(({ id }) => id - first)
    }

    expect(idsFrom(0)).not.toEqual([])
    expect(idsFrom(9e14)).toEqual(idsFrom(0))
  })

  it('measures likeness as the exact cosine does, from either side the same', () => {
    const vectors = posts(60)
    const { find } = shelfOf(vectors)

    for (const [a, b] of [
      [0, 20],
      [3, 43],
      [5, 6],
    ] as const) {
      const exact = likeness(vectors[a] as (typeof vectors)[0], vectors[b] as (typeof vectors)[0])
      expect(find.likeness(a, b)).toBeCloseTo(exact, 1.5)
      expect(find.likeness(a, b)).toBe(find.likeness(b, a))
    }
  })

  it('answers the same whatever was asked before', () => {
    const { find } = shelfOf(posts(80))
    const first = find.nearest(7, 10)
    for (let place = 0; place < 80; place++) find.nearest(place, 30)

    expect(find.nearest(7, 10)).toEqual(first)
  })

  it('never finds the post itself, and nothing for one without terms', () => {
    const vectors = [...posts(40), weigher(newFrequencies(1))(new Uint32Array())]
    const { shelf, find } = shelfOf(vectors)

    expect(find.nearest(40, 10)).toEqual([])
    for (let place = 0; place < 40; place++) {
      expect(find.nearest(place, 50).map(({ id }) => id)).not.toContain(shelf.ids[place])
    }
  })

  it('ranks those that share its tags before others as like it', () => {
    const vectors = posts(200)
    const { find } = shelfOf(vectors)
    const score = (place: number) => {
      const [nearest] = find.nearest(place, 50).filter((other) => other.score > other.likeness)
      return nearest && nearest.score - nearest.likeness
    }

    expect(score(0)).toBeGreaterThan(0.01)
    expect(score(1)).toBeUndefined()
  })

  it('works with as few terms and heads as a site of a hundred thousand posts has', () => {
    const vectors = posts(200)
    const { find } = shelfOf(vectors, 160, 32)

    const mates = find
      .nearest(0, 50)
      .slice(0, 6)
      .map(({ place }) => place % 20)
    expect(mates).toEqual([0, 0, 0, 0, 0, 0])
  })
})
