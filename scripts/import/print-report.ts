import { countLine } from './progress.ts'
import type { ImportReport } from './report.ts'

const maxFailures = 50

/** The report for people. `quiet` leaves failures and one line. */
export function reportText(report: ImportReport, quiet = false): string {
  const lines = quiet ? [] : [...warningLines(report), ...unknownLines(report)]
  lines.push(...failureLines(report))
  if (report.stopped) {
    lines.push(`Stopped before the end: ${report.stopped}. Run it again to go on where it was`)
  }
  const speed = `${report.seconds} s, ${report.postsPerSecond} posts/s`
  const note = report.dryRun ? 'Dry run, nothing written: ' : ''
  lines.push(`${note}${countLine(report)} (${speed})`)
  return `${lines.join('\n')}\n`
}

function warningLines({ warnings }: ImportReport): string[] {
  if (!warnings.length) return []
  const groups = warnings.flatMap(({ kind, count, examples }) => [
    `  ${kind}: ${count}`,
    ...examples.map((example) => `    ${example}`),
    ...(count > examples.length ? [`    and ${count - examples.length} more`] : []),
  ])
  return ['Warnings', ...groups, '']
}

function unknownLines({ unknownFields }: ImportReport): string[] {
  const names = Object.entries(unknownFields)
  if (!names.length) return []
  return ['Fields not known and left out', ...names.map(([n, count]) => `  ${n}: ${count}`), '']
}

function failureLines({ results }: ImportReport): string[] {
  const failures = results.filter(({ outcome }) => outcome === 'failed')
  if (!failures.length) return []
  const lines = failures
    .slice(0, maxFailures)
    .map(({ location, reason = '' }) => `  ${location}  ${reason}`)
  if (failures.length > maxFailures) lines.push(`  and ${failures.length - maxFailures} more`)
  return ['Failed', ...lines, '']
}
