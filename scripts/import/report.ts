import type { Result } from './import-item.ts'
import type { Warning } from './post.ts'

export type Counts = Record<Result['outcome'], number>

export interface ImportReport extends Counts {
  /** Why the import stopped before its end, if it did. */
  stopped?: string
  dryRun: boolean
  seconds: number
  postsPerSecond: number
  warnings: { kind: string; count: number; examples: string[] }[]
  unknownFields: Record<string, number>
  /** What became of every post, in the order of the source. */
  results: Result[]
}

const maxExamples = 10

/** Collects what happens during an import, whatever the order it happens in. */
export function createReport(dryRun: boolean) {
  const began = performance.now()
  const results: Result[] = []
  const warnings = new Map<number, { location: string; warnings: Warning[] }>()
  const unknownFields = new Map<string, number>()
  const counts: Counts = { created: 0, updated: 0, unchanged: 0, failed: 0 }

  return {
    counts,
    add(index: number, result: Result, noted: Warning[] = [], unknown: string[] = []) {
      results[index] = result
      counts[result.outcome]++
      if (noted.length) warnings.set(index, { location: result.location, warnings: noted })
      for (const name of unknown) unknownFields.set(name, (unknownFields.get(name) ?? 0) + 1)
    },
    finish(stopped: string | undefined, general: Warning[]): ImportReport {
      const seconds = (performance.now() - began) / 1000
      const done = Object.values(counts).reduce((sum, count) => sum + count)
      const noted = [...warnings].sort(([a], [b]) => a - b).map(([, entry]) => entry)
      return {
        ...counts,
        ...(stopped === undefined ? {} : { stopped }),
        dryRun,
        seconds: round(seconds),
        postsPerSecond: round(done / Math.max(seconds, 0.001)),
        warnings: grouped([...noted, { location: '', warnings: general }]),
        unknownFields: Object.fromEntries([...unknownFields].sort(([, a], [, b]) => b - a)),
        results: results.filter(Boolean),
      }
    },
  }
}

function grouped(noted: { location: string; warnings: Warning[] }[]): ImportReport['warnings'] {
  const kinds = new Map<string, { kind: string; count: number; examples: string[] }>()
  for (const { location, warnings } of noted) {
    for (const { kind, detail } of warnings) {
      const group = kinds.get(kind) ?? { kind, count: 0, examples: [] }
      kinds.set(kind, group)
      group.count++
      const example = location ? `${location}: ${detail}` : detail
      if (group.examples.length < maxExamples) group.examples.push(example)
    }
  }
  return [...kinds.values()]
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
