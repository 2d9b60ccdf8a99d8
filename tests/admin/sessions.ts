import { ask } from './ask.ts'

/** What the browser says of a request from the pages of the site. */
export const fromHere = { 'Sec-Fetch-Site': 'same-origin' }

/** Each test signs in from an address of its own, so that none uses up another's attempts. */
export function signIn(proof: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const address = { 'CF-Connecting-IP': crypto.randomUUID() }
  return ask('POST', '/api/admin/session', proof, { ...fromHere, ...address, ...headers })
}

/** The cookie that an answer set, as the browser sends it. */
export function cookieOf(response: Response): Record<string, string> {
  const [cookie = ''] = (response.headers.get('Set-Cookie') ?? '').split(';')
  return { Cookie: cookie, ...fromHere }
}

/** Who somebody is to the site: a name, or the status of the refusal. */
export async function whoIs(headers: Record<string, string>): Promise<string | number> {
  const response = await ask('GET', '/api/admin/session', undefined, headers)
  return response.ok ? (await response.json<{ name: string }>()).name : response.status
}
