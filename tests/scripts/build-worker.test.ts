import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSite } from '../../scripts/bench/site.ts'
import { buildWorker, compressedSize } from '../../scripts/build-worker.ts'

describe('buildWorker()', () => {
  const folder = mkdtempSync(join(tmpdir(), 'inkstone-worker-'))
  let worker: string

  beforeAll(async () => {
    worker = await buildWorker(folder)
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('makes at most 250 kB, compressed', () => {
    expect(compressedSize(worker)).toBeLessThanOrEqual(250_000)
  })

  it('makes a Worker that takes posts and serves them', async () => {
    const site = await openSite(worker)
    const [home, article, feed] = await Promise.all(
      ['/', '/1.html', '/feed.xml'].map((path) => fetch(new URL(path, site.url))),
    )
    expect([home?.status, article?.status, feed?.status]).toEqual([200, 200, 200])
    expect(await article?.text()).toContain('id="comment-form"')
    await site.close()
  })
})
