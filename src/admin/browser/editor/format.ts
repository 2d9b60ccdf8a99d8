import { EditorSelection, type StateCommand, type TransactionSpec } from '@codemirror/state'
import type { EditorView, KeyBinding } from '@codemirror/view'
import { asked } from '../dialog.ts'
import { t } from '../messages.ts'

/**
 * Puts `mark` around what is selected, or takes it away where it stands already. The signs beside the
 * words are counted: one asterisk is italic, two are bold, three are both.
 */
function around(mark: string): StateCommand {
  const size = mark.length
  return ({ state, dispatch }) => {
    const spec = state.changeByRange((range) => {
      const { from, to } = range
      const left = [...state.sliceDoc(Math.max(0, from - most), from)].reverse()
      const right = [...state.sliceDoc(to, to + most)]
      const signs = Math.min(signsIn(left, mark), signsIn(right, mark))
      if (has(signs, size)) {
        const changes = [
          { from: from - size, to: from },
          { from: to, to: to + size },
        ]
        return { changes, range: EditorSelection.range(from - size, to - size) }
      }
      const changes = [
        { from, insert: mark },
        { from: to, insert: mark },
      ]
      return { changes, range: EditorSelection.range(from + size, to + size) }
    })
    dispatch(state.update(spec, { userEvent: 'input' }))
    return true
  }
}

/** Signs beside words that mean something: beyond three, they are no emphasis. */
const most = 3

/** How many signs of `mark` come first. */
function signsIn(characters: string[], mark: string): number {
  const end = characters.findIndex((character) => character !== mark[0])
  return end < 0 ? characters.length : end
}

/** Whether so many signs have a mark of `size` in them: three are one and two. */
function has(signs: number, size: number): boolean {
  return size === 1 ? signs % 2 === 1 : signs >= size
}

/** Gives every selected line a beginning, or takes it away where all have it. */
function before(prefixOf: (index: number) => string, known: RegExp): StateCommand {
  return ({ state, dispatch }) => {
    const { from, to } = state.selection.main
    const first = state.doc.lineAt(from).number
    const last = state.doc.lineAt(to).number
    const lines = Array.from({ length: last - first + 1 }, (_, index) =>
      state.doc.line(first + index),
    )
    const all = lines.every((line) => known.test(line.text))
    const changes = lines.map((line, index) => {
      const had = known.exec(line.text)?.[0] ?? ''
      return { from: line.from, to: line.from + had.length, insert: all ? '' : prefixOf(index) }
    })
    dispatch(state.update({ changes, userEvent: 'input' }))
    return true
  }
}

async function link(view: EditorView) {
  const { from, to } = view.state.selection.main
  const words = view.state.sliceDoc(from, to)
  const isAddress = /^https?:\/\/\S+$/.test(words)
  const address = isAddress ? words : await asked(t.linkPrompt, 'https://')
  view.focus()
  if (!address) return
  const label = isAddress ? '' : words
  const insert = `[${label}](${address})`
  const cursor = from + 1 + label.length
  const spec: TransactionSpec = { changes: { from, to, insert }, selection: { anchor: cursor } }
  view.dispatch(view.state.update(spec))
}

const codeOrBlock: StateCommand = (target) => {
  const { from, to } = target.state.selection.main
  if (!target.state.sliceDoc(from, to).includes('\n')) return around('`')(target)
  const changes = [
    { from, insert: '```\n' },
    { from: to, insert: '\n```' },
  ]
  target.dispatch(target.state.update({ changes, userEvent: 'input' }))
  return true
}

const table: StateCommand = ({ state, dispatch }) => {
  const insert = '\n|   |   |\n| --- | --- |\n|   |   |\n'
  dispatch(state.update(state.replaceSelection(insert), { userEvent: 'input' }))
  return true
}

/** What the buttons above the text do. */
export const formats: Record<string, (view: EditorView) => unknown> = {
  bold: around('**'),
  italic: around('*'),
  heading: before(() => '## ', /^#{1,6} /),
  link,
  quote: before(() => '> ', /^> ?/),
  list: before(() => '- ', /^[-*+] /),
  numbered: before((index) => `${index + 1}. `, /^\d+[.)] /),
  code: codeOrBlock,
  table,
}

function key(name: string, format: keyof typeof formats): KeyBinding {
  return {
    key: name,
    preventDefault: true,
    run: (view) => {
      formats[format]?.(view)
      return true
    },
  }
}

export const formatKeys: KeyBinding[] = [
  key('Mod-b', 'bold'),
  key('Mod-i', 'italic'),
  key('Mod-k', 'link'),
  key('Mod-e', 'code'),
  key('Mod-Shift-h', 'heading'),
  key('Mod-Shift-9', 'quote'),
  key('Mod-Shift-8', 'list'),
  key('Mod-Shift-7', 'numbered'),
]

/** Enter goes on with a list or quote; in an empty item it ends the list. */
export const continueList: StateCommand = ({ state, dispatch }) => {
  const { main } = state.selection
  if (!main.empty) return false
  const line = state.doc.lineAt(main.head)
  const found = /^(\s*)(?:([-*+])|(\d+)([.)])|(>))( \[[ x]\])? /.exec(line.text)
  if (!found || main.head < line.from + found[0].length) return false
  const [mark, indent = '', bullet, number, end, quote, task] = found
  if (line.text.length === mark.length) {
    dispatch(state.update({ changes: { from: line.from, to: line.to }, userEvent: 'input' }))
    return true
  }
  const sign = bullet ?? quote ?? `${Number(number) + 1}${end}`
  const insert = `\n${indent}${sign}${task ? ' [ ]' : ''} `
  dispatch(
    state.update(state.replaceSelection(insert), { userEvent: 'input', scrollIntoView: true }),
  )
  return true
}
