import { checkSettings } from './check-settings.ts'
import { completeNames } from './complete.ts'
import { act, actOnRows, bodyOf } from './forms.ts'
import { addPasskey, signInWithPasskey } from './passkeys.ts'

// The script of every page of the desk: forms and buttons that call the API as their attributes say.

document.addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement
  const { api, bulk, passkey } = form.dataset
  if (api === undefined && bulk === undefined && passkey === undefined) return
  event.preventDefault()
  if (bulk !== undefined) actOnRows(form)
  else if (passkey !== undefined) addPasskey(form)
  else act(form, api?.startsWith('DELETE') ? undefined : bodyOf(form))
})

document.addEventListener('click', (event) => {
  const target = (event.target as Element).closest<HTMLElement>('button')
  if (target?.dataset.passkey === 'get') signInWithPasskey(target.dataset.then ?? '/admin/posts')
  else if (target?.dataset.api) {
    const { body, api } = target.dataset
    act(target, body ? JSON.parse(body) : api.startsWith('DELETE') ? undefined : {})
  } else if (target?.classList.contains('menu')) {
    const open = target.getAttribute('aria-expanded') !== 'true'
    target.setAttribute('aria-expanded', String(open))
  }
})

document.addEventListener('change', (event) => {
  const control = event.target as HTMLInputElement
  if (control.dataset.all === undefined) return
  for (const row of document.querySelectorAll<HTMLInputElement>('[data-row]')) {
    row.checked = control.checked
  }
})

completeNames()
const settings = document.querySelector<HTMLFormElement>('[data-check]')
if (settings) checkSettings(settings)
