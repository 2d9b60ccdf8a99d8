import { button, make, the } from '../elements.ts'

/** What a banner offers: something done here, or an address that opens in a tab of its own. */
type Choice = [label: string, act: string | (() => unknown)]

/** Shows a line above the text, or takes it away where `message` is empty. One for each name. */
export function showBanner(name: string, message: string, choices: Choice[] = []) {
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
    ...choices.map(([label, act]) =>
      typeof act === 'string'
        ? make('a', { class: 'button', href: act, target: '_blank', rel: 'noopener' }, label)
        : button(label, act),
    ),
  )
  if (old) old.replaceWith(banner)
  else the('banners').append(banner)
}
