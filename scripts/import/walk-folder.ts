import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { MarkdownFile } from './read-markdown.ts'

/**
 * Every Markdown file of a folder and those below it, in sorted order. Hidden folders, node_modules
 * and the `_index.md` of Hugo sections are no posts.
 */
export async function* walkFolder(folder: string, path = ''): AsyncGenerator<MarkdownFile> {
  const entries = await readdir(folder, { withFileTypes: true })
  entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const entry of entries) {
    const { name } = entry
    if (name.startsWith('.') || name === 'node_modules') continue
    const file = join(folder, name)
    if (entry.isDirectory()) yield* walkFolder(file, `${path}${name}/`)
    else if (isMarkdown(name) && !/^_index\./i.test(name) && (await isFile(file))) {
      yield { file, path: path + name }
    }
  }
}

/** Whether a file's name says that it is Markdown. */
export function isMarkdown(name: string): boolean {
  return /\.(?:md|markdown)$/i.test(name)
}

async function isFile(file: string): Promise<boolean> {
  return (await stat(file).catch(() => undefined))?.isFile() ?? false
}
