import { type Extension, StateEffect, StateField } from '@codemirror/state'
import { Decoration, EditorView, WidgetType } from '@codemirror/view'

/** A place in the text where something is still to come. */
interface Place {
  id: number
  at: number
  /** What stands there until it has come. */
  sign: string
}

const put = StateEffect.define<Place>()
const leave = StateEffect.define<number>()

class Sign extends WidgetType {
  readonly text: string
  constructor(text: string) {
    super()
    this.text = text
  }
  override eq(other: Sign) {
    return other.text === this.text
  }
  toDOM() {
    const element = document.createElement('span')
    element.className = 'coming'
    element.textContent = this.text
    return element
  }
}

const held = StateField.define<Place[]>({
  create: () => [],
  update(places, { changes, effects }) {
    let next = changes.empty
      ? places
      : places.map((place) => ({ ...place, at: changes.mapPos(place.at, -1) }))
    for (const effect of effects) {
      if (effect.is(put)) next = [...without(next, effect.value.id), effect.value]
      if (effect.is(leave)) next = without(next, effect.value)
    }
    return next
  },
  provide: (field) =>
    EditorView.decorations.from(field, (places) => {
      const signs = places.map(({ at, sign }) =>
        Decoration.widget({ widget: new Sign(sign), side: 1 }).range(at),
      )
      return Decoration.set(signs, true)
    }),
})

function without(places: Place[], id: number): Place[] {
  return places.filter((place) => place.id !== id)
}

/** Lets places of the text be held. */
export const places: Extension = held

let last = 0

/**
 * Holds the place `at` for what comes later: it moves with the words around it, and what is put there
 * replaces nothing, whatever has been typed or selected meanwhile.
 */
export function holdPlace(view: EditorView, at: number) {
  const id = ++last
  view.dispatch({ effects: put.of({ id, at, sign: '' }) })
  const now = () => view.state.field(held).find((place) => place.id === id) ?? { id, at, sign: '' }
  return {
    /** Says at the place what it waits for. */
    waitFor(sign: string) {
      view.dispatch({ effects: put.of({ ...now(), sign }) })
    },
    /** Puts text there; what comes next comes behind it. */
    insert(text: string) {
      const place = now()
      const { main } = view.state.selection
      const end = place.at + text.length
      view.dispatch({
        changes: { from: place.at, insert: text },
        effects: put.of({ ...place, at: end }),
        // Who waits for it goes on behind it; who has gone elsewhere stays there.
        ...(main.empty && main.head === place.at && { selection: { anchor: end } }),
        userEvent: 'input.paste',
      })
    },
    release() {
      view.dispatch({ effects: leave.of(id) })
    },
  }
}
