import { mapLine } from '../import/map-line.ts'
import type { ImportPost } from '../import/post.ts'
import { readLines } from '../import/read-lines.ts'

/** The posts of a `.jsonl` file; throws, naming the line, where one cannot be read. */
export async function readCorpus(file: string): Promise<ImportPost[]> {
  const posts: ImportPost[] = []
  let number = 0
  for await (const line of readLines(file)) {
    number++
    if (!line.trim()) continue
    const item = mapLine(line, `${file}:${number}`, 'UTC')
    if ('reason' in item) throw new Error(`${item.location}: ${item.reason}`)
    posts.push(item.post)
  }
  if (posts.length === 0) throw new Error(`${file} has no posts`)
  return posts
}
