import { raw } from 'hono/html'
import type { View } from '../pages/view.ts'
import { turnstileScript } from '../styles/script.ts'
import { commentsApiPath } from '../urls.ts'

/** What a form shows beside its empty fields: an answer begun, or what was sent with a fault. */
export interface Draft {
  parentId?: number | null
  name?: string
  email?: string
  url?: string
  body?: string
  /** What is wrong, said to the sender. */
  problem?: string
}

/**
 * The form of a comment, the same for everybody: it stands on cached pages and holds no secret. The
 * field that people do not see catches programs that fill in whatever they find.
 */
export function CommentForm(props: { view: View; postId: number; draft?: Draft | undefined }) {
  const { view, postId, draft = {} } = props
  const { text, settings } = view
  return (
    <form
      id="comment-form"
      method="post"
      action={commentsApiPath(postId)}
      data-unsent={text.unsent}
    >
      <h2>{text.discuss}</h2>
      <p>{text.discussHint[settings.holdComments]}</p>
      <p role="status">{draft.problem}</p>
      <p data-cancel hidden>
        <b /> <button type="button">{text.cancel}</button>
      </p>
      <input type="hidden" name="parentId" value={draft.parentId ?? ''} />
      <label>
        {text.body}
        <textarea class="field" name="body" required maxlength={5000} rows={5}>
          {draft.body}
        </textarea>
      </label>
      <div class="who">
        <label>
          {text.name}
          <input
            class="field"
            name="name"
            value={draft.name}
            maxlength={40}
            autocomplete="nickname"
            placeholder={text.guest}
          />
        </label>
        <label>
          {text.emailPrivate}
          <input
            class="field"
            type="email"
            name="email"
            value={draft.email}
            maxlength={200}
            autocomplete="email"
          />
        </label>
        <label>
          {text.website}
          <input
            class="field"
            name="url"
            inputmode="url"
            value={draft.url}
            maxlength={300}
            autocomplete="url"
          />
        </label>
      </div>
      <div class="trap" aria-hidden="true">
        <label>
          {text.leaveEmpty}
          <input name="subject" tabindex={-1} autocomplete="off" />
        </label>
      </div>
      {settings.turnstileKey && (
        <>
          <div class="cf-turnstile" data-sitekey={settings.turnstileKey} data-size="flexible" />
          <script>{raw(turnstileScript)}</script>
        </>
      )}
      <p>{text.markdownHint}</p>
      <button type="submit" class="go" name="go">
        {text.send}
      </button>
    </form>
  )
}
