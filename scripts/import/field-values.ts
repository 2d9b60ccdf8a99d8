import { maxPostId } from '../../src/admin/posts/change.ts'
import type { Fields } from './front-matter.ts'

/** The fields by a name that does not mind case, `_` and `-`: `last_modified_at` is `lastModifiedAt`. */
export function fieldsByName(fields: Fields): Map<string, unknown> {
  const byName = new Map<string, unknown>()
  for (const [name, value] of Object.entries(fields)) {
    if (value !== null && value !== undefined) byName.set(plainName(name), value)
  }
  return byName
}

/** The name under which {@link fieldsByName} keeps a field. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[_-]/g, '')
}

/** A value as one line of text; undefined when it is empty or no text, number or date. */
export function textOf(value: unknown): string | undefined {
  if (value instanceof Date) return value.toISOString()
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'bigint') {
    return undefined
  }
  return String(value).replace(/\s+/g, ' ').trim() || undefined
}

/** The names in a value that is one name, a list (also nested), or names between commas. */
export function namesOf(value: unknown): string[] {
  if (Array.isArray(value)) return unique(value.flatMap((entry) => nameIn(entry)))
  return unique((textOf(value) ?? '').split(/[,，]/))
}

function nameIn(entry: unknown): string[] {
  if (Array.isArray(entry)) return entry.flatMap(nameIn)
  const text = textOf(isRecord(entry) ? (entry.name ?? entry.title) : entry)
  return text ? [text] : []
}

function unique(names: string[]): string[] {
  const byKey = new Map<string, string>()
  for (const name of names.map((name) => name.trim()).filter(Boolean)) {
    const key = name.toLowerCase()
    if (!byKey.has(key)) byKey.set(key, name)
  }
  return [...byKey.values()]
}

/** A flag, written as one or as a word. */
export function flagOf(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value
  if (value === 'true' || value === 'yes') return true
  if (value === 'false' || value === 'no') return false
  return undefined
}

/** A whole number from `least` up, written as one or in digits. */
export function countOf(value: unknown, least = 0): number | undefined {
  const count = typeof value === 'string' && /^\d+$/.test(value.trim()) ? Number(value) : value
  const number = typeof count === 'bigint' ? Number(count) : count
  if (typeof number !== 'number' || !Number.isSafeInteger(number)) return undefined
  return number >= least ? number : undefined
}

/** An id that the site takes. */
export function idOf(value: unknown): number | undefined {
  const id = countOf(value, 1)
  return id !== undefined && id <= maxPostId ? id : undefined
}

/** Whether `value` is an object with fields, not a list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
