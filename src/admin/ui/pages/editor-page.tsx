import { raw } from 'hono/html'
import type * as v from 'valibot'
import { jsonForScript } from '../../../pages/layout.tsx'
import type { postSchema } from '../../api/post-schema.ts'
import { fill } from '../../i18n/fill.ts'
import type { Desk } from '../desk.ts'
import type { EditorStart } from '../editor-start.ts'
import { deskPage } from '../layout.tsx'
import { Details } from './editor-details.tsx'
import type { UnsavedDraft } from './posts-page.tsx'

type Post = v.InferOutput<typeof postSchema>

export interface EditorData {
  post: Post | null
  drafts: UnsavedDraft[]
}

/** The place to write. */
export function editorPage(desk: Desk, data: EditorData): string {
  const { t, settings, identity } = desk
  const { post } = data
  const start: EditorStart = {
    post,
    drafts: data.drafts.map(({ id, updatedAt }) => ({ id, updatedAt })),
    account: identity?.authorId ?? 0,
    timeZone: settings.timeZone,
    permalink: settings.permalink,
    origin: desk.origin,
    author: identity && identity.authorId !== 0 ? identity.name : null,
    draft: Number(desk.query.draft) || null,
  }
  return deskPage(
    desk,
    { title: post?.title ?? t.newPost, scripts: ['editor'], whole: true },
    <form id="editor" class="editor" autocomplete="off">
      <script type="application/json" id="start">
        {raw(jsonForScript(start))}
      </script>
      <header class="bar">
        <a href="/admin/posts" class="button plain">
          ← {t.posts}
        </a>
        <p id="state" role="status" aria-live="polite" class="state">
          {t.stateClean}
        </p>
        <div class="buttons">
          <button type="button" id="toggle-preview" aria-pressed="false" title="Ctrl+Shift+P">
            {t.preview}
          </button>
          <button type="button" id="toggle-details" aria-pressed="false" aria-controls="details">
            {t.details}
          </button>
          <button type="submit" id="save" title="Ctrl+S">
            {post?.status === 'published' || post?.status === 'scheduled' ? t.update : t.saveDraft}
          </button>
          <button
            type="button"
            id="publish"
            class="primary"
            hidden={post?.status === 'published' || post?.status === 'scheduled'}
          >
            {t.publish}
          </button>
        </div>
      </header>
      <div id="banners" class="banners" aria-live="polite" />
      {/* What is typed before the script is there would be written over by it. */}
      <div class="desk" inert>
        <section class="paper" aria-label={t.text}>
          <h1 class="sr-only">{post ? t.edit : t.newPost}</h1>
          <textarea
            id="title"
            name="title"
            rows={1}
            maxlength={500}
            placeholder={t.title}
            aria-label={t.title}
          >
            {post?.title}
          </textarea>
          <p class="problem" id="title-problem" />
          <Toolbar desk={desk} />
          <div id="text" data-label={t.text} />
          <p class="problem" id="markdown-problem" />
          <footer class="foot">
            <span id="words">{fill(t.words, { n: post?.wordCount ?? 0 })}</span>
            <ul id="uploads" class="uploads" aria-live="polite" />
          </footer>
        </section>
        <section class="preview" id="preview" aria-label={t.preview} hidden>
          <iframe
            title={t.preview}
            src="/admin/preview"
            loading="lazy"
            sandbox="allow-same-origin"
            referrerpolicy="no-referrer"
          />
        </section>
        <Details desk={desk} data={data} />
      </div>
      <div class="receipt">
        <section id="receipt" aria-label={t.receipt} hidden />
      </div>
    </form>,
  )
}

function Toolbar({ desk }: { desk: Desk }) {
  const { t } = desk
  const tools: [name: string, label: string, sign: string, keys: string][] = [
    ['bold', t.bold, 'B', 'Ctrl+B'],
    ['italic', t.italic, 'I', 'Ctrl+I'],
    ['heading', t.heading, 'H', 'Ctrl+Shift+H'],
    ['link', t.link, '↗', 'Ctrl+K'],
    ['quote', t.quote, '❝', 'Ctrl+Shift+9'],
    ['list', t.list, '•', 'Ctrl+Shift+8'],
    ['numbered', t.numbered, '1.', 'Ctrl+Shift+7'],
    ['code', t.codeText, '‹›', 'Ctrl+E'],
    ['table', t.table, '▦', ''],
    ['image', t.image, '▣', ''],
    ['full', t.fullScreen, '⤢', 'Ctrl+Shift+F'],
  ]
  return (
    <div class="toolbar" role="toolbar" aria-label={t.toolbar} aria-controls="text">
      {tools.map(([name, label, sign, keys], index) => (
        <button
          type="button"
          data-tool={name}
          aria-label={label}
          title={[label, keys].filter(Boolean).join(' ')}
          tabindex={index === 0 ? 0 : -1}
          data-sign={sign}
        />
      ))}
      <input
        type="file"
        id="image-file"
        accept="image/*"
        multiple
        class="sr-only"
        tabindex={-1}
        aria-label={t.image}
      />
    </div>
  )
}
