import type { Language } from '../../settings.ts'
import type { DeskMessages } from './words.ts'

/** The words of each language that an editor has asked for; they last as long as the deployment. */
const loaded = new Map<Language, DeskMessages>()

/**
 * What the desk says in `language`. The words are static assets, made by `scripts/build-desk.ts`: no
 * reader's page needs them, so the Worker does not carry them.
 */
export async function deskMessages(assets: Fetcher, language: Language): Promise<DeskMessages> {
  const known = loaded.get(language)
  if (known) return known
  const response = await assets.fetch(`https://assets.local${messagesPath(language)}`)
  if (!response.ok) throw new Error(`The words of the desk are missing: ${messagesPath(language)}`)
  const messages = await response.json<DeskMessages>()
  loaded.set(language, messages)
  return messages
}

function messagesPath(language: Language): string {
  return `/admin/assets/messages.${language}.json`
}

export { fill } from './fill.ts'
