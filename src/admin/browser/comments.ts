// The moderation queue by keyboard: j and k move, a, s, d and p decide, x selects. Who speaks to the
// browser, or brushes against keys, turns them off: this browser remembers it.

const queue = document.querySelector<HTMLElement>('[data-queue]')
const choice = document.querySelector<HTMLInputElement>('[data-keys]')
const place = 'inkstone-shortcuts-off'

if (choice) {
  choice.checked = localStorage.getItem(place) === null
  choice.addEventListener('change', () => {
    if (choice.checked) localStorage.removeItem(place)
    else localStorage.setItem(place, 'yes')
  })
}

function rows(): HTMLElement[] {
  return [...(queue?.children ?? [])] as HTMLElement[]
}

function current(): HTMLElement | undefined {
  return rows().find((row) => row.contains(document.activeElement))
}

function move(by: number) {
  const all = rows()
  const here = current()
  const next = here ? all[all.indexOf(here) + by] : all[0]
  next?.focus()
  next?.scrollIntoView({ block: 'nearest' })
}

document.addEventListener('keydown', (event) => {
  if (!choice?.checked) return
  const typing = (event.target as Element).closest('input:not([type=checkbox]), select, textarea')
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return
  if (document.querySelector('dialog[open]')) return
  const { key } = event
  if (key === 'j') move(1)
  else if (key === 'k') move(-1)
  else if (key === 'x') current()?.querySelector<HTMLInputElement>('[data-row]')?.click()
  else if (/^[asdp]$/.test(key)) {
    current()?.querySelector<HTMLButtonElement>(`[data-key="${key}"]`)?.click()
  } else return
  event.preventDefault()
})
