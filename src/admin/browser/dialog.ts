import { button, make, notify } from './elements.ts'
import { t } from './messages.ts'

/** Opens a dialog over the page; it is gone when it is closed. */
export function openDialog(title: string, ...children: (Node | string)[]): HTMLDialogElement {
  const heading = make('h2', { id: 'dialog-title' }, title)
  const dialog = make('dialog', { 'aria-labelledby': 'dialog-title' }, heading, ...children)
  dialog.addEventListener('close', () => dialog.remove())
  document.body.append(dialog)
  dialog.showModal()
  return dialog
}

/** Asks before something that cannot be undone. */
export function confirmed(question: string): Promise<boolean> {
  return new Promise((resolve) => {
    let answer = false
    const dialog = openDialog(
      question,
      make(
        'div',
        { class: 'buttons' },
        button(t.cancel, () => dialog.close()),
        button(
          t.apply,
          () => {
            answer = true
            dialog.close()
          },
          'primary',
        ),
      ),
    )
    dialog.addEventListener('close', () => resolve(answer))
  })
}

/** Asks for a line of text; null when the editor thinks better of it. */
export function asked(question: string, value: string): Promise<string | null> {
  return new Promise((resolve) => {
    let answer: string | null = null
    const input = make('input', { value, 'aria-label': question })
    const form = make('form', { method: 'dialog' }, input)
    form.append(make('button', { class: 'primary' }, t.apply))
    form.addEventListener('submit', () => {
      answer = input.value
    })
    openDialog(question, form).addEventListener('close', () => resolve(answer))
    input.select()
  })
}

/** Shows a secret that will not be shown again. */
export function showSecret(title: string, secret: string, hint: string): Promise<void> {
  return new Promise((resolve) => {
    const field = make('input', { readonly: '', value: secret, 'aria-label': title, class: 'code' })
    const copy = button(t.copy, async () => {
      await navigator.clipboard?.writeText(secret)
      notify(t.copied)
    })
    const close = button(t.close, () => dialog.close(), 'primary')
    const buttons = make('div', { class: 'buttons' }, copy, close)
    const dialog = openDialog(title, make('p', { class: 'hint' }, hint), field, buttons)
    dialog.addEventListener('close', () => resolve())
    field.select()
  })
}
