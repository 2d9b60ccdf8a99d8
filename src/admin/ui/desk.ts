import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import type { AppEnv } from '../../env.ts'
import { type Language, languages, type Settings } from '../../settings.ts'
import type { Identity } from '../auth/identity.ts'
import { deskMessages } from '../i18n/index.ts'
import type { DeskMessages } from '../i18n/words.ts'

/** What every page of the desk knows. */
export interface Desk {
  t: DeskMessages
  language: Language
  settings: Settings
  /** The origin the browser sees: pages of the desk are never shared. */
  origin: string
  identity: Identity | undefined
  path: string
  query: Record<string, string>
  /** Allows the styles that the page's own script adds (CSP Level 3 §7.2.1). */
  nonce: string
  now: number
}

export const languageCookie = 'inkstone-desk-language'

export async function deskOf(c: Context<AppEnv>, settings: Settings): Promise<Desk> {
  const wanted = getCookie(c, languageCookie)
  const language = languages.find((it) => it === wanted) ?? settings.language
  const url = new URL(c.req.url)
  return {
    t: await deskMessages(c.env.ASSETS, language),
    language,
    settings,
    origin: url.origin,
    identity: c.var.identity,
    path: url.pathname,
    query: c.req.query(),
    nonce: crypto.randomUUID().replaceAll('-', ''),
    now: c.var.now,
  }
}

/** A time as the desk shows it, in the site's time zone. */
export function timeText(desk: Desk, time: string | null): string {
  if (time === null) return desk.t.never
  const options = { dateStyle: 'medium', timeStyle: 'short' } as const
  const { timeZone } = desk.settings
  return new Intl.DateTimeFormat(desk.language, { ...options, timeZone }).format(new Date(time))
}

export function numberText(desk: Desk, value: number): string {
  return new Intl.NumberFormat(desk.language).format(value)
}
