import { fill } from '../../i18n/fill.ts'
import { type Desk, timeText } from '../desk.ts'
import { deskPage } from '../layout.tsx'
import { Act, Choice, Field, Table, Top } from '../parts.tsx'

export interface PersonRow {
  id: number
  name: string
  role: 'owner' | 'editor' | 'author'
  email: string | null
  suspended: boolean
  passkeys: number
  lastSeenAt: string | null
}

/** Everybody who may sign in, and a form to invite somebody. */
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
              <a href={`/admin/authors/${person.id}`}>{person.name}</a>
              {person.suspended && <span class="mark">{t.suspended}</span>}
            </td>
            <td>
              <form class="buttons" data-api={`PATCH /api/admin/people/${person.id}`}>
                <select aria-label={`${t.role}: ${person.name}`} name="role">
                  {roleNames.map(([role, name]) => (
                    <option
                      value={role}
                      selected={role === person.role}
                      data-confirm={
                        role !== person.role && [role, person.role].includes('owner')
                          ? fill(t.confirmOwner, { name: person.name, role: name })
                          : undefined
                      }
                    >
                      {name}
                    </option>
                  ))}
                </select>
                <button type="submit" aria-label={`${t.changeRole}: ${person.name}`}>
                  {t.changeRole}
                </button>
              </form>
            </td>
            <td>
              <form data-api={`PATCH /api/admin/people/${person.id}`} class="filter">
                <input
                  type="email"
                  name="email"
                  value={person.email ?? ''}
                  data-as="nullable"
                  aria-label={`${t.email}: ${person.name}`}
                />
                <button type="submit" class="plain" aria-label={`${t.save}: ${person.name}`}>
                  {t.save}
                </button>
              </form>
            </td>
            <td class="number">{person.passkeys}</td>
            <td class="time">{timeText(desk, person.lastSeenAt)}</td>
            <td>
              <div class="buttons">
                <Act
                  api={`PATCH /api/admin/people/${person.id}`}
                  body={{ suspended: !person.suspended }}
                  label={person.suspended ? t.reinstate : t.suspend}
                  name={`${person.suspended ? t.reinstate : t.suspend}: ${person.name}`}
                  confirm={
                    person.suspended ? undefined : fill(t.confirmSuspend, { name: person.name })
                  }
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
                <Act
                  api={`DELETE /api/admin/people/${person.id}`}
                  label={t.remove}
                  name={`${t.remove}: ${person.name}`}
                  confirm={fill(t.confirmRemovePerson, { name: person.name })}
                  kind="plain"
                />
              </div>
            </td>
          </tr>
        ))}
      </Table>
    </>,
  )
}
