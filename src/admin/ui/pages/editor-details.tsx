import { fill } from '../../i18n/fill.ts'
import type { Desk } from '../desk.ts'
import { Choice, Field } from '../parts.tsx'
import type { EditorData } from './editor-page.tsx'
import { languageNames } from './settings-page.tsx'

/** Everything about a post beside its text. What the fields hold, the editor's script writes. */
export function Details({ desk, data }: { desk: Desk; data: EditorData }) {
  const { t, settings, identity } = desk
  const { post } = data
  return (
    <aside class="details" id="details" aria-label={t.details} hidden>
      <Field name="slug" label={t.slug} hint={t.slugHint} maxLength={120} />
      <Field
        name="publishedAt"
        label={t.publishedAt}
        hint={fill(t.inZone, { zone: settings.timeZone })}
        type="datetime-local"
      />
      <Field name="category" label={t.category} names="categories" maxLength={80} />
      <div class="field">
        <label for="tag">{t.tags}</label>
        <ul id="chosen-tags" class="chips" />
        <input id="tag" data-names="tags" maxlength={80} aria-describedby="tag-hint tags-problem" />
        <p class="hint" id="tag-hint">
          {t.tagHint}
        </p>
        <p class="problem" id="tags-problem" />
      </div>
      <Field name="excerpt" label={t.excerpt} hint={t.excerptHint} rows={3} maxLength={1000} />
      <Field name="cover" label={t.cover} hint={t.coverHint} />
      <div class="buttons">
        <button type="button" id="upload-cover">
          {t.upload}
        </button>
        <button type="button" id="choose-cover">
          {t.library}
        </button>
      </div>
      <Field
        name="canonical"
        label={t.canonical}
        hint={t.canonicalHint}
        type="url"
        maxLength={2000}
      />
      {identity?.role !== 'author' && (
        <Field name="author" label={t.author} names="authors" maxLength={80} />
      )}
      <Choice
        name="language"
        label={t.language}
        value=""
        options={[['', t.siteLanguage], ...languageNames]}
      />
      {(['pinned', 'commentsOpen'] as const).map((name) => (
        <label class="check">
          <input
            type="checkbox"
            name={name}
            id={name}
            disabled={name === 'pinned' && identity?.role === 'author'}
          />{' '}
          {t[name]}
        </label>
      ))}
      {(['related', 'outline'] as const).map((name) => (
        <section aria-labelledby={`${name}-title`}>
          <h2 id={`${name}-title`}>{t[name]}</h2>
          <ul id={name} class="rows" />
        </section>
      ))}
      {/* The script says of which post, once there is one, and which of them it offers. */}
      <div class="buttons" id="doings" hidden>
        <a class="button" id="history" href={`/admin/posts/${post?.id}/history`}>
          {t.history}
        </a>
        <button type="button" id="unpublish">
          {t.unpublish}
        </button>
        <button type="button" id="restore">
          {t.restore}
        </button>
        <button
          type="button"
          id="trash"
          class="danger"
          data-confirm={t.confirmTrash}
          data-then="/admin/posts"
        >
          {t.toTrash}
        </button>
      </div>
    </aside>
  )
}
