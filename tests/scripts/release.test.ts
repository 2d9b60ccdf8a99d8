import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { release } from '../../scripts/deploy/release.ts'

const path = process.env.PATH
afterEach(() => {
  process.env.PATH = path
  vi.restoreAllMocks()
})

/** Releases with a wrangler that does nothing but note what it is asked; the rest is a shell script. */
function releaseWith(script: string) {
  vi.spyOn(console, 'log').mockImplementation(() => {})
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const folder = mkdtempSync(join(tmpdir(), 'inkstone-release-'))
  const file = join(folder, 'wrangler')
  const calls = join(folder, 'calls')
  writeFileSync(calls, '')
  writeFileSync(file, `#!/bin/sh\necho "$1 $2" >> '${calls}'\n${script}\n`)
  chmodSync(file, 0o755)
  process.env.PATH = `${folder}${delimiter}${path}`
  const failure = release('worker.js', join(folder, 'log'))
  return { failure, calls: readFileSync(calls, 'utf8').trim().split('\n') }
}

const listing = (...names: string[]) =>
  `[ "$2" = list ] && echo '${JSON.stringify(names.map((name) => ({ name })))}'`

describe('release()', () => {
  it('applies the migrations to a database that is there, and then deploys', () => {
    const { failure, calls } = releaseWith(`${listing('other', 'inkstone')}; exit 0`)

    expect(failure).toBeUndefined()
    expect(calls).toEqual(['d1 list', 'd1 migrations', 'deploy worker.js'])
  })

  it('deploys nothing where a migration fails', () => {
    const { failure, calls } = releaseWith(`${listing('inkstone')}; [ "$2" != migrations ]`)

    expect(failure).toContain('Nothing was deployed: the migrations')
    expect(calls).toEqual(['d1 list', 'd1 migrations'])
  })

  it('deploys nothing where it cannot tell whether there is a database', () => {
    const { failure, calls } = releaseWith('exit 1')

    expect(failure).toContain('could not list the databases')
    expect(calls).toEqual(['d1 list'])
  })

  it('deploys first where there is no database, which creates it', () => {
    const { failure, calls } = releaseWith(`${listing('other')}; exit 0`)

    expect(failure).toBeUndefined()
    expect(calls).toEqual(['d1 list', 'deploy worker.js', 'd1 migrations'])
  })
})
