import { dateFormat } from '../dates.ts'
import type { Language } from '../settings.ts'
import { en } from './en.ts'
import type { Messages } from './messages.ts'
import { zhCN } from './zh-cn.ts'
import { zhTW } from './zh-tw.ts'

const all: Record<Language, Messages> = { 'zh-CN': zhCN, 'zh-TW': zhTW, en }

/** The texts of the interface in `language`. */
export function messagesIn(language: Language): Messages {
  return all[language]
}

/** The texts for readers of the language `tag` names, or of the site's where we have none in it. */
export function messagesFor(tag: string | null, site: Language): Messages {
  if (/^en\b/i.test(tag ?? '')) return en
  if (/^zh\b/i.test(tag ?? '')) return /\b(?:hant|tw|hk|mo)\b/i.test(tag ?? '') ? zhTW : zhCN
  return all[site]
}

/** `2026年9月27日`, `27 September 2026`: the day of an instant (ms) in a time zone. */
export function longDate(time: number, language: Language, timeZone: string): string {
  const locale = language === 'en' ? 'en-GB' : language
  return dateFormat(locale, { dateStyle: 'long', timeZone }).format(time)
}

/** Puts a count into a text for counts; the script of articles does the same. */
export function counted(forms: string, count: number, language: Language): string {
  const [one = '', many = one] = forms.split('/')
  return (count === 1 ? one : many).replace('#', count.toLocaleString(language))
}
