import { call } from '../api.ts'
import { the } from '../elements.ts'
import type { Fields } from './fields.ts'
import { isOpen } from './panels.ts'

/**
 * The preview: the site renders the words with the published page's own renderer and template, and
 * what comes back replaces the frame's page in place, so that it neither flickers nor jumps. Nothing is
 * rendered while nobody looks.
 */
export function preview(options: { postId: () => number | null; read: () => Fields }) {
  const frame = the('preview').querySelector('iframe')
  let timer = 0
  let latest = 0

  async function refresh() {
    if (!isOpen('preview')) return
    const turn = ++latest
    const { title, markdown, cover, language } = options.read()
    const body = { id: options.postId(), title, markdown, cover, language }
    const answer = await call<{ html: string }>('POST', '/api/admin/preview', body)
    if (!answer.ok || turn !== latest) return
    // Only what is shown: the sheets in its head would be held against the policy of the desk.
    const [main = ''] = /<main[\s\S]*<\/main>/.exec(answer.data.html) ?? []
    show(new DOMParser().parseFromString(main, 'text/html'))
  }

  function show(page: Document) {
    const shown = frame?.contentDocument
    const [from, to] = [page.querySelector('main'), shown?.querySelector('main')]
    if (!shown || !from || !to) return
    to.replaceWith(shown.adoptNode(from))
  }

  // Links lead out of what is being read: in a preview they only show where.
  function tame() {
    const page = frame?.contentDocument
    page?.addEventListener('click', (event) => event.preventDefault())
    // The editor's keys work while the preview has the focus, too.
    page?.addEventListener('keydown', (event) => {
      const { key, ctrlKey, metaKey, shiftKey, repeat } = event
      const same = { key, ctrlKey, metaKey, shiftKey, repeat, cancelable: true }
      if (!document.dispatchEvent(new KeyboardEvent('keydown', same))) event.preventDefault()
    })
    refresh()
  }

  frame?.addEventListener('load', tame)
  // The frame may have loaded before this script did.
  if (frame?.contentDocument?.querySelector('main')) tame()

  return {
    changed() {
      clearTimeout(timer)
      timer = window.setTimeout(refresh, 400)
    },
    refresh,
  }
}
