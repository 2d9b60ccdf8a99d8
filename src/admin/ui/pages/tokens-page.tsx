import { fill } from '../../i18n/fill.ts'
import { type Desk, timeText } from '../desk.ts'
import { deskPage } from '../layout.tsx'
import { Act, Choice, Field, Table, Top } from '../parts.tsx'

export interface TokenRow {
  id: number
  name: string
  scopes: string[]
  author: string | null
  createdAt: string
  expiresAt: string | null
  lastUsedAt: string | null
}

/** API tokens; a new one's secret is shown once. */
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
            ...[7, 30, 90, 365].map((days) => [String(days), fill(t.days, { n: days })] as const),
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
              <td>
                {scopeNames
                  .flatMap(([it, name]) => (token.scopes.includes(it) ? name : []))
                  .join(', ')}
              </td>
              <td>{token.author ?? t.owner}</td>
              <td class="time">{timeText(desk, token.createdAt)}</td>
              <td class="time">{timeText(desk, token.expiresAt)}</td>
              <td class="time">{timeText(desk, token.lastUsedAt)}</td>
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
