import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { mapLine, nameForLine } from './map-line.ts'
import type { SourceItem } from './post.ts'
import { readLines } from './read-lines.ts'
import { readMarkdownFile } from './read-markdown.ts'
import { isMarkdown, walkFolder } from './walk-folder.ts'

/** What a path can be imported as; undefined when it is missing or nothing we read. */
export async function sourceKind(
  path: string,
): Promise<'folder' | 'markdown' | 'jsonl' | undefined> {
  const stats = await stat(path).catch(() => undefined)
  if (stats?.isDirectory()) return 'folder'
  if (!stats?.isFile()) return undefined
  if (isMarkdown(path)) return 'markdown'
  return /\.(?:jsonl|ndjson)$/i.test(path) ? 'jsonl' : undefined
}

/** Every post of a folder, a Markdown file or a `.jsonl` file, one at a time and in order. */
export async function* readSource(path: string, timeZone: string): AsyncGenerator<SourceItem> {
  if ((await sourceKind(path)) === 'jsonl') {
    yield* readJsonl(path, timeZone)
    return
  }
  const folder = (await stat(path)).isDirectory()
  const files = folder ? walkFolder(path) : [{ file: path, path: basename(path) }]
  for await (const file of files) {
    const item = await readMarkdownFile(file, timeZone)
    if (item) yield item
  }
}

async function* readJsonl(file: string, timeZone: string): AsyncGenerator<SourceItem> {
  const named = new Map<string, number>()
  let number = 0
  for await (const line of readLines(file)) {
    number++
    if (!line.trim()) continue
    const item = mapLine(line, `${file}:${number}`, timeZone)
    if ('post' in item && !item.post.externalId && !item.post.id && !item.post.slug) {
      const name = nameForLine(item.post.title, item.post.publishedAt)
      const count = (named.get(name) ?? 0) + 1
      named.set(name, count)
      item.post.externalId = count === 1 ? name : `${name}-${count}`
    }
    yield item
  }
}
