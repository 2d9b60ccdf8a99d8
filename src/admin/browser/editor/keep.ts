import { call } from '../api.ts'
import type { Unsaved } from './changes.ts'
import { type Activity, type State, stateAfter } from './state.ts'

/** A draft on the site, as far as a window knows it. */
export interface DraftVersion {
  id: number
  version: number
}

/** What this browser keeps of words that the site may not have; `draft` has the earlier ones. */
export interface LocalCopy extends Unsaved {
  draft: DraftVersion | null
  at: string
}

/** Where the words of this window are kept until the post has them. */
interface Slot {
  place: string
  draft: DraftVersion | null
}

/** Milliseconds of rest after which a draft goes to the site, and the longest it waits. */
const rest = 2_000
const longest = 8_000

/**
 * Keeps what is typed: at once in this browser, and every few seconds on the site, in a draft of
 * this window. What the site has not taken stays in the browser and is offered again.
 */
export function keeper(options: {
  account: number
  postId: () => number | null
  read: () => Unsaved
  told: (state: State) => void
}) {
  const { account, postId, read, told } = options
  const newSlot = (draft: DraftVersion | null = null): Slot => ({
    place: `${placesOf(account, postId())}${crypto.randomUUID()}`,
    draft,
  })
  let slot = newSlot()
  // Changes are counted, so that an answer is only taken for those that its request had.
  let changes = 0
  let kept = 0
  let since = 0
  let timer = 0
  let sending: Promise<void> | null = null

  function keepHere() {
    const copy: LocalCopy = { ...read(), draft: slot.draft, at: new Date().toISOString() }
    try {
      localStorage.setItem(slot.place, JSON.stringify(copy))
    } catch {
      // The browser's store is full or shut; the site still keeps the draft.
    }
  }

  function keepThere(): Promise<void> {
    clearTimeout(timer)
    sending ??= send().finally(() => {
      sending = null
    })
    return sending
  }

  async function send(): Promise<void> {
    if (kept === changes) return
    const [here, upTo] = [slot, changes]
    const answer = here.draft
      ? await call<Activity>(
          'PATCH',
          `/api/admin/drafts/${here.draft.id}`,
          { ...read(), version: here.draft.version },
          { keepalive: true },
        )
      : await call<Activity>(
          'POST',
          '/api/admin/drafts',
          { ...read(), postId: postId() },
          { keepalive: true },
        )
    // Another window has this draft, or it is gone: go on in one of our own.
    const lost = here.draft !== null && !answer.ok && [404, 409].includes(answer.status)
    if (answer.ok) here.draft = { id: answer.data.id, version: answer.data.version }
    else if (lost) here.draft = null
    if (here !== slot) return wait()
    if (answer.ok) {
      kept = upTo
      if (kept === changes) localStorage.removeItem(here.place)
      else keepHere()
      told({ state: 'kept', activity: answer.data })
    } else if (!lost) told(stateAfter(answer))
    // What the site refuses, it refuses until something has changed.
    if (answer.ok || lost || answer.status === 0 || answer.status >= 500) wait()
  }

  function wait() {
    clearTimeout(timer)
    if (kept === changes) return
    const left = Math.max(0, since + longest - Date.now())
    timer = window.setTimeout(
      () => {
        since = Date.now()
        keepThere()
      },
      Math.min(rest, left),
    )
  }

  // On leaving, and on coming back, which may be from signing in.
  document.addEventListener('visibilitychange', () => keepThere())
  window.addEventListener('online', () => keepThere())
  window.addEventListener('beforeunload', (event) => {
    if (kept < changes) event.preventDefault()
  })

  return {
    /** Something was typed. */
    changed() {
      if (kept === changes) since = Date.now()
      changes++
      keepHere()
      told({ state: 'typing' })
      wait()
    },
    /** Names what has been typed until now. */
    mark: () => changes,
    /** The post has everything up to `mark`: what was kept of it can go, what came after stays. */
    async saved(mark: number): Promise<void> {
      const old = slot
      slot = newSlot()
      kept = mark
      if (kept < changes) keepHere()
      told({ state: kept < changes ? 'typing' : 'clean' })
      wait()
      localStorage.removeItem(old.place)
      // A draft that is being made has no name yet.
      if (!old.draft) await sending
      if (!old.draft) return
      await call('DELETE', `/api/admin/drafts/${old.draft.id}`, undefined, { keepalive: true })
    },
    /** Goes on with words that were kept before. What this window has kept stays where it is. */
    adopt(draft: DraftVersion | null) {
      slot = newSlot(draft)
    },
    /** Keeps on the site what it does not have yet. */
    async keepNow() {
      await sending
      await keepThere()
    },
  }
}

// The account is part of the name: words are offered to nobody but who typed them.
function placesOf(account: number, postId: number | null): string {
  return `inkstone-words:${account}:${postId ?? 'new'}:`
}

/** What this browser keeps of a post for an account, and where. */
export function localCopies(
  account: number,
  postId: number | null,
): { place: string; copy: LocalCopy }[] {
  const start = placesOf(account, postId)
  return Object.keys(localStorage)
    .filter((place) => place.startsWith(start))
    .flatMap((place) => {
      try {
        return [{ place, copy: JSON.parse(localStorage.getItem(place) ?? '') as LocalCopy }]
      } catch {
        return []
      }
    })
}
