import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { createDb } from '../../src/db/client.ts'
import { newMeter } from '../../src/db/meter.ts'
import { sidebarOf, sidebarRow } from '../../src/db/sidebar.ts'
import { givenPost } from '../site.ts'

describe('sidebarRow()', () => {
  it('has the newest months, whatever was written before the year 1000', async () => {
    for (const publishedAt of ['0999-05-04', '0300-11-04', '1066-10-14', '2026-01-02']) {
      await givenPost({ publishedAt: `${publishedAt}T00:00:00Z` })
    }

    const { months } = sidebarOf(await sidebarRow(createDb(env.DB, newMeter()), Date.now()))

    expect(months).toEqual([
      { year: 2026, month: 1, count: 1 },
      { year: 1066, month: 10, count: 1 },
    ])
  })
})
