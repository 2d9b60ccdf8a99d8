import { fill } from '../../i18n/fill.ts'
import type { EditedPost } from '../../ui/editor-start.ts'
import { call } from '../api.ts'
import { openDialog } from '../dialog.ts'
import { button, make, notify } from '../elements.ts'
import { dateAndClock, t } from '../messages.ts'
import { fieldsOf, mergeFields } from './changes.ts'
import type { Fields } from './fields.ts'

export interface Resolution {
  kind: 'combine' | 'mine' | 'theirs'
  /** The post as it is saved. */
  saved: EditedPost
  /** What the form is to hold. */
  fields: Fields
}

/** Shows what somebody else has saved beside what is here, and asks what is to be. */
export async function resolveConflict(
  id: number,
  base: Fields,
  read: () => Fields,
  zone: string,
): Promise<Resolution | null> {
  const [{ sideBySide }, { combineTexts }, answer] = await Promise.all([
    import('../side-by-side.ts'),
    import('../compare.ts'),
    call<EditedPost>('GET', `/api/admin/posts/${id}`),
  ])
  if (!answer.ok) {
    notify(answer.detail)
    return null
  }
  const saved = answer.data
  const theirs = fieldsOf(saved)
  // Read only now: somebody may have written on while this was loaded.
  const mine = read()
  const { fields, taken, joined, clashes } = mergeFields(base, theirs, mine)
  const markdown = combineTexts(base.markdown, theirs.markdown, mine.markdown)
  return new Promise((resolve) => {
    let resolution: Resolution | null = null
    const choose = (kind: Resolution['kind'], text: string) => () => {
      resolution = { kind, saved, fields: { ...fields, markdown: text } }
      dialog.close()
    }
    const dialog = openDialog(
      t.conflictTitle,
      make('p', { class: 'hint' }, t.conflictHint),
      named(t.conflictTaken, taken),
      named(t.conflictJoined, joined),
      ...clashes.map((name) =>
        eitherOf(labelOf(name), textOf(name, theirs, zone), textOf(name, mine, zone), {
          theirs: () => Object.assign(fields, { [name]: theirs[name] }),
          mine: () => Object.assign(fields, { [name]: mine[name] }),
        }),
      ),
      sideBySide(theirs.markdown, mine.markdown, [t.theirs, t.mine]),
      make(
        'div',
        { class: 'buttons' },
        button(t.combine, choose('combine', markdown), 'primary'),
        button(t.keepMine, choose('mine', mine.markdown)),
        button(t.takeTheirs, choose('theirs', theirs.markdown)),
        button(t.cancel, () => dialog.close(), 'plain'),
      ),
    )
    dialog.classList.add('wide')
    dialog.addEventListener('close', () => resolve(resolution))
  })
}

/** What both have changed: one of the two, this editor's own unless chosen otherwise. */
function eitherOf(
  label: string,
  theirs: string,
  mine: string,
  choose: { theirs: () => void; mine: () => void },
): HTMLElement {
  const choice = (name: string, value: string, chosen: () => void, checked: boolean) => {
    const input = make('input', { type: 'radio', name: `either ${label}` })
    input.checked = checked
    input.addEventListener('change', chosen)
    return make('label', { class: 'check' }, input, ` ${name}: ${value}`)
  }
  return make(
    'fieldset',
    { class: 'card' },
    make('legend', {}, label),
    choice(t.theirs, theirs, choose.theirs, false),
    choice(t.mine, mine, choose.mine, true),
  )
}

/** A line that names fields; nothing where there are none. */
function named(text: string, names: (keyof Fields)[]): HTMLElement | '' {
  return names.length ? make('p', {}, fill(text, { fields: names.map(labelOf).join(', ') })) : ''
}

function labelOf(name: keyof Fields): string {
  return name === 'markdown' ? t.text : t[name]
}

function textOf(name: keyof Fields, fields: Fields, zone: string): string {
  const value = fields[name]
  if (!value) return t.none
  return name === 'publishedAt' ? dateAndClock(String(value), zone) : String(value)
}
