import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { fill } from '../../i18n/fill.ts'
import { the } from '../elements.ts'
import { t } from '../messages.ts'
import { imagesOf, upload } from '../upload.ts'
import { holdPlace, places } from './place.ts'

interface Image {
  url: string
  alt: string
}

/**
 * Uploads images and puts them, in their order, into the text at `at`: where the cursor is now, behind
 * what is selected, unless said otherwise. What is typed while they go up stays as it is.
 */
export async function insertImages(
  view: EditorView,
  files: File[],
  at = view.state.selection.main.to,
) {
  const place = holdPlace(view, at)
  for (const file of files) {
    place.waitFor(fill(t.uploading, { name: file.name }))
    const done = await upload(file, the('uploads'))
    if (done) place.insert(imageText(done, file.name))
  }
  place.release()
}

/** Puts an image of the library where the cursor is. */
export function insertImage(view: EditorView, image: Image) {
  const place = holdPlace(view, view.state.selection.main.to)
  place.insert(imageText(image))
  place.release()
  view.focus()
}

function imageText(image: Image, name = ''): string {
  const alt = image.alt || name.replace(/\.\w+$/, '').replace(/[[\]]/g, '')
  return `![${/^image$/i.test(alt) ? '' : alt}](${image.url})\n`
}

/** What is pasted or dropped into the text: images go up, formatted text becomes Markdown. */
export const pasting: Extension = [
  places,
  EditorView.domEventHandlers({
    paste(event, view) {
      const images = imagesOf(event.clipboardData)
      const html = event.clipboardData?.getData('text/html') ?? ''
      // Office programs put a picture of the text beside it: then the text is meant.
      if (images.length > 0 && !hasWords(html)) {
        event.preventDefault()
        insertImages(view, images)
        return true
      }
      if (!isRich(html)) return false
      event.preventDefault()
      pasteRich(view, html, event.clipboardData?.getData('text/plain') ?? '')
      return true
    },
    drop(event, view) {
      const images = imagesOf(event.dataTransfer)
      if (images.length === 0) return false
      event.preventDefault()
      insertImages(view, images, view.posAtCoords({ x: event.clientX, y: event.clientY }, false))
      return true
    },
  }),
]

function hasWords(html: string): boolean {
  const page = new DOMParser().parseFromString(html, 'text/html')
  return (page.body.textContent ?? '').trim().length > 0
}

/** Whether there is more in it than plain words: editors put a bare `<span>` around those. */
function isRich(html: string): boolean {
  return /<(?:a|b|strong|i|em|h[1-6]|li|table|img|blockquote|pre|code)[\s>]/i.test(html)
}

async function pasteRich(view: EditorView, html: string, plain: string) {
  // What is selected now is what gives way, not what is selected when the converter has come.
  view.dispatch(view.state.replaceSelection(''))
  const place = holdPlace(view, view.state.selection.main.head)
  const text = await import('./rich-text.ts')
    .then(({ toMarkdown }) => toMarkdown(html))
    .catch(() => plain)
  place.insert(text)
  place.release()
}
