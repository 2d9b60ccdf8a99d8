import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../../scripts/free-port.ts'

const root = new URL('../../', import.meta.url)

export interface ServedSite {
  origin: string
  /** Where its data lies: give it to {@link startSite} to start the same site again. */
  state: string
  token: string
  /** What it printed so far. */
  output: () => string
  /** Asks the admin API. */
  admin: (method: string, path: string, body?: unknown) => Promise<Response>
  /** Ends it as an operator does. */
  stop: () => Promise<void>
  /** Ends it and all its processes at once, in the middle of whatever they do. */
  kill: () => Promise<void>
}

/** Starts the site as its owner does, on a free port, in a place of its own. */
export async function startSite({
  state = mkdtempSync(join(tmpdir(), 'inkstone-')),
  demo = false,
}: {
  state?: string
  demo?: boolean
} = {}): Promise<ServedSite> {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const env = { ...process.env, PORT: String(port), STATE_DIR: state, DEMO: demo ? '1' : '0' }
  const child = spawn(process.execPath, ['scripts/start.mjs'], { cwd: root, env, detached: true })
  const printed: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (text) => printed.push(String(text)))
  }
  const output = () => printed.join('')
  for (let wait = 0; !output().includes('Ready on'); wait++) {
    if (child.exitCode !== null || wait > 600) throw new Error(`No site came up:\n${output()}`)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  const token =
    /^ADMIN_TOKEN=(.+)$/m.exec(readFileSync(new URL('.dev.vars', root), 'utf8'))?.[1] ?? ''
  return {
    token,
    origin,
    state,
    output,
    admin: (method, path, body) =>
      fetch(`${origin}/api/admin${path}`, {
        method,
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    stop: () => end(child, () => child.kill('SIGTERM')),
    kill: () => end(child, () => process.kill(-(child.pid ?? 0), 'SIGKILL')),
  }
}

async function end(child: ChildProcess, signal: () => void) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  signal()
  await gone
}
