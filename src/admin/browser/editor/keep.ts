import { call } from '../api.ts'
import type { Fields } from './fields.ts'

/** What a window knows of its draft. */
interface Activity {
  id: number
  version: number
  updatedAt: string
  revision: number | null
  others: { name: string; updatedAt: string }[]
}

export interface LocalCopy {
  fields: Partial<Fields>
  baseRevision: number
  at: string
}

/** How the keeping goes, for the line at the top. */
export type Keeping =
  | { state: 'clean' | 'typing' | 'offline' }
  | { state: 'kept'; activity: Activity }

/** Milliseconds of rest after which a draft goes to the site, and the longest it waits. */
const rest = 2_000
const longest = 8_000

/**
 * Keeps what is typed: at once in this browser, and every few seconds on the site, in a draft of
 * this window. What the site has not taken stays in the browser and is offered again.
 */
export function keeper(options: {
  postId: () => number | null
  baseRevision: () => number
  read: () => Fields
  told: (keeping: Keeping) => void
}) {
  const { postId, baseRevision, read, told } = options
  const windowId = crypto.randomUUID()
  let draft: { id: number; version: number } | null = null
  let dirty = false
  let since = 0
  let timer = 0
  let busy = false

  const place = () => localPlace(postId(), windowId)

  function keepHere() {
    const copy: LocalCopy = {
      fields: read(),
      baseRevision: baseRevision(),
      at: new Date().toISOString(),
    }
    try {
      localStorage.setItem(place(), JSON.stringify(copy))
    } catch {
      // The browser's store is full or shut; the site still keeps the draft.
    }
  }

  async function keepThere(leaving = false): Promise<void> {
    if (!dirty || (busy && !leaving)) return
    busy = true
    dirty = false
    const fields = read()
    const body = { fields, baseRevision: baseRevision() }
    const answer = draft
      ? await call<Activity>(
          'PATCH',
          `/api/admin/drafts/${draft.id}`,
          { ...body, version: draft.version },
          { keepalive: leaving },
        )
      : await call<Activity>(
          'POST',
          '/api/admin/drafts',
          { ...body, postId: postId() },
          { keepalive: leaving },
        )
    busy = false
    if (answer.ok) {
      draft = { id: answer.data.id, version: answer.data.version }
      if (!dirty) localStorage.removeItem(place())
      told({ state: 'kept', activity: answer.data })
    } else {
      dirty = true
      // Another window has this draft, or it is gone: go on in one of our own.
      if (answer.status === 409 || answer.status === 404) draft = null
      told({ state: 'offline' })
    }
    if (dirty) wait()
  }

  function wait() {
    clearTimeout(timer)
    const left = Math.max(0, since + longest - Date.now())
    timer = window.setTimeout(
      () => {
        since = Date.now()
        keepThere()
      },
      Math.min(rest, left),
    )
  }

  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') keepThere(true)
  })
  window.addEventListener('online', () => keepThere())
  window.addEventListener('beforeunload', (event) => {
    if (dirty) event.preventDefault()
  })

  return {
    /** Something was typed. */
    changed() {
      if (!dirty) since = Date.now()
      dirty = true
      keepHere()
      told({ state: 'typing' })
      wait()
    },
    /** Everything is saved in the post itself: what was kept can go. */
    async saved(before: number | null) {
      clearTimeout(timer)
      dirty = false
      localStorage.removeItem(localPlace(before, windowId))
      const old = draft
      draft = null
      if (old) await call('DELETE', `/api/admin/drafts/${old.id}`)
      told({ state: 'clean' })
    },
    /** Goes on in a draft that the site has already. */
    adopt(id: number, version: number) {
      draft = { id, version }
    },
    keepNow: () => keepThere(),
    isDirty: () => dirty,
  }
}

const prefix = 'inkstone-words:'

function localPlace(postId: number | null, windowId: string): string {
  return `${prefix}${postId ?? 'new'}:${windowId}`
}

/** What this browser keeps of a post that the site never got, newest first. */
export function localCopies(postId: number | null): { place: string; copy: LocalCopy }[] {
  const start = `${prefix}${postId ?? 'new'}:`
  return Object.keys(localStorage)
    .filter((place) => place.startsWith(start))
    .flatMap((place) => {
      try {
        return [{ place, copy: JSON.parse(localStorage.getItem(place) ?? '') as LocalCopy }]
      } catch {
        return []
      }
    })
    .sort((a, b) => b.copy.at.localeCompare(a.copy.at))
}
