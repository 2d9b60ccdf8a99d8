import { parsePattern, postPath } from '../../urls.ts'
import { fill } from '../i18n/fill.ts'
import { call } from './api.ts'
import { explain } from './explain.ts'
import { bodyOf } from './forms.ts'
import { t } from './messages.ts'

/** Asks the API about every field that changes, before anything is saved. */
export function checkSettings(form: HTMLFormElement) {
  form.addEventListener('change', async (event) => {
    const control = event.target as HTMLInputElement
    const { name } = control
    if (!name) return
    const value = bodyOf(form)[name]
    const answer = await call('PATCH', '/api/admin/settings?check=true', { [name]: value })
    const message = answer.ok ? '' : (answer.errors[0]?.message ?? answer.detail)
    // The answer to what stood here before says nothing of what stands here now.
    if (JSON.stringify(bodyOf(form)[name]) !== JSON.stringify(value)) return
    const place = document.getElementById(`${name}-problem`)
    if (place) place.textContent = message
    if (answer.ok) control.removeAttribute('aria-invalid')
    else control.setAttribute('aria-invalid', 'true')
  })
  const pattern = form.elements.namedItem('permalink') as HTMLInputElement
  pattern.addEventListener('input', () => preview(form, pattern))
  preview(form, pattern)
}

/** What the address of a post would look like. */
function preview(form: HTMLFormElement, pattern: HTMLInputElement) {
  const hint = document.getElementById('permalink-hint')
  const problem = parsePattern(pattern.value)
  if (!hint) return
  if (typeof problem === 'string') {
    explain({ detail: problem }).then(({ detail }) => {
      // Another answer may stand here by now.
      if (parsePattern(pattern.value) === problem) hint.textContent = detail
    })
    return
  }
  const zone = form.elements.namedItem('timeZone') as HTMLInputElement
  const site = { permalink: pattern.value, timeZone: zone.value }
  const path = postPath({ id: 2660, slug: 'my-post', publishedAt: Date.now() }, site)
  hint.textContent = fill(t.permalinkPreview, { url: location.origin + path })
}
