// Runs on any Node from 20 on, before anything is installed: `npm start` and `npm test` are enough
// on a fresh clone. Installs only when what is there is not what the lockfile asks for.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

const root = new URL('../', import.meta.url)

if (!isInstalled()) {
  console.log('Installing packages (once, about a minute)…')
  const options = { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' }
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error']
  const { status, stdout, stderr } = spawnSync('npm', args, options)
  if (status !== 0) {
    console.error(`${stdout}\n${stderr}\nInstalling failed. Check the connection and run it again.`)
    process.exit(1)
  }
}

/** Whether every package of the lockfile that this machine needs is there in its version. */
function isInstalled() {
  const hidden = new URL('node_modules/.package-lock.json', root)
  if (!existsSync(hidden)) return false
  const wanted = readPackages(new URL('package-lock.json', root))
  const present = readPackages(hidden)
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' || (optional && !present[path]) || present[path]?.version === version,
  )
}

function readPackages(url) {
  return JSON.parse(readFileSync(url, 'utf8')).packages
}
