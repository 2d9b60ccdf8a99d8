import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { freePort } from '../../scripts/free-port.ts'

const root = new URL('../../', import.meta.url)
const binary = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
  (path) => path && existsSync(path),
)

/** A site of its own, started as a newcomer does, and the browser that reads it. */
export interface RunningSite {
  origin: string
  browser: Browser
  /** What the start printed. */
  output: string[]
  admin(method: string, path: string, body?: unknown): Promise<Response>
  stop(): Promise<void>
}

/** Starts the site with the demo posts on a free port, and Chromium. */
export async function startSite(): Promise<RunningSite> {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const state = mkdtempSync(join(tmpdir(), 'inkstone-'))
  const env = { ...process.env, PORT: String(port), STATE_DIR: state }
  const site = spawn(process.execPath, ['scripts/start.mjs'], { cwd: root, env })
  const output: string[] = []
  site.stdout?.on('data', (text) => output.push(String(text)))
  site.stderr?.on('data', (text) => output.push(String(text)))
  for (let wait = 0; wait < 600 && !output.join('').includes('Ready on'); wait++) await sleep(200)
  const browser = await chromium.launch({
    ...(binary ? { executablePath: binary } : {}),
    args: ['--no-sandbox', '--disable-quic', '--disable-background-networking'],
  })
  return {
    origin,
    browser,
    output,
    admin: (method, path, body) =>
      fetch(`${origin}/api/admin${path}`, {
        method,
        headers: { Authorization: `Bearer ${token()}`, 'Content-Type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    async stop() {
      await browser.close()
      await ended(site)
      rmSync(state, { recursive: true, force: true })
    },
  }
}

function token(): string {
  const vars = readFileSync(new URL('.dev.vars', root), 'utf8')
  return /^ADMIN_TOKEN=(.*)$/m.exec(vars)?.[1] ?? ''
}

function ended(site: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    site.once('exit', () => resolve())
    site.kill('SIGTERM')
  })
}

function sleep(time: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, time))
}
