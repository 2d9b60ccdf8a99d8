import { call } from './api.ts'
import { make } from './elements.ts'

/** How long nothing is typed before names are asked for, in ms. */
const rest = 200
/** How many names are offered. */
const most = 50

/**
 * Offers names in inputs with `data-names`, the kind of term it takes: as many as fit what is typed,
 * however many there are.
 */
export function completeNames() {
  for (const input of document.querySelectorAll<HTMLInputElement>('input[data-names]')) {
    const list = make('datalist', { id: `names-of-${input.id || input.name}` })
    input.after(list)
    input.setAttribute('list', list.id)
    let timer = 0
    let asked: string | undefined
    const offer = async () => {
      const words = input.value.trim()
      if (words === asked) return
      asked = words
      const query = new URLSearchParams({ limit: String(most), ...(words && { q: words }) })
      const path = `/api/admin/${input.dataset.names}?${query}`
      const answer = await call<{ items: { name: string }[] }>('GET', path)
      if (!answer.ok || words !== asked) return
      const options = answer.data.items.map(({ name }) => make('option', { value: name }))
      list.replaceChildren(...options)
    }
    input.addEventListener('focus', offer)
    input.addEventListener('input', () => {
      clearTimeout(timer)
      timer = window.setTimeout(offer, rest)
    })
  }
}
