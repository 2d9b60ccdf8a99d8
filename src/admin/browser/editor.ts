import { StateEffect } from '@codemirror/state'
import { fill } from '../i18n/fill.ts'
import type { EditedPost, EditorStart } from '../ui/editor-start.ts'
import { type Answer, call } from './api.ts'
import { showBanner } from './editor/banner.ts'
import { resolveConflict } from './editor/conflict.ts'
import { type Fields, fieldsForm } from './editor/fields.ts'
import { formats } from './editor/format.ts'
import { type Keeping, keeper, localCopies } from './editor/keep.ts'
import { chooseImage } from './editor/library.ts'
import { imageText, insertImages, pasteHandlers } from './editor/paste.ts'
import { preview } from './editor/preview.ts'
import { type Receipt, showReceipt } from './editor/receipt.ts'
import { showRelated } from './editor/related.ts'
import { checkSlug } from './editor/slug.ts'
import { insertText, replaceText, textEditor } from './editor/text.ts'
import { notify, the } from './elements.ts'
import { clearProblems, showProblems } from './forms.ts'
import { clock, dataOf, dateAndClock, t } from './messages.ts'
import { upload } from './upload.ts'

type Saved = EditedPost & { receipt: Receipt }

const start = dataOf<EditorStart>('start')
let post = start.post
let baseRevision = post?.revision ?? 0

const form = fieldsForm({ timeZone: start.timeZone, changed: () => changed() })
const view = textEditor({
  parent: the('text'),
  text: post?.markdown ?? '',
  label: the('text').dataset.label ?? '',
  nonce: document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content ?? '',
  changed: () => changed(),
})
view.dispatch({ effects: StateEffect.appendConfig.of(pasteHandlers(() => view)) })

function read(): Fields {
  return { ...form.read(), markdown: view.state.doc.toString() }
}

const shown = preview({ postId: () => post?.id ?? null, read })
const keep = keeper({
  postId: () => post?.id ?? null,
  baseRevision: () => baseRevision,
  read,
  told: tellKeeping,
})

function changed() {
  keep.changed()
  shown.changed()
  fitTitle()
}

function write(fields: Partial<Fields>) {
  form.write(fields)
  if (fields.markdown !== undefined) replaceText(view, fields.markdown)
  fitTitle()
}

/** The title grows with its text. */
function fitTitle() {
  const title = the<HTMLTextAreaElement>('title')
  title.style.height = 'auto'
  title.style.height = `${title.scrollHeight}px`
}

function tellKeeping(keeping: Keeping) {
  const words = {
    clean: () => t.stateClean,
    typing: () => t.stateTyping,
    offline: () => t.stateOffline,
    kept: (time: string) => fill(t.stateKept, { time }),
  }
  const time = keeping.state === 'kept' ? clock(keeping.activity.updatedAt) : ''
  the('state').textContent = words[keeping.state](time)
  the('state').dataset.state = keeping.state
  if (keeping.state !== 'kept') return
  const { others, revision } = keeping.activity
  const names = [...new Set(others.map((other) => other.name))].join(', ')
  showBanner('others', names && fill(t.othersHere, { names }))
  const moved = revision !== null && revision > baseRevision
  showBanner('moved', moved ? fill(t.movedOn, { revision }) : '', [[t.compare, settle]])
}

/** Saves the post, as it is or in another state. */
async function save(status?: 'draft' | 'published'): Promise<void> {
  the('state').textContent = t.stateSaving
  const { slug, author, ...fields } = read()
  const body = {
    ...fields,
    ...(slug && { slug }),
    ...(author !== undefined && author !== '' && { author }),
    ...(status && { status }),
  }
  const before = post?.id ?? null
  const answer: Answer<Saved> = post
    ? await call('PATCH', `/api/admin/posts/${post.id}`, body, { revision: baseRevision })
    : await call('POST', '/api/admin/posts', body)
  if (answer.ok) return settled(answer.data, before)
  the('state').textContent = answer.detail
  if (answer.status === 412) return settle()
  if (answer.status === 0) return keep.changed()
  showProblems(the('editor'), answer)
  if (answer.errors.length === 0) notify(answer.detail)
}

async function settled(saved: Saved, before: number | null) {
  clearProblems(the('editor'))
  post = saved
  baseRevision = saved.revision
  form.write({ slug: saved.slug, publishedAt: saved.publishedAt, tags: saved.tags })
  await keep.saved(before)
  for (const name of ['moved', 'recovered']) showBanner(name, '')
  if (before === null) history.replaceState(null, '', `/admin/posts/${saved.id}`)
  document.title = document.title.replace(/^.*?(?= - )/, saved.title)
  const isOut = saved.status === 'published' || saved.status === 'scheduled'
  the('save').textContent = isOut ? t.update : t.saveDraft
  the('publish').hidden = isOut
  notify(t.saved)
  await Promise.all([showReceipt(saved, start.timeZone), showRelated(saved.id, form)])
}

/** Somebody else has saved the post: nothing of either is lost, whatever is chosen. */
async function settle(): Promise<void> {
  if (!post) return
  const mine = read()
  const choice = await resolveConflict(post.id, baseRevision, mine)
  if (!choice) return
  if (choice.kind === 'theirs') {
    await keep.keepNow()
    location.assign(`/admin/posts/${post.id}`)
    return
  }
  baseRevision = choice.revision
  showBanner('moved', '')
  if (choice.kind === 'mine') return save()
  replaceText(view, choice.markdown)
  keep.changed()
  notify(t.combined)
}

