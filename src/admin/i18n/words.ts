import type { Language } from '../../settings.ts'
import { editor } from './editor.ts'
import { figures } from './figures.ts'
import { gathering } from './gathering.ts'
import { people } from './people.ts'
import { posts } from './posts.ts'
import type { Room } from './room.ts'
import { settings } from './settings.ts'
import { shared } from './shared.ts'

const rooms = { shared, posts, editor, gathering, settings, people, figures }

type KeyOf<T> = T extends Room<infer Key> ? Key : never

/** What the desk says: the words of all its rooms. */
export type DeskMessages = Record<KeyOf<(typeof rooms)[keyof typeof rooms]>, string>

/** All of it in every language, for `scripts/build-desk.ts`; the Worker does not carry it. */
export const words: Record<Language, DeskMessages> = {
  en: wordsIn('en'),
  'zh-CN': wordsIn('zh-CN'),
  'zh-TW': wordsIn('zh-TW'),
}

function wordsIn(language: Language): DeskMessages {
  return Object.assign({}, ...Object.values(rooms).map((room) => room[language]))
}
