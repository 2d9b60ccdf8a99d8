// Makes the scripts and styles of the desk: bundled once, served as static assets, so that neither
// the Worker nor any reader's page carries them. Runs before the site starts, is tested or deployed.
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('../', import.meta.url))
const source = `${root}src/admin/browser`

/** Bundles the desk into `dist/assets`; `metafile` tells what went in. */
export async function buildDesk() {
  const entries = ['desk.ts', 'editor.ts', 'media.ts', 'comments.ts', 'history.ts', 'desk.css']
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: entries.map((name) => `${source}/${name}`),
    outdir: `${root}dist/assets/admin/assets`,
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: ['es2024', 'chrome123', 'firefox128', 'safari18'],
    metafile: true,
    logLevel: 'warning',
    legalComments: 'none',
  })
  return metafile
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildDesk()
