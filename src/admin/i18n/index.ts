import type { Language } from '../../settings.ts'
import type { DeskMessages } from './words.ts'

type Words = Record<string, string>

/** The words that an editor has asked for; they last as long as the deployment. */
const loaded = new Map<string, Words>()

/**
 * What the desk says in `language`. The words are static assets, made by `scripts/build-desk.ts`: no
 * reader's page needs them, so the Worker does not carry them.
 */
export async function deskMessages(assets: Fetcher, language: Language): Promise<DeskMessages> {
  return (await load(assets, 'messages', language)) as DeskMessages
}

/** What the audit trail and the status say besides, by the names that things have in the API. */
export function recordWords(assets: Fetcher, language: Language): Promise<Words> {
  return load(assets, 'records', language)
}

async function load(assets: Fetcher, kind: string, language: Language): Promise<Words> {
  const path = `/admin/assets/${kind}.${language}.json`
  const known = loaded.get(path)
  if (known) return known
  const response = await assets.fetch(`https://assets.local${path}`)
  if (!response.ok) throw new Error(`The words of the desk are missing: ${path}`)
  const words = await response.json<Words>()
  loaded.set(path, words)
  return words
}

export { fill } from './fill.ts'
