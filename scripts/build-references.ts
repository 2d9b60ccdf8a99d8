// Makes `src/content/references-table.ts` from the named character references of HTML. The standard
// promises to add none; a test holds that the file is what this writes.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { characterEntities } from 'character-entities'
import { characterEntitiesLegacy } from 'character-entities-legacy'

/** Where the table belongs. */
export const referencesFile = fileURLToPath(
  new URL('../src/content/references-table.ts', import.meta.url),
)

/** The table as the text of its module. */
export function referencesModule(): string {
  return `// Written by scripts/build-references.ts from the standard's table; not edited by hand.

/**
 * Characters in the order of their codes, separated by ";": the names ("!" after one that needs no
 * semicolon), what the code is more than that of the character before (1 where nothing is said), and
 * the code of a second character, if there is one.
 */
export const table =
  '${packed()}'
`
}

function packed(): string {
  const legacy = new Set(characterEntitiesLegacy)
  const namesOf = new Map<string, string[]>()
  for (const [name, value] of Object.entries(characterEntities).sort()) {
    const names = namesOf.get(value) ?? []
    namesOf.set(value, [...names, legacy.has(name) ? `${name}!` : name])
  }
  let last = 0
  return [...namesOf]
    .map(([value, names]) => ({ codes: [...value].map((sign) => sign.codePointAt(0) ?? 0), names }))
    .sort((a, b) => (a.codes[0] ?? 0) - (b.codes[0] ?? 0) || a.codes.length - b.codes.length)
    .map(({ codes: [first = 0, second], names }) => {
      const step = first - last
      last = first
      const codes = second ? ` ${step} ${second}` : step === 1 ? '' : ` ${step}`
      return `${names}${codes}`
    })
    .join(';')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(referencesFile, referencesModule())
}
