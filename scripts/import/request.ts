import { setTimeout as delay } from 'node:timers/promises'
import { isRecord } from './field-values.ts'

export interface Problem {
  status: number
  detail: string
  errors: { path: string; message: string }[]
}

export type Answer =
  | { ok: true; status: number; body: unknown; headers: Headers }
  | { ok: false; problem: Problem }

/** The site did not answer at all, however often it was asked. */
export class UnreachableError extends Error {}

/** Told of every wait before another try, with its length in milliseconds. */
export type OnWait = (wait: number, reason: string) => void

export interface RequestOptions {
  url: URL
  method?: string
  token?: string
  body?: string | FormData
  /** The wait before the second try, in milliseconds; every further one waits twice as long. */
  patience: number
  onWait?: OnWait | undefined
}

const tries = 5

/** Whether the site only asks for patience: too many requests, or a part of it is down. */
export function isPassing({ status }: { status: number }): boolean {
  return [429, 502, 503, 504].includes(status)
}

/** Sends a request, again where the connection fails or the site says that it is busy. */
export async function request(options: RequestOptions): Promise<Answer> {
  const { url, patience, onWait } = options
  for (let attempt = 1; ; attempt++) {
    const response = await send(options).catch((error: unknown) => causeOf(error))
    const failed = typeof response === 'string'
    if (!failed && (!isPassing(response) || attempt === tries)) return read(response)
    const reason = failed ? response : `status ${response.status}`
    if (attempt === tries) throw new UnreachableError(`${url.origin} does not answer (${reason})`)
    if (!failed) await response.body?.cancel()
    const backoff = patience * 2 ** (attempt - 1) * (0.75 + Math.random() / 2)
    const wait = Math.max(backoff, failed ? 0 : secondsAsked(response) * 1000)
    onWait?.(wait, reason)
    await delay(wait)
  }
}

async function send({ url, method = 'GET', token, body }: RequestOptions): Promise<Response> {
  const headers = new Headers({ accept: 'application/json' })
  if (token) headers.set('authorization', `Bearer ${token}`)
  if (typeof body === 'string') headers.set('content-type', 'application/json')
  const signal = AbortSignal.timeout(60_000)
  return fetch(url, { method, headers, signal, redirect: 'manual', ...(body ? { body } : {}) })
}

async function read(response: Response): Promise<Answer> {
  const { status, headers } = response
  const text = await response.text()
  const body = parse(text)
  if (response.ok && body !== undefined) return { ok: true, status, body, headers }
  const fields = isRecord(body) ? body : {}
  const detail = fields.detail ?? fields.title
  return {
    ok: false,
    problem: {
      status,
      detail: typeof detail === 'string' ? detail : `The site answered ${status}, not JSON`,
      errors: Array.isArray(fields.errors) ? fields.errors.filter(isFieldError) : [],
    },
  }
}

function parse(text: string): unknown {
  try {
    return text ? JSON.parse(text) : null
  } catch {
    return undefined
  }
}

function isFieldError(error: unknown): error is { path: string; message: string } {
  return isRecord(error) && typeof error.path === 'string' && typeof error.message === 'string'
}

/** RFC 9110, section 10.2.3: seconds, or a date, which nobody sends here. */
function secondsAsked(response: Response): number {
  const seconds = Number(response.headers.get('retry-after') ?? 0)
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), 120) : 0
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  if (isRecord(cause) && typeof cause.code === 'string') return cause.code
  return cause instanceof Error ? cause.message : error.message
}

/** What a problem says, in one sentence for the report. */
export function problemSentence({ detail, errors, status }: Problem): string {
  const [first] = errors
  if (!first || detail.includes(first.message)) return `${detail} (${status})`
  return `${detail} (${status}): ${first.path}: ${first.message}`
}
