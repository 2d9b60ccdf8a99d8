// The browser tests need Chromium and fonts with Chinese glyphs, the Nu HTML checker needs Java. On a
// machine with apt and root they are installed here; elsewhere this says what to do.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const known = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser'].filter(
  Boolean,
)

const missing = [
  ...(known.some((path) => existsSync(path))
    ? []
    : ['chromium', 'fonts-noto-cjk', 'fonts-noto-color-emoji']),
  ...(spawnSync('java', ['-version']).error ? ['default-jre-headless'] : []),
]

if (missing.length > 0) {
  const isRoot = process.getuid?.() === 0
  if (!isRoot || !existsSync('/usr/bin/apt-get')) {
    console.error(
      'Install Chromium (or name it: CHROMIUM=/path npm test), a Chinese font, and Java 11 or newer',
    )
    process.exit(1)
  }
  console.log(`Installing for the tests, once: ${missing.join(' ')}…`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const args of [
    ['update', '-qq'],
    ['install', '-y', '-qq', ...missing],
  ]) {
    const { status, stderr } = spawnSync('apt-get', args, { env, encoding: 'utf8' })
    if (status !== 0) {
      console.error(stderr)
      process.exit(1)
    }
  }
}
