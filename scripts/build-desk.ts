// Makes the scripts, styles and words of the desk and the description of its API: bundled once, served
// as static assets, so that neither the Worker nor any reader's page carries them. Runs before the site starts, is tested or deployed.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { problems } from '../src/admin/i18n/problems.ts'
import { records } from '../src/admin/i18n/records.ts'
import { words } from '../src/admin/i18n/words.ts'

const root = fileURLToPath(new URL('../', import.meta.url))
const source = `${root}src/admin/browser`
const target = `${root}dist/assets/admin/assets`

/** Bundles the desk into `dist/assets`. A file that is there as it should be is left alone. */
export async function buildDesk(): Promise<void> {
  const entries = ['desk.ts', 'editor.ts', 'media.ts', 'comments.ts', 'history.ts', 'desk.css']
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: entries.map((name) => `${source}/${name}`),
    outdir: target,
    write: false,
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: ['es2024', 'chrome123', 'firefox128', 'safari18'],
    logLevel: 'warning',
    legalComments: 'none',
  })
  const texts = Object.entries(words).flatMap(([language, messages]) => [
    json(`messages.${language}`, messages),
    json(`problems.${language}`, problemsIn(language)),
    json(`records.${language}`, records[language as keyof typeof records]),
  ])
  const description = { path: `${target}/openapi.json`, contents: await describeApi() }
  const files = [...outputFiles, ...texts, description]
  mkdirSync(target, { recursive: true })
  for (const { path, contents } of files) {
    // A site that runs already serves these files: they must not flicker under it.
    if (existsSync(path) && readFileSync(path).equals(contents)) continue
    writeFileSync(path, contents)
  }
  // Parts are named by their content: those of earlier builds would stay for ever.
  const wanted = new Set(files.map(({ path }) => basename(path)))
  for (const name of readdirSync(target)) if (!wanted.has(name)) rmSync(`${target}/${name}`)
}

function json(name: string, contents: object) {
  return { path: `${target}/${name}.json`, contents: Buffer.from(JSON.stringify(contents)) }
}

/** What the API says in English, in another language of the desk. */
export function problemsIn(language: string): Record<string, string> {
  const column = ['zh-CN', 'zh-TW'].indexOf(language)
  if (column < 0) return {}
  return Object.fromEntries(
    Object.entries(problems).map(([text, own]) => [text, own[column] ?? '']),
  )
}

/** The OpenAPI document, from the Worker's own code: it has JSX, which Node cannot read. */
async function describeApi(): Promise<Buffer> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    stdin: {
      contents: `import './src/admin/api/index.ts'
        export { openApiDocument } from './src/admin/api/openapi.ts'`,
      resolveDir: root,
    },
    write: false,
    bundle: true,
    format: 'esm',
    platform: 'node',
    alias: { 'cloudflare:workers': `${root}scripts/no-worker.ts` },
    logLevel: 'warning',
  })
  const code = Buffer.from(outputFiles[0]?.contents ?? '').toString('base64')
  const { openApiDocument } = await import(`data:text/javascript;base64,${code}`)
  return Buffer.from(JSON.stringify(openApiDocument()))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildDesk()
