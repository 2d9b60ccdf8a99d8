import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { freePort } from '../../scripts/free-port.ts'

const root = new URL('../../', import.meta.url)
const binary = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
  (path) => path && existsSync(path),
)

/** A site that runs as `npm start` runs it, in a place of its own. */
export interface LocalSite {
  origin: string
  stop: () => Promise<void>
  /** Starts it again where it was stopped, with all it knew. */
  start: () => Promise<void>
}

/** Starts a site that stays empty but for what a test writes. */
export async function startSite(): Promise<LocalSite> {
  const port = await freePort()
  const state = mkdtempSync(join(tmpdir(), 'inkstone-'))
  const env = { ...process.env, PORT: String(port), STATE_DIR: state, DEMO: '0' }
  let running: ChildProcess | undefined
  async function start() {
    const site = spawn(process.execPath, ['scripts/start.mjs'], { cwd: root, env })
    let output = ''
    for (const stream of [site.stdout, site.stderr]) {
      stream?.on('data', (text) => {
        output += text
      })
    }
    for (let wait = 0; wait < 600 && !output.includes('Ready on'); wait++) {
      if (site.exitCode !== null) throw new Error(`The site did not start:\n${output}`)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    running = site
  }
  async function stop() {
    const site = running
    running = undefined
    if (!site || site.exitCode !== null) return
    const ended = new Promise((resolve) => site.once('exit', resolve))
    site.kill('SIGTERM')
    await ended
  }
  await start()
  // Passkeys need a host name, and browsers know this one without asking.
  return { origin: `http://localhost:${port}`, start, stop }
}

export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    ...(binary ? { executablePath: binary } : {}),
    args: ['--no-sandbox', '--disable-quic', '--disable-background-networking'],
  })
}

/** The token that `npm start` made. */
export function ownerToken(): string {
  const text = readFileSync(new URL('.dev.vars', root), 'utf8')
  return /^ADMIN_TOKEN=(.*)$/m.exec(text)?.[1] ?? ''
}
