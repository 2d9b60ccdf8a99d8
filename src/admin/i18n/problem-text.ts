import { fill } from './fill.ts'

/** English words with `{places}`, and the same in zh-CN and zh-TW. */
export type Translations = Record<string, readonly [simplified: string, traditional: string]>

/**
 * `english` in the language of `words`, which the templates of its keys lead to; undefined where none
 * fits. What stands in the place `{what}` is translated by itself.
 */
export function problemText(words: Record<string, string>, english: string): string | undefined {
  if (words[english] !== undefined) return words[english]
  // Of two that fit, the one with more words of its own says more.
  const templates = Object.keys(words).sort((a, b) => literal(b) - literal(a))
  for (const template of templates) {
    const values = template.includes('{') && valuesIn(english, template)
    if (!values) continue
    const what = values.what && problemText(words, values.what)
    if (values.what && !what) continue
    return fill(words[template] ?? '', { ...values, ...(what && { what }) })
  }
  return undefined
}

function literal(template: string): number {
  return template.replace(/\{\w+\}/g, '').length
}

/** What stands in the places of `template`, where `text` was made from it. */
function valuesIn(text: string, template: string): Record<string, string> | undefined {
  const pattern = template.split(/(\{\w+\})/).map((part) => {
    const [, name] = /^\{(\w+)\}$/.exec(part) ?? []
    return name ? `(?<${name}>.+?)` : part.replace(/[^\w\s]/g, '\\$&')
  })
  return new RegExp(`^${pattern.join('')}$`, 's').exec(text)?.groups
}
