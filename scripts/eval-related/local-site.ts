import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { createPost } from '../../src/admin/posts/save.ts'
import { off } from '../../src/cache/edge.ts'
import { createDb, type Db } from '../../src/db/client.ts'
import { type Meter, newMeter } from '../../src/db/meter.ts'
import { indexStep } from '../../src/jobs/index-related.ts'
import type { CorpusPost } from './corpus.ts'

/** A site of its own in a local D1, worked on by the product's own code. */
export interface LocalSite {
  db: Db
  meter: Meter
  context: Parameters<typeof indexStep>[0]
  close: () => Promise<void>
}

const root = join(import.meta.dirname, '../..')

/** Starts an empty site with all migrations. */
export async function startSite(profile: 'free' | 'paid' = 'paid'): Promise<LocalSite> {
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      modules: true,
      script: 'export default {}',
      d1Databases: ['DB'],
    }),
  )
  const database = await miniflare.getD1Database('DB')
  for (const file of globSync('migrations/*.sql', { cwd: root }).sort()) {
    const statements = readFileSync(join(root, file), 'utf8').split('--> statement-breakpoint')
    for (const statement of statements) await database.prepare(statement).run()
  }
  await database
    .prepare("UPDATE site SET settings = json_object('indexProfile', ?)")
    .bind(profile)
    .run()
  const meter = newMeter()
  const db = createDb(database, meter)
  const env = { SITE_URL: 'http://localhost' } as Env
  return {
    db,
    meter,
    context: { db, meter, env, edge: off, now: Date.now(), waitUntil: () => {} },
    close: () => miniflare.dispose(),
  }
}

/** Saves posts as an import does; the first gets id 1, and so on. */
export async function importPosts(site: LocalSite, posts: CorpusPost[]): Promise<void> {
  const { db, context } = site
  const save = { db, env: context.env, now: context.now, editor: 'import', later: true }
  for (const post of posts) {
    const saved = await createPost(save, {
      title: post.title,
      markdown: post.markdown,
      status: 'published',
      publishedAt: post.publishedAt ?? context.now - 1_000,
      ...(post.category && { category: post.category }),
      ...(post.tags && { tags: post.tags }),
    })
    if ('detail' in saved) throw new Error(`"${post.title}" was refused: ${saved.detail}`)
  }
}

/** Runs the index job until nothing is left to do; its steps, and the statements of the greatest. */
export async function settleIndex({
  context,
  meter,
}: LocalSite): Promise<{ steps: number; most: number }> {
  for (let steps = 1, most = 0; ; steps++) {
    const before = meter.statements
    const { remaining } = await indexStep(context)
    most = Math.max(most, meter.statements - before)
    if (remaining === 0) return { steps, most }
  }
}
