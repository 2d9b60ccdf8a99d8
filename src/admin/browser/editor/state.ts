import { fill } from '../../i18n/fill.ts'
import type { Failure } from '../api.ts'
import { the } from '../elements.ts'
import { clock, t } from '../messages.ts'
import { showBanner } from './banner.ts'

/** What the site says when it has kept a draft. */
export interface Activity {
  id: number
  version: number
  updatedAt: string
  revision: number | null
  others: { name: string; updatedAt: string }[]
}

/** How saving and keeping go, for the line at the top. */
export type State =
  | { state: 'clean' | 'typing' | 'saving' | 'offline' | 'signed-out' }
  | { state: 'refused'; detail: string }
  | { state: 'kept'; activity: Activity }

/** What a call that failed means for who writes. */
export function stateAfter({ status, detail }: Failure): State {
  if (status === 0) return { state: 'offline' }
  if (status === 401) return { state: 'signed-out' }
  return { state: 'refused', detail: status === 412 ? t.conflictTitle : detail }
}

/** Says how saving and keeping go. */
export function showState(state: State) {
  the('state').textContent = textOf(state)
  the('state').dataset.state = state.state
  // It stays while somebody types on: the words go nowhere until they have signed in.
  if (state.state === 'typing') return
  const signedOut = state.state === 'signed-out'
  showBanner('signed-out', signedOut ? t.signedOut : '', [[t.signIn, '/admin/sign-in']])
}

function textOf(state: State): string {
  if (state.state === 'refused') return state.detail
  if (state.state === 'kept') return fill(t.stateKept, { time: clock(state.activity.updatedAt) })
  const words = {
    clean: t.stateClean,
    typing: t.stateTyping,
    saving: t.stateSaving,
    offline: t.stateOffline,
    'signed-out': t.stateSignedOut,
  }
  return words[state.state]
}