/** Offers what was typed and never saved: here in the browser, or kept by the site. */
function offerRecovery() {
  const copy = localCopies(post?.id ?? null)[0]
  const draft = start.drafts.find((it) => it.id === start.draft) ?? start.drafts[0]
  if (copy && (!draft || copy.copy.at > draft.updatedAt)) {
    const message = fill(t.recoveredHere, { time: dateAndClock(copy.copy.at, start.timeZone) })
    const take = () => {
      baseRevision = copy.copy.baseRevision
      write(copy.copy.fields)
      changed()
      localStorage.removeItem(copy.place)
    }
    const drop = () => localStorage.removeItem(copy.place)
    showBanner('recovered', message, [
      [t.continueDraft, take],
      [t.discard, drop],
    ])
    return
  }
  if (!draft) return
  const take = async () => {
    const answer = await call<{ version: number; baseRevision: number; fields: Partial<Fields> }>(
      'GET',
      `/api/admin/drafts/${draft.id}`,
    )
    if (!answer.ok) return notify(answer.detail)
    baseRevision = answer.data.baseRevision || baseRevision
    keep.adopt(draft.id, answer.data.version)
    write(answer.data.fields)
    changed()
  }
  if (start.draft === draft.id) {
    take()
    return
  }
  const drop = () => call('DELETE', `/api/admin/drafts/${draft.id}`)
  showBanner(
    'recovered',
    fill(t.recovered, { time: dateAndClock(draft.updatedAt, start.timeZone) }),
    [
      [t.continueDraft, take],
      [t.discard, drop],
    ],
  )
}

function toggleFull() {
  document.body.classList.toggle('full')
  view.focus()
}

function toggleDetails() {
  const open = document.body.classList.toggle('detailed')
  the('toggle-details').setAttribute('aria-pressed', String(open))
}

/** Arrow keys move along the buttons above the text, as a toolbar's should. */
function moveInToolbar(event: KeyboardEvent) {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
  if (!by) return
  const tools = [...document.querySelectorAll<HTMLElement>('[data-tool]')]
  const here = tools.indexOf(document.activeElement as HTMLElement)
  const next = tools[(here + by + tools.length) % tools.length]
  for (const tool of tools) tool.tabIndex = tool === next ? 0 : -1
  next?.focus()
}

const imageFile = the<HTMLInputElement>('image-file')
let imageFor: 'text' | 'cover' = 'text'

imageFile.addEventListener('change', async () => {
  const files = [...(imageFile.files ?? [])]
  imageFile.value = ''
  if (imageFor === 'text') return insertImages(view, files)
  const [file] = files
  const done = file && (await upload(file, the('uploads')))
  if (!done) return
  form.write({ cover: done.url })
  changed()
})

async function insertFromLibrary() {
  const file = await chooseImage()
  if (file) insertText(view, imageText(file))
}

document.querySelector('.toolbar')?.addEventListener('keydown', (event) => {
  moveInToolbar(event as KeyboardEvent)
})
document.querySelector('.toolbar')?.addEventListener('click', (event) => {
  const tool = (event.target as Element).closest<HTMLElement>('[data-tool]')?.dataset.tool
  if (tool === 'full') toggleFull()
  else if (tool === 'image' && (event as MouseEvent).shiftKey) insertFromLibrary()
  else if (tool === 'image') {
    imageFor = 'text'
    imageFile.click()
  } else if (tool) {
    formats[tool]?.(view)
    if (tool !== 'link') view.focus()
  }
})
the('upload-cover').addEventListener('click', () => {
  imageFor = 'cover'
  imageFile.click()
})
the('choose-cover').addEventListener('click', async () => {
  const file = await chooseImage()
  if (!file) return
  form.write({ cover: file.url })
  changed()
})
the('editor').addEventListener('submit', (event) => {
  event.preventDefault()
  save()
})
the('publish').addEventListener('click', () => save('published'))
document.getElementById('unpublish')?.addEventListener('click', () => save('draft'))
the('toggle-preview').addEventListener('click', shown.toggle)
the('toggle-details').addEventListener('click', toggleDetails)
the('editor').addEventListener('input', (event) => {
  const { id } = event.target as HTMLElement
  if (id && !(event.target as Element).closest('#text, #dialog') && id !== 'tag') changed()
})
the('title').addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.isComposing) return
  event.preventDefault()
  view.focus()
})
document.addEventListener('keydown', (event) => {
  const held = event.ctrlKey || event.metaKey
  if (!held) return
  const key = event.key.toLowerCase()
  if (key === 's') save()
  else if (event.shiftKey && key === 'p') shown.toggle()
  else if (event.shiftKey && key === 'f') toggleFull()
  else return
  event.preventDefault()
})

form.write({
  author: start.author,
  commentsOpen: true,
  ...(post && { ...post, excerpt: post.summary }),
})
document.querySelector('.desk')?.removeAttribute('inert')
fitTitle()
checkSlug(start, () => post?.id ?? null)
offerRecovery()
if (matchMedia('(min-width: 70rem)').matches) toggleDetails()
if (post) showRelated(post.id, form)
else the('title').focus()
