import { explain } from './explain.ts'
import { t } from './messages.ts'

export interface Failure {
  ok: false
  /** 0 where the site could not be reached. */
  status: number
  detail: string
  errors: { path: string; message: string }[]
}

export type Answer<T> = { ok: true; status: number; data: T } | Failure

/** Bytes that browsers let a request have that may outlive its page (Fetch, keepalive). */
const mostKeptAlive = 64 * 1024

/** Calls the API with the session's cookie. Failing is an answer, not an exception. */
export async function call<T = unknown>(
  method: string,
  path: string,
  body?: unknown,
  { revision, keepalive = false }: { revision?: number; keepalive?: boolean } = {},
): Promise<Answer<T>> {
  const form = body instanceof FormData
  const headers = {
    ...(body !== undefined && !form && { 'Content-Type': 'application/json' }),
    ...(revision !== undefined && { 'If-Match': `"${revision}"` }),
  }
  const payload = form ? body : body === undefined ? null : JSON.stringify(body)
  const small = typeof payload !== 'string' || new Blob([payload]).size < mostKeptAlive
  try {
    const response = await fetch(path, {
      method,
      headers,
      body: payload,
      redirect: 'manual',
      keepalive: keepalive && small,
    })
    // The API leads nowhere: this is the gate of an identity provider in front of the site.
    if (response.type === 'opaqueredirect') return refused(401, {})
    const text = await response.text()
    if (!response.ok) return refused(response.status, await explain(problemIn(text)))
    return { ok: true, status: response.status, data: text ? JSON.parse(text) : null }
  } catch {
    return refused(0, { detail: t.stateOffline })
  }
}

function refused(status: number, problem: Partial<Failure>): Failure {
  const { detail = t.failed, errors = [] } = problem
  return { ok: false, status, detail, errors }
}

/** What the API says of a failure; nothing where something before it has answered. */
function problemIn(text: string): Partial<Failure> {
  try {
    return JSON.parse(text) ?? {}
  } catch {
    return {}
  }
}
