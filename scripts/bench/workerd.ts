import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { freePort } from '../free-port.ts'

/** Path of the runtime that wrangler brings; its package has no types. */
const { default: workerd } = createRequire(import.meta.url)('workerd') as { default: string }

/** Ticks of `/proc/PID/stat` a second on Linux. */
const ticksPerSecond = 100

/** One Worker in a bare workerd, with bindings of its own. */
export interface Variant {
  name: string
  /** What is asked for. */
  path: string
  /** JSON bindings and text bindings. */
  json?: Record<string, unknown>
  text?: Record<string, string>
}

export interface Running {
  /** CPU microseconds of the whole process for each of `count` requests to a variant. */
  measure: (variant: Variant, count: number) => Promise<number>
  stop: () => void
}

/** Starts all variants in one workerd, each on a port of its own: no simulator beside them. */
export async function serve(script: string, variants: Variant[]): Promise<Running> {
  const ports = new Map<string, number>()
  for (const { name } of variants) ports.set(name, await freePort())
  const config = join(dirname(script), 'config.capnp')
  writeFileSync(config, capnp(script, variants, ports))
  const child = spawn(workerd, ['serve', config], { stdio: ['ignore', 'ignore', 'inherit'] })
  const agent = new Agent({ keepAlive: true, maxSockets: 8 })
  const ask = (variant: Variant) => get(agent, ports.get(variant.name) ?? 0, variant.path)
  for (const variant of variants) await retry(() => ask(variant))
  return {
    async measure(variant, count) {
      const before = cpuOf(child.pid)
      let left = count
      const readers = Array.from({ length: 8 }, async () => {
        while (left-- > 0) await ask(variant)
      })
      await Promise.all(readers)
      return ((cpuOf(child.pid) - before) / ticksPerSecond / count) * 1e6
    },
    stop() {
      agent.destroy()
      child.kill()
    },
  }
}

/** User and system time of a process and its threads, in ticks (proc(5)). */
function cpuOf(pid: number | undefined): number {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return Number(fields[11]) + Number(fields[12])
}

function get(agent: Agent, port: number, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = request({ agent, port, path, host: '127.0.0.1' }, (response) => {
      response.resume()
      response.on('end', () =>
        response.statusCode === 200
          ? resolve()
          : reject(new Error(`${path}: ${response.statusCode}`)),
      )
    })
    asked.on('error', reject)
    asked.end()
  })
}

async function retry(ask: () => Promise<void>) {
  for (let attempt = 0; ; attempt++) {
    try {
      return await ask()
    } catch (error) {
      if (attempt > 50) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}

function capnp(script: string, variants: Variant[], ports: Map<string, number>): string {
  const services = variants.map(({ name, json = {}, text = {} }) => {
    const bindings = [
      ...Object.entries(json).map(([key, value]) => [key, 'json', JSON.stringify(value)]),
      ...Object.entries(text).map(([key, value]) => [key, 'text', value]),
    ]
    return `(name = "${name}", worker = (
      modules = [(name = "worker", esModule = embed "${script.split('/').at(-1)}")],
      compatibilityDate = "2026-10-01",
      durableObjectNamespaces = [(className = "ViewCounter", uniqueKey = "views", enableSql = true)],
      durableObjectStorage = (inMemory = void),
      bindings = [${bindings.map(([key, kind, value]) => `(name = "${key}", ${kind} = ${JSON.stringify(value)})`).join(', ')}],
    ))`
  })
  const sockets = variants.map(
    ({ name }) =>
      `(name = "${name}", address = "127.0.0.1:${ports.get(name)}", http = (), service = "${name}")`,
  )
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (services = [${services.join(', ')}], sockets = [${sockets.join(', ')}]);
`
}
