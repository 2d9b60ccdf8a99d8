import { createHash } from 'node:crypto'
import { readDate } from './dates.ts'
import { countOf, flagOf, idOf, isRecord, namesOf, textOf } from './field-values.ts'
import { htmlBlock } from './html-block.ts'
import { withoutAbsent } from './map-front-matter.ts'
import { plainText } from './plain-text.ts'
import type { SourceItem, Warning } from './post.ts'
import { slugFrom } from './slug.ts'

const known = new Set(
  `externalId id slug title markdown html publishedAt createdAt updatedAt category tags author
  excerpt cover canonical language status views pinned commentsOpen`.split(/\s+/),
)

/** Maps one line of a `.jsonl` file to a post. */
export function mapLine(line: string, location: string, timeZone: string): SourceItem {
  let fields: unknown
  try {
    fields = JSON.parse(line)
  } catch (error) {
    return { location, reason: `Not valid JSON: ${error instanceof Error ? error.message : error}` }
  }
  if (!isRecord(fields)) return { location, reason: 'A line holds one JSON object' }
  const markdown = markdownOf(fields)
  if (markdown === undefined) return { location, reason: 'The line has neither markdown nor html' }
  const title = textOf(fields.title) ?? beginningOf(markdown)
  if (!title) return { location, reason: 'The line has neither a title nor text' }

  const warnings: Warning[] = []
  const post = withoutAbsent({
    externalId: textOf(fields.externalId),
    id: idOf(fields.id),
    slug: slugFrom(textOf(fields.slug) ?? ''),
    title,
    markdown,
    publishedAt: dateOf('publishedAt'),
    createdAt: dateOf('createdAt'),
    updatedAt: dateOf('updatedAt'),
    category: textOf(fields.category),
    tags: isGiven(fields.tags) ? namesOf(fields.tags) : undefined,
    author: namesOf([fields.author])[0],
    excerpt: textOf(fields.excerpt),
    cover: textOf(fields.cover),
    canonical: textOf(fields.canonical),
    language: textOf(fields.language),
    status: statusOf(),
    pinned: flagOf(fields.pinned),
    commentsOpen: flagOf(fields.commentsOpen),
    views: countOf(fields.views),
  })
  if (isGiven(fields.id) && post.id === undefined) {
    warnings.push({
      kind: 'id not one the site takes',
      detail: JSON.stringify(fields.id),
    })
  }
  const unknownFields = Object.keys(fields).filter((name) => !known.has(name))
  return { location, post, warnings, unknownFields }

  function dateOf(name: string): string | undefined {
    const value = isRecord(fields) ? fields[name] : undefined
    if (!isGiven(value)) return undefined
    const date = readDate(value, timeZone)
    if (!date) warnings.push({ kind: 'date not readable', detail: `${name}: ${textOf(value)}` })
    return date
  }

  function statusOf(): 'draft' | 'published' | undefined {
    const status = isRecord(fields) ? fields.status : undefined
    if (!isGiven(status)) return undefined
    if (status === 'draft') return 'draft'
    if (status === 'published' || status === 'scheduled') return 'published'
    warnings.push({ kind: 'status imported as draft', detail: JSON.stringify(status) })
    return 'draft'
  }
}

function markdownOf(fields: Record<string, unknown>): string | undefined {
  const { markdown, html } = fields
  if (typeof markdown === 'string') return markdown.replace(/\r\n?/g, '\n')
  return typeof html === 'string' ? htmlBlock(html) : undefined
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== ''
}

/** The first 40 characters of a text, for a post without a title. */
function beginningOf(markdown: string): string {
  return [...plainText(markdown.slice(0, 4000))].slice(0, 40).join('').trim()
}

/**
 * A name for a post whose line gives none (no `externalId`, `id` or `slug`), by which a second run
 * finds it again: from what is least likely to be edited.
 */
export function nameForLine(title: string, publishedAt = ''): string {
  const hash = createHash('sha256').update(`${title}\n${publishedAt}`).digest('hex')
  return `line-${hash.slice(0, 20)}`
}
