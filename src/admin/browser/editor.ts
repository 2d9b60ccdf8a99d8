import { fill } from '../i18n/fill.ts'
import type { EditedPost, EditorStart } from '../ui/editor-start.ts'
import { type Answer, call } from './api.ts'
import { showBanner } from './editor/banner.ts'
import {
  changesFrom,
  fieldsOf,
  mergeLists,
  pick,
  same,
  type Unsaved,
  unsavedOf,
} from './editor/changes.ts'
import { resolveConflict } from './editor/conflict.ts'
import { type Fields, fieldsForm } from './editor/fields.ts'
import { type DraftVersion, keeper } from './editor/keep.ts'
import { outline } from './editor/outline.ts'
import { panels } from './editor/panels.ts'
import { preview } from './editor/preview.ts'
import { type Receipt, showReceipt } from './editor/receipt.ts'
import { offerRecovery } from './editor/recover.ts'
import { relatedChooser } from './editor/related.ts'
import { type Outcome, type Status, saver } from './editor/saving.ts'
import { checkSlug } from './editor/slug.ts'
import { type State, showState, stateAfter } from './editor/state.ts'
import { isOut, showStatus } from './editor/status.ts'
import { replaceText, textEditor } from './editor/text.ts'
import { toolbar } from './editor/toolbar.ts'
import { notify, the } from './elements.ts'
import { clearProblems, showProblems } from './forms.ts'
import { dataOf, t } from './messages.ts'

type Saved = EditedPost & { receipt: Receipt }

const start = dataOf<EditorStart>('start')
const { timeZone } = start
let post = start.post
let baseRevision = post?.revision ?? 0
// What the fields here began from: only what differs from it is saved.
let base = post && fieldsOf(post)

const form = fieldsForm({ timeZone, changed: () => changed() })
const view = textEditor({
  parent: the('text'),
  text: post?.markdown ?? '',
  label: the('text').dataset.label ?? '',
  nonce: document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content ?? '',
  changed: () => changed(),
})

function read(): Fields {
  return { ...form.read(), markdown: view.state.doc.toString() }
}

const shown = preview({ postId: () => post?.id ?? null, read })
const beside = panels((panel) => panel === 'preview' && shown.refresh())
const reading = outline(view, beside.leave)
const related = relatedChooser(form)
const keep = keeper({
  account: start.account,
  postId: () => post?.id ?? null,
  read: () => unsavedOf(base, read(), baseRevision),
  told: tell,
})
const { save, compare } = saver({
  send,
  settle,
  worthwhile: (status) =>
    Object.keys(changesFrom(base, read())).length > 0 ||
    (status !== undefined && isOut(post) !== (status === 'published')),
})

function changed() {
  keep.changed()
  shown.changed()
  reading.changed()
  fitTitle()
}

function write(fields: Partial<Fields>) {
  form.write(fields)
  if (fields.markdown !== undefined) replaceText(view, fields.markdown)
  related.draw()
  fitTitle()
}

/** The title grows with its text. */
function fitTitle() {
  const title = the<HTMLTextAreaElement>('title')
  title.style.height = 'auto'
  title.style.height = `${title.scrollHeight}px`
}

function tell(state: State) {
  showState(state)
  if (state.state !== 'kept') return
  const { others, revision } = state.activity
  const names = [...new Set(others.map((other) => other.name))].join(', ')
  showBanner('others', names && fill(t.othersHere, { names }))
  const moved = revision !== null && revision > baseRevision
  showBanner('moved', moved ? fill(t.movedOn, { revision }) : '', [[t.compare, compare]])
}

/** Sends what was changed, and the post into another state if one is asked for. */
async function send(status?: Status): Promise<Outcome> {
  form.addTag()
  tell({ state: 'saving' })
  const mark = keep.mark()
  const sent = read()
  const answer = await put(sent, status)
  if (answer.ok) {
    settled(answer.data, sent, mark)
    return 'saved'
  }
  if ([0, 401].includes(answer.status)) keep.changed()
  tell(stateAfter(answer))
  if (answer.status === 412) return 'conflict'
  if (![0, 401].includes(answer.status)) showProblems(the('editor'), answer)
  return 'failed'
}

async function put(fields: Fields, status?: Status): Promise<Answer<Saved>> {
  const { slug, tags, ...changes } = changesFrom(base, fields)
  // An empty slug means: the one it has, or one from the title.
  const body = { ...changes, ...(slug && { slug }), ...(status && { status }) }
  if (!post) return call('POST', '/api/admin/posts', { ...body, tags })
  const path = `/api/admin/posts/${post.id}`
  return call(
    'PATCH',
    path,
    { ...body, ...(tags && { tags: await tagsOnTop(path, tags) }) },
    { revision: baseRevision },
  )
}

