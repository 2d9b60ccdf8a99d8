import { call } from '../api.ts'
import { openDialog } from '../dialog.ts'
import { make } from '../elements.ts'
import { t } from '../messages.ts'

interface LibraryFile {
  key: string
  url: string
  name: string
  alt: string
}

/** Lets the editor choose an image that is uploaded already; null when none is. */
export function chooseImage(): Promise<LibraryFile | null> {
  return new Promise((resolve) => {
    let chosen: LibraryFile | null = null
    const search = make('input', { type: 'search', 'aria-label': t.search, placeholder: t.search })
    const list = make('ul', { class: 'library' })
    const dialog = openDialog(t.library, search, list)
    dialog.classList.add('wide')
    dialog.addEventListener('close', () => resolve(chosen))
    const load = async () => {
      const query = new URLSearchParams({ q: search.value, limit: '60' })
      const answer = await call<{ items: LibraryFile[] }>('GET', `/api/admin/media?${query}`)
      if (!answer.ok) return
      list.replaceChildren(
        ...answer.data.items.map((file) => {
          const image = make('img', { src: file.url, alt: file.alt, loading: 'lazy' })
          const pick = make('button', { type: 'button', class: 'plain' }, image)
          pick.append(make('span', {}, file.name))
          pick.addEventListener('click', () => {
            chosen = file
            dialog.close()
          })
          return make('li', {}, pick)
        }),
      )
    }
    search.addEventListener('change', load)
    load()
  })
}
