import type { Language } from '../../settings.ts'

/** What a room of the desk says, in every language. */
export type Room<Key extends string> = Record<Language, Record<Key, string>>

/** Takes a room's words: the other languages have the keys of the English ones, or do not compile. */
export function room<English extends Record<string, string>>(
  words: { en: English } & Record<
    Exclude<Language, 'en'>,
    Record<keyof NoInfer<English> & string, string>
  >,
): Room<keyof English & string> {
  return words
}
