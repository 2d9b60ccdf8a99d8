import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { createDb } from '../../src/db/client.ts'
import { spendKvWrites } from '../../src/db/jobs.ts'
import { newMeter } from '../../src/db/meter.ts'
import { countRows } from '../../src/db/rows.ts'
import { admin } from '../site.ts'
import { ask } from './ask.ts'
import { givenPerson } from './people.ts'

describe('GET /admin/status', () => {
  it('shows what the day has used of the plan, and marks what is nearly used up', async () => {
    await admin('PATCH', '/settings', { language: 'en' })
    const db = createDb(env.DB, newMeter())
    const now = Date.now()
    await countRows(db, { rowsRead: 1_234_000, rowsWritten: 79_000 }, now)
    await spendKvWrites(db, 321, now)
    const { headers } = await givenPerson('owner')
    const page = async () =>
      (await (await ask('GET', '/admin/status', undefined, headers)).text()).replace(/\s+/g, ' ')

    const before = await page()
    await countRows(db, { rowsRead: 0, rowsWritten: 1_000 }, now)
    const after = await page()

    expect(before).toMatch(/<dt>D1 rows read<\/dt><dd>1,234,\d{3} of 5,000,000<meter/)
    expect(before).toMatch(/<dt>KV writes<\/dt><dd>321 of 800<meter/)
    expect(before).toMatch(/<dt>Size of the database<\/dt><dd>\d\.\d MB of 500 MB<meter/)
    expect(before).not.toContain('class="mark">nearly used up')
    expect(after).toMatch(
      /<dt>D1 rows written<\/dt><dd>80,\d{3} of 100,000<span class="mark">nearly used up/,
    )
  })
})
