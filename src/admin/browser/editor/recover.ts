import { fill } from '../../i18n/fill.ts'
import type { EditorStart } from '../../ui/editor-start.ts'
import { call } from '../api.ts'
import { notify } from '../elements.ts'
import { dateAndClock, t } from '../messages.ts'
import { showBanner } from './banner.ts'
import type { Unsaved } from './changes.ts'
import { type DraftVersion, localCopies } from './keep.ts'

interface Draft extends DraftVersion, Unsaved {
  updatedAt: string
}

/** Goes on with words that were kept, in the draft that has them, if one does. */
type Take = (kept: Unsaved, draft: DraftVersion | null) => Promise<void>

/** Words that were typed and never saved, and what can be done with them. */
interface Offer {
  at: string
  message: string
  take: () => Promise<void>
  drop: () => void
}

/** Offers all that was typed and never saved: here in the browser, or kept by the site. */
export async function offerRecovery(start: EditorStart, take: Take): Promise<void> {
  if (start.draft !== null && start.drafts.some(({ id }) => id === start.draft)) {
    await takeDraft(start.draft, take)
  }
  const offers = await findOffers(start, take)
  offers.sort((a, b) => b.at.localeCompare(a.at))
  for (const [place, { at, message, ...offer }] of offers.entries()) {
    const name = `recovered-${place}`
    const after = (act: () => unknown) => () => {
      showBanner(name, '')
      act()
    }
    showBanner(name, fill(message, { time: dateAndClock(at, start.timeZone) }), [
      [t.continueDraft, after(offer.take)],
      [t.discard, after(offer.drop)],
    ])
  }
}

async function findOffers(start: EditorStart, take: Take): Promise<Offer[]> {
  const postId = start.post?.id ?? null
  const copies = localCopies(start.account, postId)
  const kept = copies.length > 0 ? await draftsOf(postId) : []
  const offers: Offer[] = []
  const older = new Set<number | null>([start.draft])
  for (const { place, copy } of copies) {
    // The window was closed before it heard that the site has all of it.
    if (kept.some(({ fields }) => alike(fields, copy.fields))) {
      localStorage.removeItem(place)
      continue
    }
    const draft = kept.find(
      ({ id, version }) => id === copy.draft?.id && version === copy.draft.version,
    )
    if (draft) older.add(draft.id)
    offers.push({
      at: copy.at,
      message: t.recoveredHere,
      async take() {
        await take(copy, copy.draft)
        localStorage.removeItem(place)
      },
      drop() {
        localStorage.removeItem(place)
        if (draft) forget(draft.id)
      },
    })
  }
  for (const { id, updatedAt } of start.drafts.filter((draft) => !older.has(draft.id))) {
    const drop = () => forget(id)
    offers.push({ at: updatedAt, message: t.recovered, take: () => takeDraft(id, take), drop })
  }
  return offers
}

async function draftsOf(postId: number | null): Promise<Draft[]> {
  const answer = await call<{ items: Draft[] }>('GET', `/api/admin/drafts?postId=${postId ?? 0}`)
  return answer.ok ? answer.data.items : []
}

async function takeDraft(id: number, take: Take) {
  const answer = await call<Draft>('GET', `/api/admin/drafts/${id}`)
  if (!answer.ok) return notify(answer.detail)
  await take(answer.data, { id, version: answer.data.version })
}

function forget(draft: number) {
  call('DELETE', `/api/admin/drafts/${draft}`)
}

function alike(one: object, other: object): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
