import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import {
  defineLanguageFacet,
  HighlightStyle,
  Language,
  languageDataProp,
  syntaxHighlighting,
} from '@codemirror/language'
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search'
import { EditorState } from '@codemirror/state'
import { drawSelection, dropCursor, EditorView, keymap, placeholder } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { GFM, parser } from '@lezer/markdown'
import { continueList, formatKeys } from './format.ts'
import { pasting } from './paste.ts'

// The language's own package brings HTML, CSS and JavaScript along: the grammar alone is enough.
const data = defineLanguageFacet({ commentTokens: { block: { open: '<!--', close: '-->' } } })
const markdown = new Language(
  data,
  parser.configure([GFM, { props: [languageDataProp.add({ Document: data })] }]),
  [],
  'markdown',
)

const look = HighlightStyle.define([
  { tag: tags.heading1, class: 'm-h1' },
  { tag: tags.heading2, class: 'm-h2' },
  { tag: tags.heading, class: 'm-h3' },
  { tag: tags.strong, class: 'm-strong' },
  { tag: tags.emphasis, class: 'm-em' },
  { tag: tags.strikethrough, class: 'm-gone' },
  { tag: tags.monospace, class: 'm-code' },
  { tag: tags.quote, class: 'm-quote' },
  { tag: [tags.link, tags.url], class: 'm-link' },
  { tag: [tags.processingInstruction, tags.contentSeparator], class: 'm-mark' },
])

/** Makes the text's editor; `changed` is told of every change of the text. */
export function textEditor(options: {
  parent: HTMLElement
  text: string
  label: string
  nonce: string
  changed: () => void
}): EditorView {
  const { parent, text, label, nonce, changed } = options
  const state = EditorState.create({
    doc: text,
    extensions: [
      history(),
      drawSelection(),
      dropCursor(),
      EditorView.lineWrapping,
      EditorView.cspNonce.of(nonce),
      EditorView.contentAttributes.of({
        'aria-label': label,
        tabindex: '0',
        spellcheck: 'true',
        autocapitalize: 'sentences',
      }),
      placeholder(label),
      markdown,
      syntaxHighlighting(look),
      search({ top: true }),
      highlightSelectionMatches(),
      pasting,
      keymap.of([
        ...formatKeys,
        { key: 'Enter', run: continueList },
        ...searchKeymap,
        ...historyKeymap,
        ...defaultKeymap,
        // Escape, then Tab, leaves the text (CodeMirror keeps Tab inside otherwise).
        indentWithTab,
      ]),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) changed()
      }),
    ],
  })
  return new EditorView({ parent, state })
}

/** Replaces the whole text, in one step that can be undone. */
export function replaceText(view: EditorView, text: string) {
  if (view.state.doc.toString() === text) return
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } })
}
