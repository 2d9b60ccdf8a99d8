import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

function read(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
}

describe('docs/storage.md', () => {
  it('names every table and index of the migrations', () => {
    const storage = read('docs/storage.md')
    const root = new URL('../../', import.meta.url)
    const migrations = globSync('migrations/*.sql', { cwd: root }).map(read).join('\n')
    const names = [...migrations.matchAll(/CREATE (?:TABLE|(?:UNIQUE )?INDEX) `(\w+)`/g)]

    expect(names.length).toBeGreaterThan(30)
    for (const [, name] of names) expect(storage).toContain(`\`${name}\``)
  })
})

describe('README.md', () => {
  it('names only scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json'))
    const named = [...read('README.md').matchAll(/npm (?:run )?(start|test|[a-z:]+)\b/g)]

    expect(named.length).toBeGreaterThan(3)
    for (const [, script] of named) expect(Object.keys(scripts)).toContain(script)
  })
})
