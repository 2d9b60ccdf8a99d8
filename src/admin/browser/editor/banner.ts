import { button, make, the } from '../elements.ts'

/** Shows a line above the text, or takes it away where `message` is empty. One for each name. */
export function showBanner(
  name: string,
  message: string,
  choices: [label: string, act: () => unknown][] = [],
) {
  const id = `banner-${name}`
  const old = document.getElementById(id)
  if (!message) {
    old?.remove()
    return
  }
  if (old?.dataset.message === message) return
  const banner = make(
    'div',
    { id, class: 'banner', 'data-message': message },
    make('p', {}, message),
  )
  for (const [label, act] of choices) {
    banner.append(
      button(label, () => {
        if (name === 'recovered') banner.remove()
        act()
      }),
    )
  }
  if (old) old.replaceWith(banner)
  else the('banners').append(banner)
}
