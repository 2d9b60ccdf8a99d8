import { sql } from 'drizzle-orm'
import type { Db } from '../../src/db/client.ts'
import type { Neighbour } from '../../src/db/schema.ts'
import { sample, seededRandom } from '../eval/sampling.ts'
import type { CorpusPost } from './corpus.ts'
import { shown } from './measures.ts'

/** How many posts of a corpus are copied, and how short a text is too short for that. */
const copiedPosts = 100
const shortest = 400

/** What a copy does to its source. */
const kinds: Record<string, (sentences: string[], random: () => number) => string[]> = {
  'same text': (sentences) => sentences,
  'a fifth dropped': (sentences, random) => sentences.filter(() => random() >= 0.2),
  'lead of 40 %': (sentences) => sentences.slice(0, Math.ceil(sentences.length * 0.4)),
  shuffled: (sentences, random) => sample(sentences, sentences.length, random),
}

/** A copy that was put beside a corpus. */
export interface Copy {
  kind: string
  /** Place of its source in the corpus. */
  source: number
  post: CorpusPost
}

/** Copies of posts of chance, the same in every run. */
export function copiesOf(posts: CorpusPost[]): Copy[] {
  const random = seededRandom(posts.length)
  const long = [...posts.keys()].filter((at) => (posts[at]?.markdown.length ?? 0) >= shortest)
  const sources = sample(long, copiedPosts, random)
  return sources.flatMap((source) => {
    const post = posts[source] as CorpusPost
    const sentences = post.markdown.split(/(?<=[。！？!?.]\s?|\n)/)
    return Object.entries(kinds).map(([kind, change]): Copy => {
      const markdown = change(sentences, random).join('')
      const externalId = `${post.externalId} ${kind}`
      return { kind, source, post: { ...post, markdown, externalId, links: [] } }
    })
  })
}

/** Of each kind, the share of copies that a reader is shown beside their source or the other way. */
export async function copiesShown(
  db: Db,
  copies: Copy[],
  firstId: number,
): Promise<Record<string, string>> {
  const rows = await db.all<{ id: number; neighbours: string }>(
    sql`SELECT post_id AS id, neighbours FROM related`,
  )
  const six = new Map(
    rows.map(({ id, neighbours }) => {
      const list = JSON.parse(neighbours) as Neighbour[]
      return [id, list.slice(0, shown).map((neighbour) => neighbour.id)]
    }),
  )
  const shares: Record<string, string> = {}
  for (const kind of Object.keys(kinds)) {
    let pairs = 0
    let faults = 0
    copies.forEach((copy, at) => {
      if (copy.kind !== kind) return
      pairs++
      const beside = (a: number, b: number) => six.get(a)?.includes(b) ?? false
      const [id, source] = [firstId + at, copy.source + 1]
      if (beside(id, source) || beside(source, id)) faults++
    })
    shares[kind] = `${((100 * faults) / Math.max(1, pairs)).toFixed(1)} %`
  }
  return shares
}
