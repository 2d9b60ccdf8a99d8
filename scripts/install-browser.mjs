// The browser tests need Chromium and fonts with Chinese glyphs. On a machine with apt and root they
// are installed here; elsewhere this says what to do.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const known = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser'].filter(
  Boolean,
)

if (!known.some((path) => existsSync(path))) {
  const isRoot = process.getuid?.() === 0
  if (!isRoot || !existsSync('/usr/bin/apt-get')) {
    console.error(
      'Install Chromium and a Chinese font, or name the browser: CHROMIUM=/path npm test',
    )
    process.exit(1)
  }
  console.log('Installing Chromium and fonts for the browser tests (once)…')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const packages = ['chromium', 'fonts-noto-cjk', 'fonts-noto-color-emoji']
  for (const args of [
    ['update', '-qq'],
    ['install', '-y', '-qq', ...packages],
  ]) {
    const { status, stderr } = spawnSync('apt-get', args, { env, encoding: 'utf8' })
    if (status !== 0) {
      console.error(stderr)
      process.exit(1)
    }
  }
}
