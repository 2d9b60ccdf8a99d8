import { fill } from '../i18n/fill.ts'
import { make } from './elements.ts'
import { explain } from './explain.ts'
import { t } from './messages.ts'

export interface Uploaded {
  key: string
  url: string
  name: string
  width: number | null
  height: number | null
  alt: string
}

/** How many files go up at a time: more would only make each of them slower. */
const mostAtOnce = 3
let busy = 0
const waiting: (() => void)[] = []

/** Waits until one more may go up. */
async function turn(): Promise<void> {
  if (busy < mostAtOnce) busy++
  else await new Promise<void>((resolve) => waiting.push(resolve))
}

function giveTurn() {
  const next = waiting.shift()
  if (next) next()
  else busy--
}

/**
 * Uploads a file and shows in `list` how far it is. Null when the site refused it, and why stays
 * there; `kept` makes what stays of one that is up, else nothing does.
 */
export async function upload(
  file: File,
  list: HTMLElement,
  kept?: (file: Uploaded) => Node,
): Promise<Uploaded | null> {
  const bar = make('progress', { max: '1', value: '0', 'aria-label': file.name })
  const row = make('li', {}, fill(t.uploading, { name: file.name }), bar)
  list.append(row)
  await turn()
  const { done, reason } = await send(file, bar)
  giveTurn()
  if (!done) {
    row.replaceChildren(fill(t.uploadFailed, { name: file.name, reason }))
    row.className = 'problem'
  } else if (kept) row.replaceChildren(kept(done))
  else row.remove()
  return done
}

function send(
  file: File,
  bar: HTMLProgressElement,
): Promise<{ done: Uploaded | null; reason: string }> {
  return new Promise((resolve) => {
    // fetch cannot tell how much of a body has been sent.
    const request = new XMLHttpRequest()
    request.open('POST', '/api/admin/media')
    request.responseType = 'json'
    request.upload.addEventListener('progress', (event) => {
      bar.value = event.loaded / (event.total || 1)
    })
    request.addEventListener('loadend', async () => {
      const { status, response } = request
      if (status === 201) return resolve({ done: response, reason: '' })
      const reason = response ? (await explain(response)).detail : t.stateOffline
      resolve({ done: null, reason })
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
