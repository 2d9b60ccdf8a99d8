// Makes the Worker as it is deployed: bundled by wrangler and made smaller by terser, which joins and
// drops what esbuild leaves. `npm run deploy` uploads the result as it is.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { minify } from 'terser'
import { buildDesk } from './build-desk.ts'

const root = fileURLToPath(new URL('../', import.meta.url))

/** Bundles the Worker into `folder`; answers the path of its one module. */
export async function buildWorker(folder = `${root}dist/worker`): Promise<string> {
  await buildDesk()
  const bundle = join(folder, 'bundle')
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [`${root}node_modules/wrangler/bin/wrangler.js`, 'deploy', '--dry-run', '--outdir', bundle],
    { cwd: root, encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(`Bundling the Worker failed:\n${stdout}\n${stderr}`)
  const { code } = await minify(readFileSync(join(bundle, 'index.js'), 'utf8'), {
    module: true,
    compress: { passes: 3, ecma: 2020, pure_funcs: needed as unknown as string[] },
    format: { comments: false, ecma: 2020, ascii_only: true },
  })
  if (!code) throw new Error('Terser made nothing of the Worker')
  const upload = join(folder, 'upload')
  mkdirSync(upload, { recursive: true })
  const file = join(upload, 'index.js')
  writeFileSync(file, code)
  return file
}

/**
 * Whether terser has to keep a call, which it asks though its types say otherwise. parse5 tells of
 * errors by `_err()`, at 200 places, and that only if it was given `onParseError`: it never is.
 */
function needed({ expression }: { expression: { property?: unknown } }): boolean {
  return expression.property !== '_err'
}

/** Bytes of a module as the platform counts them: compressed. */
export function compressedSize(file: string): number {
  return gzipSync(readFileSync(file), { level: 9 }).length
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = await buildWorker()
  console.log(`${file}: ${compressedSize(file)} bytes compressed`)
}
