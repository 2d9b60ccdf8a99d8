import { imagesOf, upload } from './upload.ts'

// The library's page: images that are dropped, pasted or chosen go up, several at once.

const drop = document.querySelector<HTMLElement>('[data-drop]')
const list = drop?.querySelector<HTMLElement>('.uploads')
const input = drop?.querySelector<HTMLInputElement>('input[type=file]')

async function uploadAll(files: File[]) {
  if (!list || files.length === 0) return
  const done = await Promise.all(files.map((file) => upload(file, list)))
  if (done.every(Boolean)) location.reload()
}

input?.addEventListener('change', () => uploadAll([...(input.files ?? [])]))
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
