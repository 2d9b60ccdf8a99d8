import type { EditedPost } from '../ui/editor-start.ts'
import { make } from './elements.ts'
import { dateAndClock, t } from './messages.ts'
import { sideBySide } from './side-by-side.ts'

// The page of a post's history: draws what differs between the two revisions that were chosen.

type Revision = Omit<EditedPost, 'id' | 'url'>

/** What a revision says beside its text, each under its name. */
function fieldsOf(revision: Partial<Revision>): [name: string, value: string][] {
  const { status, publishedAt, pinned, commentsOpen, related } = revision
  const list = (values: (string | number)[] | undefined) => (values ?? []).join(', ')
  const said = (value: boolean | undefined) => (value === undefined ? '' : value ? t.yes : t.no)
  return [
    [t.title, revision.title ?? ''],
    [t.slug, revision.slug ?? ''],
    [t.state, status ? t[status] : ''],
    [t.publishedAt, publishedAt ? dateAndClock(publishedAt, zone) : ''],
    [t.category, revision.category ?? ''],
    [t.tags, list(revision.tags)],
    [t.author, revision.author ?? ''],
    [t.language, revision.language ?? ''],
    [t.excerpt, revision.summary ?? ''],
    [t.cover, revision.cover ?? ''],
    [t.canonical, revision.canonical ?? ''],
    [t.pinned, said(pinned)],
    [t.commentsOpen, said(commentsOpen)],
    [t.relatedPinned, list(related?.pinned)],
    [t.relatedBlocked, list(related?.blocked)],
  ]
}

/** The fields that are not the same in both, as a table; nothing where all are. */
function changedFields(before: Partial<Revision>, after: Partial<Revision>): HTMLElement | '' {
  const old = fieldsOf(before)
  const rows = fieldsOf(after).flatMap(([name, value], index) => {
    const had = old[index]?.[1] ?? ''
    if (had === value) return []
    const cell = (tag: 'del' | 'ins', text: string) =>
      make('td', {}, text ? make(tag, {}, text) : '')
    return make('tr', {}, make('th', { scope: 'row' }, name), cell('del', had), cell('ins', value))
  })
  if (rows.length === 0) return ''
  const head = ['', t.before, t.after].map((name) => make(name ? 'th' : 'td', {}, name))
  const table = make('table', { class: 'fields' }, make('thead', {}, make('tr', {}, ...head)))
  table.append(make('tbody', {}, ...rows))
  return make('section', { class: 'scroll', 'aria-label': t.details, tabindex: '0' }, table)
}

const place = document.querySelector<HTMLElement>('[data-compare]')
const zone = place?.dataset.zone ?? ''
if (place) {
  const { before = {}, after = {} } = JSON.parse(place.dataset.compare ?? '{}')
  place.append(
    changedFields(before, after),
    sideBySide(before.markdown ?? '', after.markdown ?? ''),
  )
}
