import { fill } from '../i18n/fill.ts'
import { make } from './elements.ts'
import { t } from './messages.ts'
import { imagesOf, type Uploaded, upload } from './upload.ts'

// The library's page: images that are dropped, pasted or chosen go up, several at once; each is in the
// library as soon as it is up, whatever becomes of the others.

const drop = document.querySelector<HTMLElement>('[data-drop]')
const list = drop?.querySelector<HTMLElement>('.uploads')
const input = drop?.querySelector<HTMLInputElement>('input[type=file]')

function uploadAll(files: File[]) {
  if (!list) return
  for (const file of files) {
    upload(file, list, (done) => linkTo(done, fill(t.uploaded, { name: file.name }))).then(show)
  }
}

function linkTo(file: Uploaded, ...children: (Node | string)[]): HTMLAnchorElement {
  return make('a', { href: `/admin/media/${file.key}` }, ...children)
}

/** Puts a file at the head of the library; one that is there already moves. */
function show(file: Uploaded | null) {
  if (!file) return
  document.querySelector('.empty')?.remove()
  const library = document.querySelector('.library')
  library?.querySelector(`[href="/admin/media/${file.key}"]`)?.parentElement?.remove()
  const image = make('img', { src: file.url, alt: file.alt })
  library?.prepend(make('li', {}, linkTo(file, image, make('span', {}, file.name))))
}

input?.addEventListener('change', () => {
  uploadAll([...(input.files ?? [])])
  // The same file can be chosen again, after it was refused.
  input.value = ''
})
document.addEventListener('paste', (event) => uploadAll(imagesOf(event.clipboardData)))
drop?.addEventListener('dragover', (event) => {
  event.preventDefault()
  drop.classList.add('over')
})
drop?.addEventListener('dragleave', () => drop.classList.remove('over'))
drop?.addEventListener('drop', (event) => {
  event.preventDefault()
  drop.classList.remove('over')
  uploadAll([...(event.dataTransfer?.files ?? [])])
})
