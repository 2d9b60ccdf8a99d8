// Makes the Worker as it is deployed: bundled by wrangler, rid of what it never needs (leave-out.ts)
// and made smaller by terser, which joins and drops what esbuild leaves. `npm run deploy` uploads the
// result as it is (docs/decisions/008-what-the-worker-leaves-out.md).
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { type FormatOptions, type MinifyOptions, minify, type ParseOptions } from 'terser'
import { buildDesk } from './build-desk.ts'
import { leaveOut, type Node } from './leave-out.ts'

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
  const program = await treeOf(readFileSync(join(bundle, 'index.js'), 'utf8'))
  for (const [rule, count] of Object.entries(leaveOut(program))) {
    if (count === 0) throw new Error(`scripts/leave-out.ts finds nothing for "${rule}" any more`)
  }
  const { code } = await minify(program as unknown as string, smallest)
  if (!code) throw new Error('Terser made nothing of the Worker')
  const upload = join(folder, 'upload')
  mkdirSync(upload, { recursive: true })
  const file = join(upload, 'index.js')
  writeFileSync(file, code)
  return file
}

/** The syntax tree of `code`, which terser makes and takes in the form of ESTree. */
async function treeOf(code: string): Promise<Node> {
  const asTree = { ast: true, code: false, spidermonkey: true } as FormatOptions
  const options = { module: true, compress: false, mangle: false, format: asTree } as const
  return ((await minify(code, options)) as { ast: Node }).ast
}

const smallest: MinifyOptions = {
  module: true,
  parse: { spidermonkey: true } as ParseOptions,
  compress: {
    passes: 3,
    ecma: 2020,
    // Turned round, comparisons repeat less of what stands before them.
    lhs_constants: false,
    pure_funcs: needed as unknown as string[],
  },
  format: { comments: false, ecma: 2020, ascii_only: true },
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
