import { fill } from '../../i18n/fill.ts'
import { isLate } from '../../ui/is-late.ts'
import { call } from '../api.ts'
import { make, the } from '../elements.ts'
import { clock, dateAndClock, t } from '../messages.ts'

export interface Receipt {
  purged: string[]
  pending: boolean
  urls: string[]
  duplicates: { id: number; title: string; score: number }[]
  cronAt: string | null
}

interface Saved {
  id: number
  status: string
  url: string
  publishedAt: string | null
  receipt: Receipt
}

/** What followed from a save: purged, checked at the edge, alike, scheduled (in `zone`). */
export async function showReceipt(saved: Saved, zone: string) {
  const { receipt } = saved
  const { cronAt } = receipt
  const place = the('receipt')
  const edge = make('li', {}, `${t.receiptEdge} `)
  const word = make('span', { class: 'edge' }, t.edgeChecking)
  edge.append(
    make('a', { href: saved.url, target: '_blank', rel: 'noopener' }, saved.url),
    ' ',
    word,
  )
  const rows = [edge]
  if (receipt.pending) rows.push(make('li', { class: 'warning' }, t.receiptPending))
  else if (receipt.purged.length > 0) {
    const text = fill(t.receiptPurged, { n: receipt.purged.length })
    const tags = make('details', {}, make('summary', {}, text), receipt.purged.join(' '))
    rows.push(make('li', {}, tags))
  }
  if (saved.status === 'scheduled' && saved.publishedAt) {
    const time = dateAndClock(saved.publishedAt, zone)
    rows.push(make('li', {}, fill(t.scheduledFor, { time })))
    if (isLate(cronAt, Date.now())) {
      const since = cronAt === null ? t.never : dateAndClock(cronAt, zone)
      rows.push(make('li', { class: 'warning' }, fill(t.receiptCronLate, { time: since })))
    }
  }
  for (const post of receipt.duplicates) {
    const link = make('a', { href: `/admin/posts/${post.id}` }, post.title)
    rows.push(make('li', { class: 'warning' }, `${t.receiptDuplicates} `, link))
  }
  place.replaceChildren(make('h2', {}, t.receipt), make('ul', { class: 'rows' }, ...rows))
  place.hidden = false
  await checkEdge(saved.id, word)
}

/** Asks the public address itself, and compares its validator with that of a fresh render. */
async function checkEdge(id: number, word: HTMLElement) {
  for (let attempt = 0; attempt < 5; attempt++) {
    const expected = await call<{ url: string; etag: string | null }>(
      'GET',
      `/api/admin/posts/${id}/edge`,
    )
    if (!expected.ok) return
    const { url, etag } = expected.data
    const path = new URL(url).pathname
    const response = await fetch(path, { credentials: 'omit', redirect: 'manual' })
    const served = response.headers.get('ETag')?.replace(/^W\//, '') ?? null
    const right = etag === null ? response.status === 404 : served === etag
    if (right) {
      word.textContent =
        etag === null ? t.edgeHidden : fill(t.edgeFresh, { time: clock(new Date()) })
      word.className = 'edge good'
      return
    }
    word.textContent = t.edgeStale
    word.className = 'edge warning'
    await new Promise((resolve) => setTimeout(resolve, 2_000 * (attempt + 1)))
  }
}
