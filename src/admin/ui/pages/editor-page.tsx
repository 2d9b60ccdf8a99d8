import { raw } from 'hono/html'
import type { z } from 'zod'
import { jsonForScript } from '../../../pages/layout.tsx'
import type { postSchema } from '../../api/post-schema.ts'
import { fill } from '../../i18n/fill.ts'
import type { Desk } from '../desk.ts'
import type { EditorStart } from '../editor-start.ts'
import { deskPage } from '../layout.tsx'
import type { UnsavedDraft } from './posts-page.tsx'
import { languageNames } from './settings-page.tsx'

type Post = z.infer<typeof postSchema>

export interface EditorData {
  post: Post | null
  drafts: UnsavedDraft[]
  categories: string[]
  tags: string[]
  authors: string[]
  /** When cron last noted due posts; null where it never has. */
  cronAt: string | null
}

/** The place to write. */
export function editorPage(desk: Desk, data: EditorData): string {
  const { t, settings, identity } = desk
  const { post } = data
  const start: EditorStart = {
    post,
    drafts: data.drafts,
    cronAt: data.cronAt,
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
      <div class="desk">
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
            sandbox="allow-same-origin"
            referrerpolicy="no-referrer"
          />
        </section>
        <Details desk={desk} data={data} />
      </div>
      <dialog id="dialog" aria-labelledby="dialog-title" />
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

function Details({ desk, data }: { desk: Desk; data: EditorData }) {
  const { t, settings, identity } = desk
  const { post } = data
  return (
    <aside class="details" id="details" aria-label={t.details}>
      <section id="receipt" class="card" aria-label={t.receipt} hidden />
      <div class="field">
        <label for="slug">{t.slug}</label>
        <input
          id="slug"
          name="slug"
          value={post?.slug}
          maxlength={120}
          aria-describedby="slug-hint slug-problem"
        />
        <p class="hint" id="slug-hint" aria-live="polite">
          {t.slugHint}
        </p>
        <p class="problem" id="slug-problem" />
      </div>
      <div class="field">
        <label for="publishedAt">{t.publishedAt}</label>
        <input
          id="publishedAt"
          name="publishedAt"
          type="datetime-local"
          aria-describedby="publishedAt-hint publishedAt-problem"
        />
        <p class="hint" id="publishedAt-hint">
          {fill(t.inZone, { zone: settings.timeZone })}
        </p>
        <p class="problem" id="publishedAt-problem" />
      </div>
      <div class="field">
        <label for="category">{t.category}</label>
        <input
          id="category"
          name="category"
          list="categories"
          value={post?.category ?? ''}
          maxlength={80}
        />
        <Options id="categories" values={data.categories} />
        <p class="problem" id="category-problem" />
      </div>
      <div class="field">
        <label for="tag">{t.tags}</label>
        <ul id="chosen-tags" class="chips" />
        <input id="tag" list="known-tags" maxlength={80} aria-describedby="tag-hint tags-problem" />
        <Options id="known-tags" values={data.tags} />
        <p class="hint" id="tag-hint">
          {t.tagHint}
        </p>
        <p class="problem" id="tags-problem" />
      </div>
      <div class="field">
        <label for="excerpt">{t.excerpt}</label>
        <textarea
          id="excerpt"
          name="excerpt"
          rows={3}
          maxlength={1000}
          aria-describedby="excerpt-hint"
        />
        <p class="hint" id="excerpt-hint">
          {t.excerptHint}
        </p>
        <p class="problem" id="excerpt-problem" />
      </div>
      <div class="field">
        <label for="cover">{t.cover}</label>
        <input
          id="cover"
          name="cover"
          value={post?.cover ?? ''}
          aria-describedby="cover-hint cover-problem"
        />
        <p class="hint" id="cover-hint">
          {t.coverHint}
        </p>
        <p class="problem" id="cover-problem" />
        <div class="buttons">
          <button type="button" id="upload-cover">
            {t.upload}
          </button>
          <button type="button" id="choose-cover">
            {t.library}
          </button>
        </div>
      </div>
      {identity?.role !== 'author' && (
        <div class="field">
          <label for="author">{t.author}</label>
          <input
            id="author"
            name="author"
            list="authors"
            value={post?.author ?? ''}
            maxlength={80}
          />
          <Options id="authors" values={data.authors} />
          <p class="problem" id="author-problem" />
        </div>
      )}
      <div class="field">
        <label for="language">{t.language}</label>
        <select id="language" name="language">
          <option value="">{t.siteLanguage}</option>
          {languageNames.map(([code, name]) => (
            <option value={code}>{name}</option>
          ))}
        </select>
      </div>
      <label class="check">
        <input type="checkbox" name="pinned" id="pinned" /> {t.pinned}
      </label>
      <label class="check">
        <input type="checkbox" name="commentsOpen" id="commentsOpen" /> {t.commentsOpen}
      </label>
      <section aria-labelledby="related-title">
        <h2 id="related-title">{t.related}</h2>
        <ul id="related" class="rows" />
      </section>
      <section aria-labelledby="outline-title">
        <h2 id="outline-title">{t.outline}</h2>
        <ol id="outline" class="rows" />
      </section>
      {post && (
        <div class="buttons">
          <a class="button" href={`/admin/posts/${post.id}/history`}>
            {t.history}
          </a>
          {(post.status === 'published' || post.status === 'scheduled') && (
            <button type="button" id="unpublish">
              {t.unpublish}
            </button>
          )}
          {post.status === 'trashed' ? (
            <button
              type="button"
              data-api={`POST /api/admin/posts/${post.id}/restore`}
              data-then="reload"
            >
              {t.restore}
            </button>
          ) : (
            <button
              type="button"
              class="danger"
              data-api={`DELETE /api/admin/posts/${post.id}`}
              data-confirm={t.confirmTrash}
              data-then="/admin/posts"
            >
              {t.toTrash}
            </button>
          )}
        </div>
      )}
    </aside>
  )
}

function Options({ id, values }: { id: string; values: string[] }) {
  return (
    <datalist id={id}>
      {values.map((value) => (
        <option value={value} />
      ))}
    </datalist>
  )
}
