import { call } from './api.ts'
import { bodyOf, showProblems } from './forms.ts'
import { t } from './messages.ts'

type Json = Record<string, unknown>

/** Signs in with a passkey, then goes on. */
export async function signInWithPasskey(next: string) {
  const options = await call<Json>('POST', '/api/admin/session/challenge', {})
  if (!options.ok) return showProblems(document, options)
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
    options.data as unknown as PublicKeyCredentialRequestOptionsJSON,
  )
  const passkey = await answered(() => navigator.credentials.get({ publicKey }))
  if (!passkey) return
  const answer = await call('POST', '/api/admin/session', { passkey: passkey.toJSON() })
  if (!answer.ok) return showProblems(document, answer)
  location.assign(next)
}

/** Adds a passkey to the account. */
export async function addPasskey(form: HTMLFormElement) {
  const options = await call<Json>('POST', '/api/admin/passkeys/challenge', {})
  if (!options.ok) return showProblems(form, options)
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
    options.data as unknown as PublicKeyCredentialCreationOptionsJSON,
  )
  const passkey = await answered(() => navigator.credentials.create({ publicKey }))
  if (!passkey) return
  const body = { ...bodyOf(form), passkey: passkey.toJSON() }
  const answer = await call('POST', '/api/admin/passkeys', body)
  if (!answer.ok) return showProblems(form, answer)
  location.reload()
}

/** What the authenticator says; null when the person gives up or it cannot. */
async function answered(
  ask: () => Promise<Credential | null>,
): Promise<PublicKeyCredential | null> {
  try {
    return (await ask()) as PublicKeyCredential | null
  } catch (error) {
    const detail = `${t.failed} ${error instanceof Error ? error.message : ''}`
    showProblems(document, { ok: false, status: 0, detail, errors: [] })
    return null
  }
}
