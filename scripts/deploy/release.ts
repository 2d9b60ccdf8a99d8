import { spawnSync } from 'node:child_process'
import { unstable_readConfig as readConfig } from 'wrangler'

/**
 * Brings the migrations and the code of `worker` live, in the order in which readers see no code
 * before its tables: the migrations first, except on the very first run, where deploying creates the
 * database. Wrangler notes what it did in the file `log`. Answers what failed, in a sentence.
 */
export function release(worker: string, log: string): string | undefined {
  const exists = databaseExists()
  if (exists === undefined) {
    return 'Nothing was deployed: wrangler could not list the databases; the lines above say why'
  }
  if (!exists) console.log('No database yet: deploying creates it, then the migrations follow')
  if (exists && !migrate(log)) {
    return 'Nothing was deployed: the migrations could not be applied; the lines above say why'
  }
  if (!wrangler(log, 'deploy', worker, '--no-bundle', '--minify=false')) {
    return 'Deploying failed; the lines above say why'
  }
  if (!exists && !migrate(log)) {
    return 'The code is live without its tables: the migrations could not be applied; the lines above say why'
  }
  return undefined
}

/** Whether the account has the site's database; undefined where it cannot be asked. */
function databaseExists(): boolean | undefined {
  const database = readConfig({ config: 'wrangler.toml' }).d1_databases[0]
  if (database?.database_id) return true
  const { status, stdout } = spawnSync('wrangler', ['d1', 'list', '--json'], {
    ...options,
    encoding: 'utf8',
    stdio: ['inherit', 'pipe', 'inherit'],
  })
  if (status !== 0) {
    console.error(stdout ?? '')
    return undefined
  }
  const databases: { name: string }[] = JSON.parse(stdout)
  return databases.some(({ name }) => name === database?.database_name)
}

function migrate(log: string): boolean {
  return wrangler(log, 'd1', 'migrations', 'apply', 'DB', '--remote')
}

const options = { shell: process.platform === 'win32' }

function wrangler(log: string, ...args: string[]): boolean {
  const env = { ...process.env, WRANGLER_OUTPUT_FILE_PATH: log }
  const { status } = spawnSync('wrangler', args, { ...options, env, stdio: 'inherit' })
  return status === 0
}
