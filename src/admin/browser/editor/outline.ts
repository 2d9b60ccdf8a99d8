import { ensureSyntaxTree, syntaxTree } from '@codemirror/language'
import type { EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { countWords } from '../../../content/text.ts'
import { fill } from '../../i18n/fill.ts'
import { button, make, the } from '../elements.ts'
import { t } from '../messages.ts'

/** How long the text may be read for, in ms; of a longer one, what has been read by then counts. */
const patience = 200
/** How long nothing is typed before the text is read again, in ms. */
const rest = 300

interface Heading {
  level: number
  text: string
  from: number
  to: number
}

/** Parts of Markdown that readers do not see as words. */
const unseen =
  /Mark$|^(?:LinkTitle|LinkLabel|LinkReference|Image|CodeInfo|TableDelimiter|TaskMarker|Comment|CommentBlock|HTMLTag|Entity)$/

/** The headings of a text, and its words as readers see them. */
function read(state: EditorState): { headings: Heading[]; words: string } {
  const tree = ensureSyntaxTree(state, state.doc.length, patience) ?? syntaxTree(state)
  const headings: Heading[] = []
  const parts: string[] = []
  let heading: Heading | undefined
  let seen = 0
  function pass(to: number, show = (text: string) => text) {
    if (to <= seen) return
    const text = show(state.sliceDoc(seen, to))
    parts.push(text)
    if (heading) heading.text += text
    seen = to
  }
  tree.iterate({
    enter({ name, from, to, node }) {
      const [, level] = /^(?:ATX|Setext)Heading(\d)$/.exec(name) ?? []
      if (level) {
        pass(from)
        heading = { level: Number(level), text: '', from, to }
        headings.push(heading)
        return true
      }
      const address = name === 'URL' && node.parent?.name === 'Link'
      const note = name === 'Link' && state.sliceDoc(from, from + 2) === '[^'
      const markup = name === 'HTMLBlock'
      if (!address && !note && !markup && !unseen.test(name)) return true
      pass(from)
      pass(to, (text) => (markup ? text.replace(/<[^>]*>/g, ' ') : ''))
      return false
    },
    leave({ to }) {
      if (heading?.to !== to) return
      pass(to)
      heading = undefined
    },
  })
  pass(state.doc.length)
  return { headings, words: parts.join('') }
}

/**
 * Keeps the contents and the number of words beside the text, both read from the Markdown itself; a
 * heading leads to its place in the text.
 */
export function outline(view: EditorView, left: () => void) {
  let timer = 0

  function goTo({ from }: Heading) {
    left()
    // The toolbar stands over the first lines.
    const effects = EditorView.scrollIntoView(from, { y: 'start', yMargin: 72 })
    view.dispatch({ selection: { anchor: from }, effects })
    view.focus()
  }

  function draw() {
    const { headings, words } = read(view.state)
    the('words').textContent = fill(t.words, { n: countWords(words) })
    const top = Math.min(...headings.map(({ level }) => level))
    const rows = headings.map((heading) => {
      const text = heading.text.trim() || t.untitled
      const depth = `depth-${Math.min(heading.level - top, 4)}`
      return make(
        'li',
        { class: depth },
        button(text, () => goTo(heading), 'plain'),
      )
    })
    the('outline').replaceChildren(...rows)
  }

  draw()
  return {
    changed() {
      clearTimeout(timer)
      timer = window.setTimeout(draw, rest)
    },
  }
}
