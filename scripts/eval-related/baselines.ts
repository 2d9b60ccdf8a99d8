import { plainText } from '../../src/content/plain-text.ts'
import { renderMarkdown } from '../../src/content/render.ts'
import { termsOf } from '../../src/related/tokenise.ts'
import { type CorpusPost, postsSharing } from './corpus.ts'

// What others do, to have something to compare with: their lists, by place in the corpus.

const kept = 6

/** The newest of the same category (Ghost, EmDash), or of the first tag where there is none. */
export function newestInCategory(posts: CorpusPost[]): number[][] {
  const order = newestFirst(posts)
  const keyOf = (post: CorpusPost) => post.category ?? post.tags?.[0]
  return posts.map((post, place) =>
    order
      .filter((other) => other !== place && keyOf(posts[other] ?? post) === keyOf(post))
      .slice(0, kept),
  )
}

/** Shared tags counted, then date (Hugo, flare-stack). */
export function sharedTags(posts: CorpusPost[]): number[][] {
  const tagged = postsSharing(posts, (post) => post.tags ?? [])
  const order = newestFirst(posts)
  const age = new Map(order.map((place, index) => [place, index]))
  return posts.map((post, place) => {
    const own = new Set(post.tags)
    const shared = (other: number) =>
      (posts[other]?.tags ?? []).filter((tag) => own.has(tag)).length
    return [...(tagged[place] ?? [])]
      .sort((a, b) => shared(b) - shared(a) || (age.get(a) ?? 0) - (age.get(b) ?? 0))
      .slice(0, kept)
  })
}

function newestFirst(posts: CorpusPost[]): number[] {
  return [...posts.keys()].sort(
    (a, b) => (posts[b]?.publishedAt ?? 0) - (posts[a]?.publishedAt ?? 0) || b - a,
  )
}

type Postings = Map<string, [place: number, count: number][]>

/** Every term of every post, counted by the text alone. */
export function indexTexts(posts: CorpusPost[]): {
  counts: Map<string, number>[]
  postings: Postings
} {
  const postings: Postings = new Map()
  const counts = posts.map(({ title, markdown }, place) => {
    const { html } = renderMarkdown(markdown, {
      url: 'http://localhost/1.html',
      words: { footnotes: '', backToReference: '' },
      sizes: new Map(),
    })
    const terms = new Map<string, number>()
    for (const term of termsOf(`${title}\n${plainText(html)}`)) {
      if (term.length > 1) terms.set(term, (terms.get(term) ?? 0) + 1)
    }
    for (const [term, count] of terms) {
      const list = postings.get(term)
      if (list) list.push([place, count])
      else postings.set(term, [[place, count]])
    }
    return terms
  })
  return { counts, postings }
}

/** BM25 "more like this" (Lucene's): the 25 terms of highest tf·idf as a query. */
export function moreLikeThis({ counts, postings }: ReturnType<typeof indexTexts>): number[][] {
  const lengths = counts.map((terms) => [...terms.values()].reduce((sum, count) => sum + count, 0))
  const average = lengths.reduce((sum, length) => sum + length, 0) / counts.length
  const rarity = (term: string) => Math.log(1 + counts.length / (postings.get(term)?.length ?? 1))
  return counts.map((terms, place) => {
    const query = [...terms]
      .filter(([term]) => (postings.get(term)?.length ?? 0) >= 2)
      .sort(([a, x], [b, y]) => y * rarity(b) - x * rarity(a) || (a < b ? -1 : 1))
      .slice(0, 25)
    const scores = new Map<number, number>()
    for (const [term] of query) {
      for (const [other, count] of postings.get(term) ?? []) {
        if (other === place) continue
        const norm = 0.25 + (0.75 * (lengths[other] ?? 0)) / average
        const gain = (rarity(term) * count * 2.2) / (count + 1.2 * norm)
        scores.set(other, (scores.get(other) ?? 0) + gain)
      }
    }
    return best(scores)
  })
}

/** The cosine of all terms, weighed (1 + ln tf)·idf: quadratic, no index. */
export function allTermsCosine({ counts, postings }: ReturnType<typeof indexTexts>): number[][] {
  const weight = (term: string, count: number) =>
    (1 + Math.log(count)) * Math.log(1 + counts.length / (postings.get(term)?.length ?? 1))
  const lengths = counts.map((terms) =>
    Math.hypot(...[...terms].map(([term, count]) => weight(term, count))),
  )
  const sums = new Float64Array(counts.length)
  return counts.map((terms, place) => {
    sums.fill(0)
    for (const [term, count] of terms) {
      const own = weight(term, count)
      for (const [other, times] of postings.get(term) ?? []) {
        sums[other] = (sums[other] ?? 0) + own * weight(term, times)
      }
    }
    const scores = new Map<number, number>()
    sums.forEach((sum, other) => {
      if (other !== place && sum > 0) scores.set(other, sum / (lengths[other] || 1))
    })
    return best(scores)
  })
}

function best(scores: Map<number, number>): number[] {
  return [...scores]
    .sort(([a, x], [b, y]) => y - x || b - a)
    .slice(0, kept)
    .map(([place]) => place)
}
