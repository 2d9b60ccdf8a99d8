import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { freePort } from '../free-port.ts'

const root = new URL('../../', import.meta.url).pathname

/** What a page asked of its bindings, and what it answered. */
export interface Recording {
  records: Record<string, string>
  kv: { reads: number; value: string }
  body: string
  source: string
  timing: string
}

/** The Worker of `scripts/bench/worker.ts`, bundled as a deployment is; the path of the module. */
export function bundle(): string {
  const folder = mkdtempSync(join(tmpdir(), 'inkstone-bench-'))
  const args = ['deploy', 'scripts/bench/worker.ts', '--dry-run', '--minify', '--outdir', folder]
  const { status, stderr } = spawnSync('wrangler', args, { cwd: root, encoding: 'utf8' })
  if (status !== 0) throw new Error(`Bundling the Worker failed:\n${stderr}`)
  return join(folder, 'worker.js')
}

/** A site with the demo's posts and a real D1, KV and Durable Object. */
export async function openSite(script: string) {
  const port = await freePort()
  const miniflare = new Miniflare(optionsOf(script, port))
  const url = String(await miniflare.ready)
  const database = await miniflare.getD1Database('DB')
  for (const statement of migrations()) await database.prepare(statement).run()
  const imported = spawnSync(
    process.execPath,
    ['scripts/import.ts', 'scripts/demo', '--url', url, '--token', 'bench', '--quiet'],
    { cwd: root, encoding: 'utf8' },
  )
  if (imported.status !== 0) throw new Error(`Importing failed:\n${imported.stderr}`)
  const admin = (path: string, body: unknown) =>
    fetch(`${url}api/admin${path}`, {
      method: 'POST',
      headers: { Authorization: 'Bearer bench', 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
  return {
    url,
    database,
    admin,
    async tick(times: number) {
      for (let run = 0; run < times; run++) await admin('/jobs/tick', {})
    },
    async record(path: string, control = 'no-cache'): Promise<Recording> {
      const response = await fetch(new URL(path, url), { headers: { 'X-Record': control } })
      return (await response.json()) as Recording
    },
    /** Goes on with the Worker in another script, on the same data. */
    replace: (other: string) => miniflare.setOptions(optionsOf(other, port)),
    close: () => miniflare.dispose(),
  }
}

/** The Worker in `script` at `port`, and what is bound to it. */
function optionsOf(script: string, port: number) {
  return convertV4MiniflareOptions({
    port,
    modules: [{ type: 'ESModule', path: script }],
    modulesRoot: join(script, '..'),
    compatibilityDate: '2026-10-01',
    d1Databases: ['DB'],
    kvNamespaces: ['PAGES'],
    r2Buckets: ['MEDIA'],
    durableObjects: { VIEWS: { className: 'ViewCounter', useSQLite: true } },
    ratelimits: { VIEW_LIMIT: limit, SIGN_IN_LIMIT: limit, COMMENT_LIMIT: limit },
    serviceBindings: { ASSETS: asset },
    bindings: {
      ADMIN_TOKEN: 'bench',
      ENVIRONMENT: 'local',
      SITE_URL: 'https://blog.example',
      EDGE_CACHE: 'memory',
      VERSION: { id: '' },
    },
  })
}

const limit = { namespace_id: '1', simple: { limit: 1_000, period: 60 as const } }

/** What the desk's build made, as the platform serves it. */
function asset({ url }: { url: string }): Response {
  return new Response(readFileSync(join(root, 'dist/assets', new URL(url).pathname)))
}

function migrations(): string[] {
  const folder = join(root, 'migrations')
  const files = readdirSync(folder).filter((name) => name.endsWith('.sql'))
  return files
    .sort()
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('--> statement-breakpoint'))
    .map((statement) => statement.trim())
    .filter(Boolean)
}
