// `npm run bench`: every benchmark; `npm run bench -- NAME` one of them. Figures are ratios and counts
// measured in one run, for machines are shared and differ. `--json FILE` writes them there too.
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'

/** What a benchmark found: one row for each thing measured. */
export interface BenchResult {
  name: string
  rows: Record<string, string | number>[]
}

const benchmarks: Record<string, () => Promise<{ run: () => Promise<BenchResult> }>> = {
  pages: () => import('./bench/pages.ts'),
  related: () => import('./bench/related.ts'),
  search: () => import('./bench/search.ts'),
  lighthouse: () => import('./bench/lighthouse.ts'),
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'string' } },
})
const names = positionals.length > 0 ? positionals : Object.keys(benchmarks)
const unknown = names.find((name) => !(name in benchmarks))
if (unknown) {
  console.error(
    `There is no benchmark "${unknown}"; there are ${Object.keys(benchmarks).join(', ')}`,
  )
  process.exit(2)
}
const results: BenchResult[] = []
for (const name of names) {
  const { run } = (await benchmarks[name]?.()) ?? {}
  if (!run) continue
  const result = await run()
  results.push(result)
  console.log(`\n${result.name}`)
  console.table(result.rows)
}
if (values.json) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`)
process.exit(0)
