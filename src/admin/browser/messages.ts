import { fill } from '../i18n/fill.ts'
import type { DeskMessages } from '../i18n/words.ts'

/** What is written into the page as JSON under `id`. */
export function dataOf<T>(id: string): T {
  const text = document.getElementById(id)?.textContent
  if (!text) throw new Error(`The page has no data "${id}"`)
  return JSON.parse(text)
}

/** The words of the desk in the language of the page. */
export const t = dataOf<DeskMessages>('messages')

/** A time of day as the editor's own clock has it. */
export function clock(time: Date | string): string {
  const options = { hour: '2-digit', minute: '2-digit' } as const
  return new Date(time).toLocaleTimeString(document.documentElement.lang, options)
}

/** A day and time as clocks in `zone` have it, and which zone that is. */
export function dateAndClock(time: Date | string, zone: string): string {
  const options = { dateStyle: 'medium', timeStyle: 'short', timeZone: zone } as const
  const text = new Date(time).toLocaleString(document.documentElement.lang, options)
  return fill(t.timeInZone, { time: text, zone })
}
