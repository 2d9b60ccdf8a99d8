/**
 * Keeps what is clicked, chosen or sent before the desk's scripts are there, and does it once they
 * are, each thing once: modules have all run when DOMContentLoaded is fired (HTML §13.2.7). It stands
 * inline at the start of every page, allowed by its hash.
 */
export const earlyScript = `{
const ours = { click: 'button[type=button]', change: '[data-all]', submit: '[data-api],[data-bulk],[data-passkey],#editor' }
const again = { click: (it) => it.click(), change: (it) => it.dispatchEvent(new Event('change', { bubbles: true })), submit: (it) => it.requestSubmit() }
const kept = new Map
const keep = (event) => {
  const { type, target } = event
  const element = type === 'click' ? target.closest(ours.click) : target
  if (!element?.matches(ours[type])) return
  event.preventDefault()
  element.setAttribute('aria-busy', 'true')
  kept.set(element, type)
}
for (const type in ours) addEventListener(type, keep, true)
document.addEventListener('DOMContentLoaded', () => {
  for (const type in ours) removeEventListener(type, keep, true)
  for (const [element, type] of kept) {
    element.removeAttribute('aria-busy')
    again[type](element)
  }
})
}`
