import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { problemsIn } from '../../scripts/build-desk.ts'
import { problemText } from '../../src/admin/i18n/problem-text.ts'
import { problems } from '../../src/admin/i18n/problems.ts'

const root = new URL('../../', import.meta.url)

/** Where what the API says is written. */
const files = [
  ...['problem', 'settings', 'urls', 'schemas', 'app', 'content/render'].map(
    (name) => `src/${name}.ts`,
  ),
  ...globSync('src/admin/{api,auth,posts}/*.ts', { cwd: root }),
]

const place = /\$\{(?:'[^'\n]*'|`[^`]*`|\{[^}]*\}|[^{}`'])*\}/g
const token =
  /(?<=^|\s)\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|\$\{(?:'[^'\n]*'|`[^`]*`|\{[^}]*\}|[^{}`'])*\}|[^`\\])*`/gm

/** What stands before words that are for the API's description, for the log, or for the database. */
const notSaid = /(?:summary:|description:|description\(|Error\(|console\.\w+\(|sql|\d{3}:)\s*$/

/** What is said with words in its places that are chosen in the code. */
const spelled: Record<string, string[]> = {
  'Must have at most 7 7': ['Must have at most 7 characters', 'Must have at most 7 entries'],
  'Must be letters, digits and hyphens, at most 120 characters7': ['', ', such as "7"'].map(
    (hint) => `Must be letters, digits and hyphens, at most 120 characters${hint}`,
  ),
  'There is no 7': ['There is no post 7', 'There is no draft 7 of yours'],
  'There is no 7 7': ['tag 7', 'category 7', 'author 7', '7 /api/7'].map(
    (what) => `There is no ${what}`,
  ),
  'This 7 is taken; choose another one': ['name', 'slug'].map(
    (field) => `This ${field} is taken; choose another one`,
  ),
  "This takes the role of 7, in a session of /admin or with the owner's token": [
    ...['author', 'editor', 'owner'].map(
      (role) => `This takes the role of ${role}, in a session of /admin or with the owner's token`,
    ),
  ],
  'The database cannot be reached right now. 7 again in a minute': [
    'The database cannot be reached right now. Try again in a minute',
  ],
  // A header, and a title of the description.
  'Bearer realm="Inkstone"': [],
  'Inkstone admin API': [],
}

/** Everything the API may say, with a 7 in each place. */
const said = files.flatMap((file) => {
  const source = readFileSync(new URL(file, root), 'utf8')
  return [...source.matchAll(token)]
    .filter(({ 0: text, index }) => !text.startsWith('/') && !notSaid.test(source.slice(0, index)))
    .map(([text]) => text.slice(1, -1).replace(place, '7').replace(/\\(.)/g, '$1'))
    .filter((text) => /^[A-Z"{/7].*[a-z7]{2}.*\s[a-z]/s.test(text) || spelled[text])
    .flatMap((text) => spelled[text] ?? text)
})

describe('problemText()', () => {
  it.each(['zh-CN', 'zh-TW'])('has %s words for everything the API says', (language) => {
    const words = problemsIn(language)
    const missing = said.filter((text) => !/\p{Script=Han}/u.test(problemText(words, text) ?? text))

    expect(said.length).toBeGreaterThan(90)
    expect([...new Set(missing)]).toEqual([])
  })

  it('has no words for what the API does not say', () => {
    const all = said.join('\n').replace(/\{\w+\}|7+/g, '7')
    const unused = Object.keys(problems).filter((text) => {
      const [start = ''] = text.split('{what}')
      return !all.includes(start.replace(/\{+\w+\}+/g, '7'))
    })
    expect(unused).toEqual([])
  })

  it('keeps every value in its place', () => {
    const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name)
    const strays = Object.entries(problems).filter(([text, own]) =>
      own.some((words) => places(words).some((name) => !places(text).includes(name))),
    )
    expect(strays).toEqual([])
  })

  it('takes over what stands in the places, and translates the kind of thing', () => {
    const words = problemsIn('zh-TW')
    expect(problemText(words, 'There is no friend link 12')).toBe('找不到友情連結 12')
    expect(problemText(words, '"a {b}" is the slug of post 3; "a-2" is free')).toBe(
      '「a {b}」已是文章 3 的代稱，可以用「a-2」',
    )
    expect(problemText(words, 'A permalink begins with /, such as /{id}.html')).toContain('{id}')
    expect(problemText(words, 'There is no unicorn 12')).toBeUndefined()
    expect(problemText({}, 'Must not be empty')).toBeUndefined()
  })
})
