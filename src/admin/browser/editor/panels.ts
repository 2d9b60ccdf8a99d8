import { button, make, the } from '../elements.ts'
import { t } from '../messages.ts'

export type Panel = 'preview' | 'details'

/** Classes of the body that make room beside the text. */
const classes = { preview: 'previewing', details: 'detailed' }

/** Both stand beside the text. */
const wide = matchMedia('(min-width: 80rem)')
/** One stands beside the text; on a narrower window it lies over it. */
const roomy = matchMedia('(min-width: 56rem)')

export function isOpen(panel: Panel): boolean {
  return !the(panel).hidden
}

/** Opens and closes the panels beside the text: on a window with room for one, one at a time. */
export function panels(opened: (panel: Panel) => void) {
  function set(panel: Panel, open: boolean) {
    the(panel).hidden = !open
    document.body.classList.toggle(classes[panel], open)
    the(`toggle-${panel}`).setAttribute('aria-pressed', String(open))
  }

  function open(panel: Panel) {
    if (!wide.matches) set(panel === 'preview' ? 'details' : 'preview', false)
    set(panel, true)
    opened(panel)
  }

  function close(panel: Panel) {
    const within = the(panel).contains(document.activeElement)
    set(panel, false)
    // What had the focus is gone: the button that brings it back has it now.
    if (within) the(`toggle-${panel}`).focus()
  }

  function toggle(panel: Panel) {
    if (isOpen(panel)) return close(panel)
    open(panel)
    if (!roomy.matches) the(`close-${panel}`).focus()
  }

  for (const panel of ['preview', 'details'] as const) {
    const away = closer(panel, () => close(panel))
    the(panel).prepend(make('div', { class: 'panel-head' }, make('b', {}, t[panel]), away))
    the(`toggle-${panel}`).addEventListener('click', () => toggle(panel))
    the(panel).addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !roomy.matches) close(panel)
    })
  }
  the('receipt').after(
    closer('receipt', () => {
      the('receipt').hidden = true
      the('save').focus()
    }),
  )
  if (matchMedia('(min-width: 70rem)').matches) open('details')

  return {
    toggle,
    /** Clears the way to the text. */
    leave() {
      if (!roomy.matches) for (const panel of ['preview', 'details'] as const) set(panel, false)
    },
  }
}

/** A button that takes away what lies over the text. */
function closer(name: Panel | 'receipt', act: () => void): HTMLButtonElement {
  const made = button('×', act)
  made.id = `close-${name}`
  made.ariaLabel = `${t.close}: ${t[name]}`
  return made
}
