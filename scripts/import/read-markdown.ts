import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { readFrontMatter } from './front-matter.ts'
import { mapFrontMatter } from './map-front-matter.ts'
import { codeRanges, replaceOutsideCode } from './markdown-code.ts'
import { plainText } from './plain-text.ts'
import type { SourceItem } from './post.ts'
import { expandShortcodes } from './shortcodes.ts'
import { nameFromPath } from './slug.ts'

export interface MarkdownFile {
  /** Where it is on disk. */
  file: string
  /** Its path relative to what is imported, with `/`. */
  path: string
}

/** Reads one Markdown file as a post; undefined for a README that is no post. */
export async function readMarkdownFile(
  { file, path }: MarkdownFile,
  timeZone: string,
): Promise<SourceItem | undefined> {
  let source: string
  try {
    source = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file))
  } catch (error) {
    const broken = error instanceof TypeError
    const reason = broken ? 'The file is not UTF-8 text; convert it first' : String(error)
    return { location: `${file}:1`, reason }
  }
  const read = readFrontMatter(source)
  if ('reason' in read) return { location: `${file}:${read.line}`, reason: sentence(read.reason) }
  if (!read.found && /^readme\.\w+$/i.test(basename(file))) return undefined

  const { post, warnings, unknownFields } = mapFrontMatter(read.fields, path, timeZone)
  const text = expandShortcodes(withoutMoreMark(read.body)).trim()
  const heading = post.title ? undefined : firstHeading(text)
  return {
    location: `${file}:1`,
    post: {
      ...post,
      title: post.title ?? heading?.title ?? nameFromPath(path).name,
      // The page shows the title; a text that begins with it would say it twice.
      markdown: heading?.start === 0 ? text.slice(heading.end).trim() : text,
    },
    file,
    warnings,
    unknownFields,
  }
}

function withoutMoreMark(markdown: string): string {
  return replaceOutsideCode(markdown, /<!--[ \t]*more\b[^>\n]*-->/gi, () => '')
}

function firstHeading(markdown: string) {
  const code = codeRanges(markdown)
  for (const match of markdown.matchAll(/^#[ \t]+(.+?)[ \t]*#*[ \t]*$/gm)) {
    const start = match.index
    if (code.some((range) => range.start < start && start < range.end)) continue
    const title = plainText(match[1] ?? '')
    if (title) return { title, start, end: start + match[0].length }
  }
  return undefined
}

function sentence(reason: string): string {
  return reason.charAt(0).toUpperCase() + reason.slice(1)
}
