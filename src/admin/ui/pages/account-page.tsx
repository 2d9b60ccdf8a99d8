import { fill } from '../../i18n/fill.ts'
import { type Desk, timeText } from '../desk.ts'
import { deskPage } from '../layout.tsx'
import { Act, Field, Top } from '../parts.tsx'
import { languageNames } from './settings-page.tsx'

export interface AccountData {
  passkeys: { id: string; name: string; createdAt: string; lastUsedAt: string | null }[]
  recoveryCodeMadeAt: string | null
  sessions: { device: string; current: boolean; createdAt: string; seenAt: string }[]
}

/** The person's own ways in. */
export function accountPage(desk: Desk, data: AccountData): string {
  const { t, identity } = desk
  const made = data.recoveryCodeMadeAt
  return deskPage(
    desk,
    { title: t.account },
    <>
      <Top title={identity?.name ?? t.account} />
      <section class="card">
        <h2>{t.passkeys}</h2>
        <ul class="rows">
          {data.passkeys.map((key) => (
            <li>
              <span>{key.name}</span>
              <small>
                {t.lastUsed}: {timeText(desk, key.lastUsedAt)}
              </small>
              <Act
                api={`DELETE /api/admin/passkeys/${key.id}`}
                label={t.remove}
                name={`${t.remove}: ${key.name}`}
                confirm={t.confirmDelete}
                kind="plain"
              />
            </li>
          ))}
        </ul>
        <form data-passkey="create">
          <Field name="name" label={t.passkeyName} required maxLength={60} />
          <button type="submit" class="primary">
            {t.addPasskey}
          </button>
        </form>
      </section>
      <section class="card">
        <h2>{t.recoveryCode}</h2>
        <p class="hint">
          {t.recoveryCodeHint} {made && fill(t.recoveryCodeMade, { time: timeText(desk, made) })}
        </p>
        <button
          type="button"
          data-api="POST /api/admin/recovery-code"
          data-then="show code"
          data-label={t.recoveryCode}
          data-hint={t.shownOnce}
        >
          {t.makeRecoveryCode}
        </button>
      </section>
      <section class="card">
        <h2>{t.sessions}</h2>
        <ul class="rows">
          {data.sessions.map((session) => (
            <li>
              <span>
                {session.device} {session.current && <b class="mark">{t.thisSession}</b>}
              </span>
              <small>
                {t.lastSeen}: {timeText(desk, session.seenAt)}
              </small>
            </li>
          ))}
        </ul>
        <div class="buttons">
          <Act api="DELETE /api/admin/sessions?keep=current" label={t.signOutOthers} />
          <Act
            api="DELETE /api/admin/sessions"
            label={t.signOutEverywhere}
            then="/admin/sign-in"
            kind="danger"
          />
        </div>
      </section>
      <section class="card">
        <h2 id="desk-language">{t.deskLanguage}</h2>
        <form method="post" action="/admin/language" class="filter">
          <select name="language" aria-labelledby="desk-language">
            {languageNames.map(([code, name]) => (
              <option value={code} selected={code === desk.language}>
                {name}
              </option>
            ))}
          </select>
          <button type="submit">{t.save}</button>
        </form>
      </section>
    </>,
  )
}
