import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type DependencyMap, dependencies, staleBy } from '../../src/cache/dependencies.ts'
import { type PageKind, pageKinds } from '../../src/cache/policy.ts'
import { writeObservers } from '../../src/cache/publish.ts'
import type { Write, WriteKind } from '../../src/cache/writes.ts'
import { stopClock } from './clock.ts'
import { memory, type Platform } from './platforms.ts'
import { givenSite, pages, scenarios } from './site.ts'

let committed: Write[] = []
const observe = (write: Write) => committed.push(write)
writeObservers.add(observe)
afterAll(() => writeObservers.delete(observe))

/** A page that a write changed: what it was, and the tags it was stored under. */
interface Change {
  scenario: string
  path: string
  kind: PageKind
  tags: string[]
  writes: Write[]
}

const changes: Change[] = []
const kindOfPath = Object.entries(pages).flatMap(([kind, paths]) =>
  paths.map((path) => [path, kind as PageKind] as const),
)

async function look(site: Platform, path: string, expected: PageKind) {
  const response = await site.getFresh(path)
  const { status, headers } = response
  const kind: PageKind = status === 404 ? 'notFound' : status === 301 ? 'redirect' : expected
  const shown = `${status} ${headers.get('Location')} ${await response.text()}`
  return { kind, shown, tags: (headers.get('Cache-Tag') ?? '').split(',') }
}

beforeEach(stopClock)
afterEach(() => {
  vi.useRealTimers()
})

describe('the writes', () => {
  it.each(Object.entries(scenarios))('change pages: %s', async (scenario, write) => {
    const site = memory()
    await givenSite(site)
    const before = new Map<string, Awaited<ReturnType<typeof look>>>()
    const lookAtAll = async () => {
      for (const [path, kind] of kindOfPath) before.set(path, await look(site, path, kind))
      committed = []
    }
    await lookAtAll()
    // A scenario of several steps visits all pages before its last one: that is when it is looked at.
    await write({
      ...site,
      async get(path) {
        if (path === '/') await lookAtAll()
        return site.getFresh(path)
      },
    })
    const writes = committed
    committed = []
    for (const [path, kind] of kindOfPath) {
      const old = before.get(path)
      const now = await look(site, path, kind)
      if (!old || old.shown === now.shown) continue
      changes.push({ scenario, path, kind: old.kind, tags: old.tags, writes })
    }
    const changed = changes.some((change) => change.scenario === scenario)
    expect(writes.length > 0, 'there is no change without a write').toBe(
      changed || writes.length > 0,
    )
  })
})

/** Changed pages that `map` would leave as they were. */
function leftStale(map: DependencyMap): Change[] {
  return changes.filter(({ kind, tags, writes }) => {
    const purged = new Set(writes.flatMap((write) => staleBy(map, write)[kind]))
    return !tags.some((tag) => purged.has(tag))
  })
}

/** A row of the map: one kind of tag, for one kind of write and page. */
interface Row {
  write: WriteKind
  page: PageKind
  family: string
}

/** `p12` and `p7` are of one family, `l-c3` and `l-home` too. */
function familyOf(tag: string): string {
  return /^(?:[a-z]-|[a-z](?=\d)|\w+)/.exec(tag)?.[0] ?? tag
}

function without(row: Row): DependencyMap {
  const cut = (write: Write) => {
    const stale = staleBy(dependencies, write)
    const kept = stale[row.page].filter((tag) => familyOf(tag) !== row.family)
    return { ...stale, [row.page]: kept }
  }
  return { ...dependencies, [row.write]: cut }
}

function rowsSeen(): Row[] {
  const rows = new Map<string, Row>()
  for (const write of new Set(changes.flatMap((change) => change.writes))) {
    for (const page of pageKinds) {
      for (const family of staleBy(dependencies, write)[page].map(familyOf)) {
        rows.set(`${write.kind} ${page} ${family}`, { write: write.kind, page, family })
      }
    }
  }
  return [...rows.values()]
}

describe('the dependency map', () => {
  it('reaches every changed page, by the rows of its own kind alone', () => {
    expect(changes.length).toBeGreaterThan(200)
    expect(leftStale(dependencies).map(({ scenario, path }) => `${scenario}: ${path}`)).toEqual([])
  })

  it('leaves a page stale when any one of its rows is taken away', () => {
    const rows = rowsSeen()
    expect(rows.length).toBeGreaterThan(50)
    const idle = rows.filter((row) => leftStale(without(row)).length === 0)
    expect(idle.map(({ write, page, family }) => `${write} > ${page} > ${family}`)).toEqual([])
  })

  it('has a scenario for every kind of write', () => {
    const seen = new Set(changes.flatMap((change) => change.writes.map((write) => write.kind)))
    expect(Object.keys(dependencies).filter((kind) => !seen.has(kind as WriteKind))).toEqual([])
  })
})
