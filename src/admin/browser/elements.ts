/** Makes an element; strings become text, never markup. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.append(...children)
  return element
}

/** A button that does something. */
export function button(label: string, act: () => void, kind = ''): HTMLButtonElement {
  const element = make('button', { type: 'button', class: kind }, label)
  element.addEventListener('click', act)
  return element
}

/** The element of an id, which the page must have. */
export function the<T extends HTMLElement = HTMLElement>(id: string): T {
  const element = document.getElementById(id)
  if (!element) throw new Error(`The page has no #${id}`)
  return element as T
}

/** Tells the editor something in passing, and screen readers too. */
export function notify(text: string) {
  const notice = the('notice')
  notice.textContent = text
  notice.classList.add('shown')
  clearTimeout(Number(notice.dataset.timer))
  notice.dataset.timer = String(setTimeout(() => notice.classList.remove('shown'), 6_000))
}
