const verifyUrl = 'https://challenges.cloudflare.com/turnstile/v0/siteverify'

/**
 * Asks Turnstile whether a person solved its challenge. Null when it cannot be asked: then the
 * comment waits for a moderator, since neither losing it nor trusting it would be right.
 * https://developers.cloudflare.com/turnstile/get-started/server-side-validation/
 */
export async function isPerson(
  token: string,
  { secret, address }: { secret: string; address: string | undefined },
): Promise<boolean | null> {
  if (!token) return false
  try {
    const body = JSON.stringify({ secret, response: token, remoteip: address })
    const headers = { 'Content-Type': 'application/json' }
    const response = await fetch(verifyUrl, { method: 'POST', headers, body })
    const result: { success?: boolean } = await response.json()
    return result.success === true
  } catch (error) {
    console.warn('Turnstile could not be asked', error)
    return null
  }
}
