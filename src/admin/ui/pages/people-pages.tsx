import { fill } from '../../i18n/fill.ts'
import { type Desk, timeText } from '../desk.ts'
import { deskPage } from '../layout.tsx'
import { Act, Choice, Field, Pager, Table, Top } from '../parts.tsx'
import { languageNames } from './settings-page.tsx'

export interface PersonRow {
  id: number
  name: string
  role: 'owner' | 'editor' | 'author'
  email: string | null
  suspended: boolean
  passkeys: number
  lastSeenAt: string | null
}

export function peoplePage(desk: Desk, items: PersonRow[]): string {
  const { t, origin } = desk
  const invitation = fill(t.invitationHint, { url: `${origin}/admin/sign-in` })
  const roleNames = [
    ['author', t.roleAuthor],
    ['editor', t.editor],
    ['owner', t.owner],
  ] as const
  return deskPage(
    desk,
    { title: t.people },
    <>
      <Top title={t.people} />
      <p class="hint">{t.rolesHint}</p>
      <form
        class="card"
        data-api="POST /api/admin/people"
        data-then="show code"
        data-label={t.invitation}
        data-hint={invitation}
      >
        <Field name="name" label={t.name} required maxLength={80} />
        <Choice name="role" label={t.role} value="author" options={roleNames} />
        <Field name="email" label={t.email} hint={t.emailHint} type="email" as="nullable" />
        <button type="submit" class="primary">
          {t.invite}
        </button>
      </form>
      <Table label={t.people} head={[t.name, t.role, t.email, t.passkeys, t.lastSeen, t.actions]}>
        {items.map((person) => (
          <tr>
            <td class="main">
              {person.name}
              {person.suspended && <span class="mark">{t.suspended}</span>}
            </td>
            <td>
              <select
                aria-label={`${t.role}: ${person.name}`}
                data-api={`PATCH /api/admin/people/${person.id}`}
                name="role"
              >
                {roleNames.map(([role, name]) => (
                  <option value={role} selected={role === person.role}>
                    {name}
                  </option>
                ))}
              </select>
            </td>
            <td>{person.email}</td>
            <td class="number">{person.passkeys}</td>
            <td>{timeText(desk, person.lastSeenAt)}</td>
            <td class="buttons">
              <Act
                api={`PATCH /api/admin/people/${person.id}`}
                body={{ suspended: !person.suspended }}
                label={person.suspended ? t.reinstate : t.suspend}
                name={`${person.suspended ? t.reinstate : t.suspend}: ${person.name}`}
                kind="plain"
              />
              <button
                type="button"
                class="plain"
                data-api={`POST /api/admin/people/${person.id}/invitation`}
                data-then="show code"
                data-label={t.invitation}
                data-hint={invitation}
                aria-label={`${t.inviteAgain}: ${person.name}`}
              >
                {t.inviteAgain}
              </button>
            </td>
          </tr>
        ))}
      </Table>
    </>,
  )
}

export interface TokenRow {
  id: number
  name: string
  scopes: string[]
  author: string | null
  createdAt: string
  expiresAt: string | null
  lastUsedAt: string | null
}

export function tokensPage(desk: Desk, items: TokenRow[]): string {
  const { t } = desk
  const scopeNames = [
    ['read', t.scopeRead],
    ['posts', t.scopePosts],
    ['media', t.scopeMedia],
    ['comments', t.scopeComments],
    ['site', t.scopeSite],
  ] as const
  return deskPage(
    desk,
    { title: t.tokens },
    <>
      <Top title={t.tokens} />
      <form
        class="card"
        data-api="POST /api/admin/tokens"
        data-then="show token"
        data-label={t.newToken}
        data-hint={t.shownOnce}
      >
        <Field name="name" label={t.name} required maxLength={80} />
        <fieldset class="checks">
          <legend>{t.scopes}</legend>
          {scopeNames.map(([scope, name]) => (
            <label class="check">
              <input type="checkbox" name="scopes" value={scope} data-as="list" /> {name}
            </label>
          ))}
          <p class="problem" id="scopes-problem" />
        </fieldset>
        <Choice
          name="expiresInDays"
          label={t.expires}
          as="number-nullable"
          value="90"
          options={[
            ...[7, 30, 90, 365].map((days) => [String(days), `${days} ${t.days}`] as const),
            ['', t.noExpiry],
          ]}
        />
        <button type="submit" class="primary">
          {t.makeToken}
        </button>
      </form>
      {items.length === 0 ? (
        <p class="empty">{t.nothing}</p>
      ) : (
        <Table
          label={t.tokens}
          head={[t.name, t.scopes, t.whose, t.created, t.expires, t.lastUsed, t.actions]}
        >
          {items.map((token) => (
            <tr>
              <td class="main">{token.name}</td>
              <td>{token.scopes.join(', ')}</td>
              <td>{token.author ?? t.owner}</td>
              <td>{timeText(desk, token.createdAt)}</td>
              <td>{timeText(desk, token.expiresAt)}</td>
              <td>{timeText(desk, token.lastUsedAt)}</td>
              <td>
                <Act
                  api={`DELETE /api/admin/tokens/${token.id}`}
                  label={t.revoke}
                  name={`${t.revoke}: ${token.name}`}
                  confirm={t.confirmRevoke}
                  kind="plain"
                />
              </td>
            </tr>
          ))}
        </Table>
      )}
    </>,
  )
}

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

export interface AuditRow {
  at: string
  actor: string
  via: string
  operation: string
  path: string
  status: number
}

export function auditPage(
  desk: Desk,
  page: { items: AuditRow[]; nextCursor: string | null },
): string {
  const { t } = desk
  return deskPage(
    desk,
    { title: t.audit },
    <>
      <Top title={t.audit} />
      <Table label={t.audit} head={[t.when, t.who, t.via, t.what, t.result]}>
        {page.items.map((row) => (
          <tr>
            <td>{timeText(desk, row.at)}</td>
            <td>{row.actor}</td>
            <td>{row.via}</td>
            <td class="main">
              {row.operation.split(' ')[0]} {row.path}
            </td>
            <td class="number">{row.status}</td>
          </tr>
        ))}
      </Table>
      <Pager t={t} path={desk.path} query={desk.query} next={page.nextCursor} />
    </>,
  )
}
