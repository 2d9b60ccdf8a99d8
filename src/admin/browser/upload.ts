import { fill } from '../i18n/fill.ts'
import { make } from './elements.ts'
import { explain } from './explain.ts'
import { t } from './messages.ts'

export interface Uploaded {
  key: string
  url: string
  width: number | null
  height: number | null
  alt: string
}

/** Uploads a file and shows in `list` how far it is. Null when the site refused it, and why stays. */
export function upload(file: File, list: HTMLElement): Promise<Uploaded | null> {
  const bar = make('progress', { max: '1', 'aria-label': file.name })
  const row = make('li', {}, fill(t.uploading, { name: file.name }), bar)
  list.append(row)
  return new Promise((resolve) => {
    // fetch cannot tell how much of a body has been sent.
    const request = new XMLHttpRequest()
    request.open('POST', '/api/admin/media')
    request.responseType = 'json'
    request.upload.addEventListener('progress', (event) => {
      bar.value = event.loaded / (event.total || 1)
    })
    request.addEventListener('loadend', async () => {
      if (request.status === 201) {
        row.remove()
        return resolve(request.response)
      }
      const reason = request.response ? (await explain(request.response)).detail : t.stateOffline
      row.replaceChildren(fill(t.uploadFailed, { name: file.name, reason }))
      row.className = 'problem'
      resolve(null)
    })
    const form = new FormData()
    form.append('file', file)
    request.send(form)
  })
}

/** The image files that a paste or drop brings. */
export function imagesOf(data: DataTransfer | null): File[] {
  return [...(data?.files ?? [])].filter((file) => file.type.startsWith('image/'))
}
