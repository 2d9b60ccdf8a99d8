import { EditorView } from '@codemirror/view'
import { the } from '../elements.ts'
import { imagesOf, upload } from '../upload.ts'
import { insertText } from './text.ts'

/** Uploads images and puts them into the text where the cursor is. */
export async function insertImages(view: EditorView, files: File[]) {
  for (const file of files) {
    const done = await upload(file, the('uploads'))
    if (done) insertText(view, imageText(done, file.name))
  }
}

export function imageText(image: { url: string; alt: string }, name = ''): string {
  const alt = image.alt || name.replace(/\.\w+$/, '').replace(/[[\]]/g, '')
  return `![${/^image$/i.test(alt) ? '' : alt}](${image.url})\n`
}

/** What is pasted or dropped into the text: images go up, formatted text becomes Markdown. */
export function pasteHandlers(view: () => EditorView) {
  return EditorView.domEventHandlers({
    paste(event) {
      const images = imagesOf(event.clipboardData)
      const html = event.clipboardData?.getData('text/html') ?? ''
      // Office programs put a picture of the text beside it: then the text is meant.
      if (images.length > 0 && !hasWords(html)) {
        event.preventDefault()
        insertImages(view(), images)
        return true
      }
      if (!isRich(html)) return false
      event.preventDefault()
      pasteRich(view(), html, event.clipboardData?.getData('text/plain') ?? '')
      return true
    },
    drop(event) {
      const images = imagesOf(event.dataTransfer)
      if (images.length === 0) return false
      event.preventDefault()
      insertImages(view(), images)
      return true
    },
  })
}

function hasWords(html: string): boolean {
  const page = new DOMParser().parseFromString(html, 'text/html')
  return (page.body.textContent ?? '').trim().length > 0
}

/** Whether there is more in it than plain words: editors put a bare `<span>` around those. */
function isRich(html: string): boolean {
  return /<(?:a|b|strong|i|em|h[1-6]|li|table|img|blockquote|pre|code)[\s>]/i.test(html)
}

async function pasteRich(view: EditorView, html: string, plain: string) {
  try {
    const { toMarkdown } = await import('./rich-text.ts')
    insertText(view, toMarkdown(html))
  } catch {
    insertText(view, plain)
  }
}
