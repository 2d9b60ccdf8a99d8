import type { languages, Settings } from '../../../settings.ts'
import { fill } from '../../i18n/fill.ts'
import type { Desk } from '../desk.ts'
import { deskPage } from '../layout.tsx'
import { Check, Choice, Field, Top } from '../parts.tsx'

export const languageNames = [
  ['zh-CN', '简体中文'],
  ['zh-TW', '繁體中文'],
  ['en', 'English'],
] as const satisfies readonly (readonly [(typeof languages)[number], string])[]

/** What of the deployment settings depend on. */
export interface Deployment {
  /** The names of the edge driver now, and of the one that is deployed. */
  edge: { inUse: string; deployed: string }
  /** Whether notices can be sent, and whether Turnstile's answers can be checked. */
  mail: boolean
  turnstile: boolean
}

/** The settings; each field is checked by the API as soon as it changes. */
export function settingsPage(desk: Desk, settings: Settings, deployment: Deployment): string {
  const { t } = desk
  return deskPage(
    desk,
    { title: t.settings },
    <>
      <Top title={t.settings} />
      <form data-api="PATCH /api/admin/settings" data-then="notice" data-check>
        <fieldset class="card">
          <legend>{t.general}</legend>
          <Field
            name="title"
            label={t.settingTitle}
            value={settings.title}
            required
            maxLength={120}
          />
          <Field
            name="description"
            label={t.settingDescription}
            value={settings.description}
            maxLength={300}
            rows={2}
          />
          <Field
            name="url"
            label={t.settingUrl}
            hint={t.settingUrlHint}
            value={settings.url}
            type="url"
          />
          <Choice
            name="language"
            label={t.language}
            value={settings.language}
            options={languageNames}
          />
          <Field
            name="timeZone"
            label={t.settingTimeZone}
            value={settings.timeZone}
            list="zones"
            required
          />
          <datalist id="zones">
            {Intl.supportedValuesOf('timeZone').map((zone) => (
              <option value={zone} />
            ))}
          </datalist>
          <Field
            name="permalink"
            label={t.settingPermalink}
            hint={fill(t.permalinkPreview, { url: '' })}
            value={settings.permalink}
            required
          />
        </fieldset>
        <fieldset class="card">
          <legend>{t.reading}</legend>
          <Count
            name="postsPerPage"
            label={t.postsPerPage}
            value={settings.postsPerPage}
            min={1}
            max={50}
          />
          <Count name="feedItems" label={t.feedItems} value={settings.feedItems} min={1} max={50} />
          <Count
            name="relatedCount"
            label={t.relatedCount}
            value={settings.relatedCount}
            min={0}
            max={12}
          />
          <Count name="hotPosts" label={t.hotPosts} value={settings.hotPosts} min={0} max={500} />
          <Choice
            name="indexProfile"
            label={t.indexProfile}
            hint={t.indexProfileHint}
            value={settings.indexProfile}
            options={[
              ['free', t.planFree],
              ['paid', t.planPaid],
            ]}
          />
          <Field
            name="defaultAuthor"
            label={t.defaultAuthor}
            value={settings.defaultAuthor}
            required
            maxLength={80}
          />
        </fieldset>
        <fieldset class="card">
          <legend>{t.appearance}</legend>
          <Field name="accent" label={t.accent} value={settings.accent} type="color" />
          <Field name="footer" label={t.footer} value={settings.footer} maxLength={500} />
          <Check
            name="resizeImages"
            label={t.resizeImages}
            hint={t.resizeImagesHint}
            on={settings.resizeImages}
          />
        </fieldset>
        <Discussion desk={desk} settings={settings} deployment={deployment} />
        <fieldset class="card">
          <legend>{t.rights}</legend>
          <Field
            name="copyright"
            label={t.copyright}
            hint={t.copyrightHint}
            value={settings.copyright}
            maxLength={500}
            rows={2}
          />
          <Field name="licence" label={t.licence} value={settings.licence} maxLength={80} />
          <Field name="licenceUrl" label={t.licenceUrl} value={settings.licenceUrl} type="url" />
        </fieldset>
        <fieldset class="card">
          <legend>{t.delivery}</legend>
          <Choice
            name="edgeCache"
            label={t.edgeDriver}
            hint={fill(t.edgeDriverHint, { name: deployment.edge.inUse })}
            value={settings.edgeCache}
            options={[
              ['auto', fill(t.edgeAuto, { name: deployment.edge.deployed })],
              ['workers-cache', t.edgeWorkers],
              ['cache-api', t.edgeZone],
              ['off', t.edgeOff],
            ]}
          />
        </fieldset>
        <button type="submit" class="primary">
          {t.save}
        </button>
      </form>
    </>,
  )
}

/** Who may say what below articles. */
function Discussion(props: { desk: Desk; settings: Settings; deployment: Deployment }) {
  const { settings, deployment } = props
  const { t } = props.desk
  return (
    <fieldset class="card">
      <legend>{t.comments}</legend>
      <Check name="comments" label={t.commentsOn} hint={t.commentsOnHint} on={settings.comments} />
      <Choice
        name="holdComments"
        label={t.holdComments}
        hint={t.holdCommentsHint}
        value={settings.holdComments}
        options={[
          ['first', t.holdFirst],
          ['all', t.holdAll],
          ['none', t.holdNone],
        ]}
      />
      <Field
        name="blockedWords"
        label={t.blockedWords}
        hint={t.blockedWordsHint}
        value={settings.blockedWords.join('\n')}
        as="lines"
        rows={4}
      />
      <Field
        name="commentNotice"
        label={t.commentNotice}
        hint={deployment.mail ? t.commentNoticeHint : t.mailMissing}
        value={settings.commentNotice}
        type="email"
      />
      <Field
        name="turnstileKey"
        label={t.turnstileKey}
        hint={deployment.turnstile ? t.turnstileHint : t.turnstileMissing}
        value={settings.turnstileKey}
        maxLength={80}
      />
    </fieldset>
  )
}

function Count(props: { name: string; label: string; value: number; min: number; max: number }) {
  return <Field {...props} type="number" as="number" required />
}
