import { postPath } from '../../../urls.ts'
import { fill } from '../../i18n/fill.ts'
import type { EditorStart } from '../../ui/editor-start.ts'
import { call } from '../api.ts'
import { the } from '../elements.ts'
import { t } from '../messages.ts'

interface Check {
  slug: string
  valid: boolean
  takenBy: number | null
  suggestion: string
}

/** Says below the slug whether it is free and what the address would be. */
export function checkSlug(start: EditorStart, postId: () => number | null) {
  const input = the<HTMLInputElement>('slug')
  const hint = the('slug-hint')
  hint.ariaLive = 'polite'
  input.addEventListener('change', async () => {
    const value = input.value.trim()
    if (!value) {
      hint.textContent = t.slugHint
      return
    }
    const id = postId()
    const query = id === null ? '' : `?post=${id}`
    const path = `/api/admin/slugs/${encodeURIComponent(value)}${query}`
    const answer = await call<Check>('GET', path)
    if (!answer.ok) return
    const { slug, valid, takenBy, suggestion } = answer.data
    const { permalink, timeZone, origin } = start
    const address = { id: id ?? 0, slug: value, publishedAt: Date.now() }
    if (!valid) hint.textContent = fill(t.slugInvalid, { slug })
    else if (takenBy !== null)
      hint.textContent = fill(t.slugTaken, { id: takenBy, slug: suggestion })
    else
      hint.textContent = fill(t.slugFree, {
        url: origin + postPath(address, { permalink, timeZone }),
      })
  })
}
