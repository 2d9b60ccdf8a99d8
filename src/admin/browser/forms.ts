import { fill } from '../i18n/fill.ts'
import { type Answer, call, type Failure } from './api.ts'
import { confirmed, showSecret } from './dialog.ts'
import { notify } from './elements.ts'
import { t } from './messages.ts'

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

/** What a form says, in the types its inputs name with `data-as`. */
export function bodyOf(form: HTMLFormElement): Record<string, unknown> {
  const body: Record<string, unknown> = {}
  for (const control of form.querySelectorAll<Control>('[name]')) {
    const { name, value, dataset } = control
    if (dataset.as === 'list') {
      const chosen = (body[name] as string[] | undefined) ?? []
      body[name] = (control as HTMLInputElement).checked ? [...chosen, value] : chosen
    } else if (dataset.as === 'boolean') body[name] = (control as HTMLInputElement).checked
    else if (dataset.as === 'nullable') body[name] = value || null
    else if (dataset.as === 'lines') body[name] = linesOf(value)
    else if (dataset.as === 'number') body[name] = Number(value)
    else if (dataset.as === 'number-nullable') body[name] = value ? Number(value) : null
    // An empty slug means: make one from the name.
    else if (name !== 'slug' || value) body[name] = value
  }
  return body
}

function linesOf(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim())
  return lines.filter(Boolean)
}

/** Shows what was wrong below the fields, and all else to everybody. */
export function showProblems(scope: ParentNode, failure: Failure) {
  clearProblems(scope)
  let placed = 0
  for (const { path, message } of failure.errors) {
    const name = path.split('.')[0] ?? ''
    const place = scope.querySelector(`#${CSS.escape(name)}-problem`)
    const control = scope.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]`)
    if (!place) continue
    place.textContent = message
    control?.setAttribute('aria-invalid', 'true')
    if (placed++ === 0) control?.focus()
  }
  const gate = document.getElementById('sign-in-problem')
  if (gate) gate.textContent = failure.detail
  else if (placed === 0) notify(failure.detail)
}

export function clearProblems(scope: ParentNode) {
  for (const place of scope.querySelectorAll('.problem')) place.textContent = ''
  for (const control of scope.querySelectorAll('[aria-invalid]')) {
    control.removeAttribute('aria-invalid')
  }
}

/** Does what `data-api` of a form or button says, then what its `data-then` says. */
export async function act(element: HTMLElement, body: unknown): Promise<boolean> {
  const [method = '', path = ''] = (element.dataset.api ?? '').split(' ')
  if (element.hasAttribute('aria-busy')) return false
  const question = element.dataset.confirm ?? chosenQuestion(element)
  if (question && !(await confirmed(question))) return false
  element.setAttribute('aria-busy', 'true')
  const answer = await call<Record<string, unknown>>(method, path, body)
  element.removeAttribute('aria-busy')
  if (!answer.ok) {
    showProblems(element.closest('form') ?? document, answer)
    return false
  }
  clearProblems(element.closest('form') ?? element)
  await follow(element, answer, body)
  return true
}

/** Some choices are asked about, others of the same form are not. */
function chosenQuestion(element: HTMLElement): string | undefined {
  return element.querySelector<HTMLOptionElement>('option:checked[data-confirm]')?.dataset.confirm
}

async function follow(
  element: HTMLElement,
  answer: Answer<Record<string, unknown>>,
  body: unknown,
) {
  const [then = 'reload', field = ''] = (element.dataset.then ?? 'reload').split(' ')
  const data = answer.ok ? answer.data : null
  if (then === 'reload') location.reload()
  else if (then === 'notice') notify(t.saved)
  else if (then === 'remove') leave(element)
  else if (then === 'repeat') {
    const left = Number(data?.[field] ?? 0)
    notify(fill(t.remaining, { n: left }))
    if (left > 0) await act(element, { ...(body as object), full: false })
  } else if (then === 'show') {
    const { label = '', hint = t.shownOnce } = element.dataset
    await showSecret(label, String(data?.[field] ?? ''), hint)
    location.reload()
  } else location.assign(then)
}

/** Takes a row off the list; what comes after it has the focus then, if the row had it. */
function leave(element: HTMLElement) {
  const row = element.closest('li')
  const next = (row?.nextElementSibling ?? row?.previousElementSibling) as HTMLElement | null
  const here = row?.contains(document.activeElement)
  row?.remove()
  if (!next) location.reload()
  else if (here) next.focus()
}

/** Does one thing to every row that is selected, and says how it went. */
export async function actOnRows(form: HTMLFormElement) {
  const action = String(new FormData(form).get('action'))
  const [, method = '', rest = ''] = /^(\w+) ?(.*)$/.exec(action) ?? []
  const rows = [...document.querySelectorAll<HTMLInputElement>('[data-row]:checked')]
  if (rows.length === 0) return
  // The trash gives everything back: only what is gone for good is asked about.
  if (action.includes('permanent=true') && !(await confirmed(form.dataset.confirm ?? ''))) return
  const problems: string[] = []
  for (const [index, row] of rows.entries()) {
    notify(`${index + 1} / ${rows.length}`)
    const body = rest.startsWith('{') ? JSON.parse(rest) : undefined
    const path = `${row.dataset.row}${rest.startsWith('{') ? '' : rest}`
    const answer = await call(method, path, body)
    if (!answer.ok) problems.push(answer.detail)
  }
  if (problems.length === 0) location.reload()
  else notify([...new Set(problems)].join(' '))
}
