import { fill } from '../../i18n/fill.ts'
import type { Desk } from '../desk.ts'
import type { EditorData } from './editor-page.tsx'
import { languageNames } from './settings-page.tsx'

/** Everything about a post beside its text. */
export function Details({ desk, data }: { desk: Desk; data: EditorData }) {
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
      <div class="field">
        <label for="canonical">{t.canonical}</label>
        <input
          id="canonical"
          name="canonical"
          type="url"
          maxlength={2000}
          aria-describedby="canonical-hint canonical-problem"
        />
        <p class="hint" id="canonical-hint">
          {t.canonicalHint}
        </p>
        <p class="problem" id="canonical-problem" />
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
        <input type="checkbox" name="pinned" id="pinned" disabled={identity?.role === 'author'} />{' '}
        {t.pinned}
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

function Options({ id, values }: { id: string; values: string[] }) {
  return (
    <datalist id={id}>
      {values.map((value) => (
        <option value={value} />
      ))}
    </datalist>
  )
}
