import { readdirSync, readFileSync } from 'node:fs'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { parse } from 'valibot'
import { createSchema } from '../../src/admin/posts/change.ts'
import { createPost, type SaveContext } from '../../src/admin/posts/save.ts'
import { createDb, type Db } from '../../src/db/client.ts'
import { type Meter, newMeter } from '../../src/db/meter.ts'
import type { ImportPost } from '../import/post.ts'

/** An empty site in memory, on the D1 that local development runs on. */
export interface LocalSite {
  d1: D1Database
  db: Db
  meter: Meter
  /** Saves a post the way the admin API does; answers its id. */
  save: (post: ImportPost) => Promise<number>
  close: () => Promise<void>
}

/** All that evaluation depends on the time for: scheduled posts are visible by then. */
export const evaluationTime = Date.UTC(2030, 0, 1)

export async function openLocalSite(): Promise<LocalSite> {
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      modules: true,
      script: 'export default {}',
      compatibilityDate: '2026-10-01',
      d1Databases: ['DB'],
    }),
  )
  const d1 = (await miniflare.getD1Database('DB')) as unknown as D1Database
  await migrate(d1)
  const meter = newMeter()
  const db = createDb(d1, meter)
  const context: SaveContext = {
    ...{ db, env: { SITE_URL: 'https://blog.example' }, now: evaluationTime },
    ...{ editor: 'evaluation', mayPlace: true, later: true },
  }
  return {
    ...{ d1, db, meter },
    async save(post) {
      const saved = await createPost(context, parse(createSchema, { status: 'published', ...post }))
      if ('detail' in saved) throw new Error(`${post.externalId}: ${saved.detail}`)
      return saved.id
    },
    close: () => miniflare.dispose(),
  }
}

async function migrate(d1: D1Database) {
  const folder = new URL('../../migrations/', import.meta.url)
  const files = readdirSync(folder).filter((file) => file.endsWith('.sql'))
  for (const file of files.sort()) {
    const text = readFileSync(new URL(file, folder), 'utf8')
    for (const statement of text.split('--> statement-breakpoint')) {
      await d1.prepare(statement).run()
    }
  }
}
