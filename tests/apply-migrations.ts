import { applyD1Migrations } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeEach } from 'vitest'
import { localEdge } from '../src/cache/choose.ts'
import { emptyDatabase } from './site.ts'

await applyD1Migrations(env.DB, env.TEST_MIGRATIONS)

beforeEach(async () => {
  localEdge.clear()
  await emptyDatabase()
})
