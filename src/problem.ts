import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import * as v from 'valibot'
import { integer } from './schemas.ts'

/** An error as RFC 9457 has it. */
export const problemSchema = v.object({
  type: v.string(),
  title: v.string(),
  status: integer,
  detail: v.pipe(v.string(), v.description('What is wrong and what to do about it')),
  errors: v.optional(v.array(v.object({ path: v.string(), message: v.string() }))),
})

export interface Problem {
  status: ContentfulStatusCode
  detail: string
  errors?: { path: string; message: string }[]
}

const titles: Partial<Record<number, string>> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  412: 'Precondition failed',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Invalid fields',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Unavailable',
}

/** Answers with a problem. */
export function answerProblem(c: Context, { status, detail, errors }: Problem): Response {
  const title = titles[status] ?? 'Error'
  c.header('Content-Type', 'application/problem+json')
  if (status === 429) c.header('Retry-After', '60')
  return c.body(JSON.stringify({ type: 'about:blank', title, status, detail, errors }), status)
}

/** What is wrong with a value, for people: valibot's own messages are for programmers. */
export function wordsOf({ type, input, expected, received, requirement }: v.BaseIssue<unknown>) {
  if (received === 'undefined') return 'This is missing'
  if (type === 'min_length') return 'Must not be empty'
  if (type === 'max_length') {
    const unit = typeof input === 'string' ? 'characters' : 'entries'
    return `Must have at most ${requirement} ${unit}`
  }
  if (type === 'min_value') return `Must be ${requirement} or more`
  if (type === 'max_value') return `Must be ${requirement} or less`
  if (type === 'safe_integer') return 'Must be a whole number'
  if (type === 'email') return 'Must be an e-mail address'
  return `Must be ${expected}, not ${received}`
}

/** The problem of input that a schema refuses, one line for each field. */
export function invalid(issues: v.BaseIssue<unknown>[]): Problem {
  const errors = issues.map((issue) => ({
    path: v.getDotPath(issue) ?? '',
    message: issue.message,
  }))
  const first = errors[0]
  const where = first?.path ? `${first.path}: ` : ''
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : ''
  return { status: 422, detail: `${where}${first?.message ?? 'Invalid'}${more}`, errors }
}
