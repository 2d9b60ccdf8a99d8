import { problemText } from '../i18n/problem-text.ts'
import { t } from './messages.ts'

interface FieldError {
  path: string
  message: string
}

/** What the API says in English, in the language of the page. Loaded when something first goes wrong. */
let words: Promise<Record<string, string>> | undefined

function load(): Promise<Record<string, string>> {
  const path = `/admin/assets/problems.${document.documentElement.lang}.json`
  words ??= fetch(path).then((response) => response.json())
  return words.catch(() => {
    words = undefined
    return {}
  })
}

/** A problem of the API in words of the page, fields by the names they have there. */
export async function explain({
  detail = t.failed,
  errors = [],
}: {
  detail?: string
  errors?: FieldError[]
}): Promise<{ detail: string; errors: FieldError[] }> {
  const known = await load()
  const say = (text: string) => problemText(known, text) ?? text
  const told = errors.map(({ path, message }) => ({ path, message: say(message) }))
  if (told.length === 0) return { detail: say(detail), errors: told }
  const lines = told.map(({ path, message }) => [labelOf(path), message].filter(Boolean).join(': '))
  return { detail: [...new Set(lines)].join('; '), errors: told }
}

function labelOf(path: string): string {
  const name = path.split('.')[0] ?? ''
  const field = document.querySelector<HTMLInputElement>(`[name="${CSS.escape(name)}"]`)
  const label = field?.labels?.[0]?.textContent || field?.getAttribute('aria-label')
  return label?.trim() || name
}
