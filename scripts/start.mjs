// `npm start`: applies migrations to the local database, fills an empty site with the demo posts,
// serves, and runs the scheduled handler every minute, since the local runtime never does.
import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../', import.meta.url))
const port = Number(process.env.PORT || 8787)
const origin = `http://127.0.0.1:${port}`
const state = process.env.STATE_DIR || `${root}.wrangler/state`
const wrangler = `${root}node_modules/wrangler/bin/wrangler.js`
const quiet = {
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_HIDE_BANNER: 'true',
  WRANGLER_LOG: process.env.WRANGLER_LOG || 'error',
  NO_COLOR: '1',
  CI: 'true',
}
const env = { ...process.env, ...quiet }

requireNode()
await buildAssets()
const token = adminToken()
await requireFreePort()
migrate()
const server = serve()
await answers(server)
if (process.env.DEMO !== '0') await seed()
await tick(20)
setInterval(() => tick(5), 60_000).unref()
console.log(`Desk: http://localhost:${port}/admin with the ADMIN_TOKEN of .dev.vars`)
console.log(`Ready on ${origin}`)

function requireNode() {
  if (Number(process.versions.node.split('.')[0]) >= 22) return
  fail(
    `The local runtime needs Node 22 or newer, and this is ${process.version}: install it and run npm start again`,
  )
}

/** The desk's scripts; loaded here, for a Node too old for them is told so first. */
async function buildAssets() {
  const { buildDesk } = await import('./build-desk.ts')
  await buildDesk()
}

/** The token of `.dev.vars`, made at random where there is none. */
function adminToken() {
  const file = `${root}.dev.vars`
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
  const found = /^\s*ADMIN_TOKEN\s*=\s*["']?([^"'\r\n]+?)["']?\s*$/m.exec(text)?.[1]
  if (found) return found
  const made = randomBytes(24).toString('base64url')
  const gap = text === '' || text.endsWith('\n') ? '' : '\n'
  appendFileSync(file, `${gap}ADMIN_TOKEN=${made}\n`, { mode: 0o600 })
  console.log('Made .dev.vars with a random ADMIN_TOKEN')
  return made
}

function requireFreePort() {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () =>
      fail(`Port ${port} is in use. Stop what uses it, or choose another: PORT=9000 npm start`),
    )
    probe.listen(port, '127.0.0.1', () => probe.close(resolve))
  })
}

function migrate() {
  const args = [wrangler, 'd1', 'migrations', 'apply', 'DB', '--local', '--persist-to', state]
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    env,
    encoding: 'utf8',
  })
  if (status !== 0) fail(`Applying the migrations failed:\n${stdout}\n${stderr}`)
  console.log('Database is up to date')
}

function serve() {
  const vars = ['ENVIRONMENT:local', `SITE_URL:${origin}`].flatMap((pair) => ['--var', pair])
  const args = ['dev', '--ip', '127.0.0.1', '--port', String(port), '--inspector-port', '0']
  const child = spawn(
    process.execPath,
    [wrangler, ...args, '--persist-to', state, '--show-interactive-dev-session=false', ...vars],
    { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  child.stdout.on('data', (text) => process.stderr.write(text))
  child.stderr.on('data', (text) => process.stderr.write(text))
  child.on('exit', (code) => process.exit(code ?? 1))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      child.kill('SIGTERM')
      setTimeout(() => process.exit(0), 3_000).unref()
    })
  }
  return child
}

async function answers() {
  for (let attempt = 0; attempt < 300; attempt++) {
    const ok = await fetch(`${origin}/healthz`).then(
      (response) => response.ok,
      () => false,
    )
    if (ok) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  fail('The site did not answer within a minute; the lines above say why')
}

async function seed() {
  const response = await admin('/api/admin/posts?limit=1')
  const { items } = await response.json()
  if (items.length > 0) return
  console.log('Filling the empty site with demo posts')
  const args = [
    'scripts/import.ts',
    'scripts/demo',
    '--url',
    origin,
    '--token',
    token,
    '--quiet',
    '--concurrency',
    '1',
  ]
  await new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    child.on('exit', resolve)
  })
}

/** Runs the scheduled handler until the related index has no backlog, at most `times` times. */
async function tick(times) {
  for (let run = 0; run < times; run++) {
    const response = await admin('/api/admin/jobs/tick', { method: 'POST' }).catch(() => undefined)
    const report = response?.ok ? await response.json() : undefined
    if (!report?.related?.remaining) return
  }
}

function admin(path, init = {}) {
  return fetch(origin + path, { ...init, headers: { Authorization: `Bearer ${token}` } })
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
