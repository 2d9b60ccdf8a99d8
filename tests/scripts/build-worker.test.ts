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

  it('reads HTML as browsers do, with the parts that are ours', async () => {
    const site = await openSite(worker)
    const markdown =
      '<!DOCTYPE html>\n\n<p>&notin; &notit; &copy 2026 &nvlt; &#150; &unknown;</p>\n\n<p><b>a<i>b</b>c</p>'
    const post = {
      id: 9_000,
      title: 'HTML',
      markdown,
      category: 'a',
      tags: [],
      status: 'published',
    }
    await site.admin('/posts', post)
    const html = await (await fetch(new URL('/9000.html', site.url))).text()
    expect(html).toContain('<p>∉ ¬it; © 2026 &lt;\u20d2 – &amp;unknown;</p>')
    expect(html).toContain('<p><b>a<i>b</i></b><i>c</i></p>')
    await site.close()
  })
})
