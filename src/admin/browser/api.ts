import { t } from './messages.ts'

export interface Failure {
  ok: false
  /** 0 where the site could not be reached. */
  status: number
  detail: string
  errors: { path: string; message: string }[]
}

export type Answer<T> = { ok: true; status: number; data: T } | Failure

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
  try {
    const response = await fetch(path, { method, headers, body: payload, keepalive })
    const text = await response.text()
    const data = text ? JSON.parse(text) : null
    if (response.ok) return { ok: true, status: response.status, data }
    const { detail = t.failed, errors = [] } = data ?? {}
    return { ok: false, status: response.status, detail, errors }
  } catch {
    return { ok: false, status: 0, detail: t.stateOffline, errors: [] }
  }
}
