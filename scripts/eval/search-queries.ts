import { fold } from '../../src/related/tokenise.ts'
import { sample } from './sampling.ts'

/** A post as search has it, with all of it folded for looking a query up by itself. */
export interface SearchedPost {
  id: number
  title: string
  text: string
  folded: string
}

export interface TestQuery {
  text: string
  /** The posts that have it. */
  right: Set<number>
}

/** Kinds of query: runs of so many Han characters from anywhere in a text, and words of letters. */
export const queryKinds = [
  { name: '1 Han character', pattern: /^\p{Script=Han}$/u, length: 1, count: 40 },
  { name: '2 Han characters', pattern: /^\p{Script=Han}{2}$/u, length: 2, count: 200 },
  { name: '4 Han characters', pattern: /^\p{Script=Han}{4}$/u, length: 4, count: 200 },
  { name: '6 Han characters', pattern: /^\p{Script=Han}{6}$/u, length: 6, count: 200 },
] as const

/** Queries of `length` characters that `pattern` takes, each from a place of chance in a post of chance. */
export function sampleRuns(
  posts: readonly SearchedPost[],
  { pattern, length, count }: { pattern: RegExp; length: number; count: number },
  random: () => number,
): TestQuery[] {
  const queries = new Set<string>()
  for (let attempt = 0; queries.size < count && attempt < count * 50; attempt++) {
    const post = posts[Math.floor(random() * posts.length)]
    if (!post) break
    const place = Math.floor(random() * (post.text.length - length))
    const text = post.text.slice(place, place + length)
    if (pattern.test(text)) queries.add(text)
  }
  return [...queries].map((text) => ({ text, right: having(posts, text) }))
}

function having(posts: readonly SearchedPost[], text: string): Set<number> {
  const wanted = fold(text)
  return new Set(posts.filter(({ folded }) => folded.includes(wanted)).map(({ id }) => id))
}

/** Words of four letters and more; a post has one that has a word which begins so. */
export function sampleWords(
  posts: readonly SearchedPost[],
  count: number,
  random: () => number,
): TestQuery[] {
  const words = posts.flatMap(({ text }) =>
    sample(text.match(/\b[a-zA-Z]{4,}\b/g) ?? [], 1, random),
  )
  return sample([...new Set(words)], count, random).map((text) => {
    const begins = new RegExp(
      `(?<![[\\p{L}\\p{N}]--[\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}]])${fold(text)}`,
      'v',
    )
    return {
      text,
      right: new Set(posts.filter((post) => begins.test(post.folded)).map(({ id }) => id)),
    }
  })
}
