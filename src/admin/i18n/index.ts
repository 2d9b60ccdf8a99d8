import type { Language } from '../../settings.ts'
import { type DeskMessages, en } from './en.ts'
import { zhCn } from './zh-cn.ts'
import { zhTw } from './zh-tw.ts'

const all: Record<Language, DeskMessages> = { en, 'zh-CN': zhCn, 'zh-TW': zhTw }

export function deskMessages(language: Language): DeskMessages {
  return all[language]
}

export { fill } from './fill.ts'
