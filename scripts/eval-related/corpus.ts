import { readFileSync } from 'node:fs'
import * as z from 'zod'

const lineSchema = z.object({
  externalId: z.string(),
  title: z.string(),
  markdown: z.string(),
  category: z.string().nullish(),
  tags: z.array(z.string()).nullish(),
  publishedAt: z.string().nullish(),
  links: z.array(z.string()).nullish(),
  story: z.union([z.string(), z.number()]).nullish(),
})

/** A post of a labelled corpus; its labels are for scoring only and never reach the product. */
export interface CorpusPost {
  externalId: string
  title: string
  markdown: string
  category?: string | undefined
  tags?: string[] | undefined
  publishedAt?: number | undefined
  links: string[]
  story?: string | undefined
}

/** Reads a labelled corpus, a post a line; a line that is none is an error that names it. */
export function readCorpus(path: string): CorpusPost[] {
  const lines = readFileSync(path, 'utf8').split('\n')
  const posts = lines.flatMap((line, index): CorpusPost[] => {
    if (!line.trim()) return []
    const { story, category, tags, publishedAt, links, ...post } = parseLine(line, path, index + 1)
    const time = publishedAt ? Date.parse(publishedAt) : Number.NaN
    return [
      {
        ...post,
        title: post.title.trim().slice(0, 500) || post.externalId,
        category: category || undefined,
        tags: tags?.map((tag) => tag.trim()).filter((tag) => tag !== '') ?? undefined,
        publishedAt: Number.isNaN(time) ? undefined : time,
        links: links ?? [],
        story: story === null || story === undefined ? undefined : String(story),
      },
    ]
  })
  if (posts.length < 2)
    throw new RangeError(`${path} has ${posts.length} posts; give it two or more`)
  return posts
}

function parseLine(line: string, path: string, number: number) {
  try {
    return lineSchema.parse(JSON.parse(line))
  } catch (error) {
    const reason = error instanceof z.ZodError ? error.issues[0]?.path.join('.') : String(error)
    throw new SyntaxError(`${path}:${number} is not a post: ${reason}`)
  }
}

/** For each post, the places of the posts that its author linked to, or that link to it. */
export function linkedPosts(posts: CorpusPost[]): Set<number>[] {
  const places = new Map(posts.map(({ externalId }, place) => [externalId, place]))
  const linked = posts.map(() => new Set<number>())
  posts.forEach(({ links }, place) => {
    for (const link of links) {
      const other = places.get(link)
      if (other === undefined || other === place) continue
      linked[place]?.add(other)
      linked[other]?.add(place)
    }
  })
  return linked
}

/** For each post, the places of the others for which `same` names an equal key. */
export function postsSharing(
  posts: CorpusPost[],
  keysOf: (post: CorpusPost) => string[],
): Set<number>[] {
  const groups = new Map<string, number[]>()
  posts.forEach((post, place) => {
    for (const key of keysOf(post)) groups.set(key, [...(groups.get(key) ?? []), place])
  })
  return posts.map((post, place) => {
    const others = keysOf(post).flatMap((key) => groups.get(key) ?? [])
    return new Set(others.filter((other) => other !== place))
  })
}
