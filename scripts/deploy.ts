// `npm run deploy`: makes the Worker and the desk's assets, applies the migrations to the remote
// database, deploys, and tests what came out.
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildWorker } from './build-worker.ts'
import { release } from './deploy/release.ts'
import { smokeTest } from './deploy/smoke-test.ts'

const log = join(mkdtempSync(join(tmpdir(), 'inkstone-')), 'deploy.ndjson')

const worker = await buildWorker()
const failure = release(worker, log)
if (failure) fail(failure)
const url = process.env.SITE_URL || deployedTo()
if (!url) fail('Deployed, but wrangler did not say where: test it with npm run smoke -- URL')
console.log(`Testing ${url}`)
const { ok, lines } = await smokeTest(new URL(url).origin, process.env.ADMIN_TOKEN)
console.log(lines.join('\n'))
if (!process.env.ADMIN_TOKEN) {
  console.log('With ADMIN_TOKEN in the environment the purge is tested too')
}
process.exit(ok ? 0 : 1)

/** The first address that wrangler deployed to. */
function deployedTo(): string | undefined {
  const entries = readFileSync(log, 'utf8').trim().split('\n')
  for (const line of entries.reverse()) {
    const entry = JSON.parse(line) as { type: string; targets?: string[] }
    const target = entry.type === 'deploy' ? entry.targets?.[0] : undefined
    if (target) return target.startsWith('http') ? target : `https://${target}`
  }
  return undefined
}

function fail(message: string): never {
  console.error(message)
  process.exit(1)
}