/** Tags are sent all together: one that was renamed or merged since must not come back by that. */
async function tagsOnTop(path: string, tags: string[]): Promise<string[]> {
  const now = await call<EditedPost>('GET', path)
  return now.ok && base ? mergeLists(base.tags, now.data.tags, tags) : tags
}

/** What the site may make something else of than was sent. */
const madeBySite = ['slug', 'publishedAt', 'category', 'tags', 'canonical', 'author'] as const

function settled(saved: Saved, sent: Fields, mark: number) {
  clearProblems(the('editor'))
  if (!post) history.replaceState(null, '', `/admin/posts/${saved.id}`)
  const now = read()
  const made = fieldsOf(saved)
  const untouched = madeBySite.filter((name) => same(name, now[name], sent[name]))
  form.write(pick(made, untouched))
  base = { ...sent, ...pick(made, [...madeBySite]) }
  setPost(saved)
  keep.saved(mark)
  showBanner('moved', '')
  notify(t.saved)
  showReceipt(saved, timeZone)
  related.show(saved.id)
}

/** The post is like this on the site from now on. */
function setPost(saved: EditedPost) {
  post = saved
  baseRevision = saved.revision
  const ending = document.title.lastIndexOf(` - ${t.desk} - `)
  document.title = saved.title + document.title.slice(ending)
  showStatus(saved)
}

/** Somebody else has saved the post: nothing of either is lost, whatever is chosen. */
async function settle(): Promise<boolean> {
  if (!post || !base) return false
  const choice = await resolveConflict(post.id, base, read, timeZone)
  if (!choice) return false
  if (choice.kind === 'theirs') {
    await keep.keepNow()
    location.assign(`/admin/posts/${post.id}`)
    return false
  }
  base = fieldsOf(choice.saved)
  setPost(choice.saved)
  write(choice.fields)
  keep.changed()
  showBanner('moved', '')
  if (choice.kind === 'combine') notify(t.combined)
  return choice.kind === 'mine'
}

/** Goes on with words that were kept and never saved. */
async function goOn(kept: Unsaved, draft: DraftVersion | null) {
  const { was, ...fields } = kept.fields
  if (post) {
    const older = kept.baseRevision < post.revision && fields.markdown !== undefined
    const markdown = older ? await textOf(post.id, kept.baseRevision) : post.markdown
    base = { ...fieldsOf(post), ...was, markdown }
    baseRevision = kept.baseRevision
  }
  keep.adopt(draft)
  write({ ...(post && fieldsOf(post)), ...fields })
  changed()
}

/** The text of a revision, from which words that were kept went on. */
async function textOf(id: number, revision: number): Promise<string> {
  const answer = await call<{ items: { markdown: string }[] }>(
    'GET',
    `/api/admin/posts/${id}/revisions?limit=1&cursor=${revision + 1}`,
  )
  return (answer.ok && answer.data.items[0]?.markdown) || ''
}

function toggleFull() {
  document.body.classList.toggle('full')
  view.focus()
}

function leaveFull() {
  document.body.classList.remove('full')
}

toolbar({ view, full: toggleFull, setCover })

function setCover(cover: string) {
  form.write({ cover })
  changed()
}

the('editor').addEventListener('submit', (event) => {
  event.preventDefault()
  save()
})
the('publish').addEventListener('click', () => save('published'))
the('unpublish').addEventListener('click', () => save('draft'))
the('editor').addEventListener('input', (event) => {
  // What has a name belongs to the post; other inputs look for something.
  if ((event.target as HTMLInputElement).name) changed()
})
the('title').addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.isComposing) return
  event.preventDefault()
  view.focus()
})
document.addEventListener('keydown', (event) => {
  const held = event.ctrlKey || event.metaKey
  const key = event.key.toLowerCase()
  const away = document.querySelector('dialog[open]') !== null
  if (key === 'escape' && !event.defaultPrevented && !event.isComposing && !away) return leaveFull()
  if (!held) return
  if (key === 's') {
    if (!event.repeat && !away) save()
  } else if (away) return
  else if (event.shiftKey && key === 'p') beside.toggle('preview')
  else if (event.shiftKey && key === 'f') toggleFull()
  else return
  event.preventDefault()
})

form.write({
  author: start.author,
  commentsOpen: true,
  ...base,
})
if (post) showStatus(post)
document.querySelector('.desk')?.removeAttribute('inert')
new ResizeObserver(fitTitle).observe(the('title'))
checkSlug(start, () => post?.id ?? null)
offerRecovery(start, goOn)
if (post) related.show(post.id)
else the('title').focus()
