import type { Counts } from './report.ts'

export interface Output {
  write(text: string): unknown
  isTTY?: boolean
}

/** Tells how far an import is: on a terminal in one line, else in a line every 500 posts. */
export function createProgress(output: Output) {
  let shown = 0
  let told = -Infinity
  return {
    show(counts: Counts) {
      const done = counts.created + counts.updated + counts.unchanged + counts.failed
      if (!output.isTTY) {
        if (done % 500 === 0) output.write(`${countLine(counts)}\n`)
        return
      }
      const now = performance.now()
      if (now - shown < 100) return
      shown = now
      output.write(`\r\x1B[K${countLine(counts)}`)
    },
    /** Says that the site asks for patience, unless it has just been said. */
    wait(wait: number, reason: string) {
      const now = performance.now()
      if (wait < 5000 || now - told < wait) return
      told = now
      const seconds = Math.round(wait / 1000)
      output.write(`The site is busy (${reason}); next try in ${seconds} s\n`)
    },
    clear() {
      if (output.isTTY) output.write('\r\x1B[K')
    },
  }
}

/** `created 3, updated 0, unchanged 12, failed 1` */
export function countLine({ created, updated, unchanged, failed }: Counts): string {
  return `created ${created}, updated ${updated}, unchanged ${unchanged}, failed ${failed}`
}
