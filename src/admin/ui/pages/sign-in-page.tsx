import { fill } from '../../i18n/fill.ts'
import type { Desk } from '../desk.ts'
import { deskPage } from '../layout.tsx'
import { Field } from '../parts.tsx'

/** The only page of the desk that anybody may see. */
export function signInPage(desk: Desk, next: string): string {
  const { t } = desk
  const url = new URL(desk.origin)
  const isDigits = /^[\d.]+$|^\[/.test(url.hostname)
  if (isDigits) url.hostname = 'localhost'
  return deskPage(
    desk,
    { title: t.signIn },
    <div class="gate">
      <h1>{desk.settings.title}</h1>
      <p id="sign-in-problem" class="problem" role="alert" />
      {isDigits ? (
        <p class="hint">{fill(t.passkeyNeedsName, { url: url.origin })}</p>
      ) : (
        <button type="button" class="primary wide" data-passkey="get" data-then={next}>
          {t.signInWithPasskey}
        </button>
      )}
      {/* Posted: where no script is, a secret must not end up in an address. */}
      <details open={isDigits}>
        <summary>{t.otherWays}</summary>
        <form method="post" data-api="POST /api/admin/session" data-then={next}>
          <Field
            name="token"
            label={t.ownerToken}
            hint={t.ownerTokenHint}
            type="password"
            required
            autocomplete="current-password"
          />
          <button type="submit">{t.useToken}</button>
        </form>
        <form method="post" data-api="POST /api/admin/session" data-then={next}>
          <Field name="code" label={t.code} required autocomplete="one-time-code" />
          <button type="submit">{t.useCode}</button>
        </form>
      </details>
    </div>,
  )
}
