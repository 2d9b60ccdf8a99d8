import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { findAdminToken } from './admin-token.ts'
import { reportText } from './print-report.ts'
import { createProgress, type Output } from './progress.ts'
import { sourceKind } from './read-source.ts'
import type { ImportReport } from './report.ts'
import { importPath, refusal } from './run.ts'

const usage = `Usage: npm run import -- PATH [options]

PATH is a folder of Markdown with front matter, one .md file, or one .jsonl file.

  --url URL        the site, default http://127.0.0.1:8787 (or the port in PORT)
  --token TOKEN    the admin token, default ADMIN_TOKEN of the environment or .dev.vars
  --dry-run        read and compare everything, write nothing
  --concurrency N  posts under way at once, default 8
  --json FILE      write the report there as JSON
  --quiet          print failures and the final line only
`

interface Surroundings {
  environment: Record<string, string | undefined>
  out: Output
  err: Output
}

/** Runs the import command and answers its exit code: 0, 1 when a post failed, 2 for a wrong call. */
export async function runImport(
  args: string[],
  { environment, out, err }: Surroundings,
): Promise<number> {
  const call = readCall(args, environment)
  if (typeof call === 'string') return wrongCall(call)
  const { path, quiet, json, dryRun, concurrency, url } = call
  if (call.help) {
    out.write(usage)
    return 0
  }
  if (!(await sourceKind(path))) {
    return wrongCall(`"${path}" is not a folder, a .md or a .jsonl file that exists`)
  }
  const token = call.token ?? (await findAdminToken(environment))
  if (!token) {
    return wrongCall(
      'There is no admin token: give --token, set ADMIN_TOKEN, or run npm start once, which writes one to .dev.vars',
    )
  }

  const progress = createProgress(quiet ? err : out)
  let report: ImportReport
  try {
    report = await importPath({
      ...{ path, url, token, dryRun, concurrency },
      onProgress: (counts) => {
        if (!quiet) progress.show(counts)
      },
      onWait: (wait, reason) => progress.wait(wait, reason),
    })
  } catch (error) {
    err.write(`Cannot import: ${refusal(error)}. Check that the site runs at ${url}\n`)
    return 1
  }
  progress.clear()
  if (json) await writeFile(json, `${JSON.stringify(report, null, 2)}\n`)
  const failed = report.failed > 0 || report.stopped !== undefined
  // Who asks for quiet often drops the output, and still has to learn of failures.
  const to = quiet && failed ? err : out
  to.write(reportText(report, quiet))
  return failed ? 1 : 0

  function wrongCall(sentence: string): number {
    err.write(`${sentence}\n\n${usage}`)
    return 2
  }
}

function readCall(args: string[], environment: Surroundings['environment']) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        url: { type: 'string' },
        token: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        concurrency: { type: 'string', default: '8' },
        json: { type: 'string' },
        quiet: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    const [path = '', ...more] = positionals
    const url = values.url ?? `http://127.0.0.1:${environment.PORT || 8787}`
    const concurrency = Number(values.concurrency)
    if (!values.help) {
      if (positionals.length === 0) return 'Say what to import'
      if (more.length) return `One PATH at a time; "${more[0]}" is one too many`
      if (!/^https?:$/.test(URL.parse(url)?.protocol ?? '')) {
        return `"${url}" is not an address such as https://blog.example.com`
      }
      if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 64) {
        return '--concurrency takes a whole number from 1 to 64'
      }
    }
    const { token, json, quiet, help } = values
    return { path, url, token, json, quiet, help, concurrency, dryRun: values['dry-run'] }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
