import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type ApiOptions, createApi, RefusedError } from './api.ts'
import { createImageUploads } from './images.ts'
import { importItem, type Result } from './import-item.ts'
import { forEachInOrder } from './in-order.ts'
import type { SourceItem, Warning } from './post.ts'
import { readSource } from './read-source.ts'
import { type Counts, createReport, type ImportReport } from './report.ts'
import { isPassing, problemSentence, UnreachableError } from './request.ts'

export interface ImportOptions extends ApiOptions {
  /** A folder of Markdown, a Markdown file or a `.jsonl` file. */
  path: string
  /** Read, map and look up everything, write nothing. */
  dryRun?: boolean
  /** How many posts are under way at once. */
  concurrency?: number
  onProgress?: (counts: Counts) => void
}

/** So many posts in a row that the site was too busy for mean that it will stay so. */
const hopeless = 8

/**
 * Imports a folder or file into a running site through its admin API. Posts that an earlier run
 * brought are found again and changed only where their source differs.
 */
export async function importPath(options: ImportOptions): Promise<ImportReport> {
  const { path, url, dryRun = false, concurrency = 8, onProgress } = options
  const api = createApi(options)
  const site = await api.site()
  const root = (await stat(path)).isDirectory() ? path : dirname(path)
  const context = { api, dryRun, images: createImageUploads({ api, url, root, dryRun }) }
  const report = createReport(dryRun)
  const start = startTime(site.now)
  const general: Warning[] = []
  let stopped: string | undefined
  let busyInARow = 0

  await forEachInOrder(
    readSource(path, site.timeZone),
    { limit: concurrency, keysOf, isStopped: () => stopped !== undefined },
    async (item, index) => {
      if (stopped !== undefined) return
      const result = await outcomeOf(item, index)
      busyInARow = result.busy ? busyInARow + 1 : 0
      if (busyInARow >= hopeless) stopped ??= 'the site is too busy'
      if ('post' in item) report.add(index, result, item.warnings, item.unknownFields)
      else report.add(index, result)
      onProgress?.(report.counts)
    },
  )
  if (!dryRun && report.counts.created + report.counts.updated > 0) await tick()
  return report.finish(stopped, general)

  async function outcomeOf(item: SourceItem, index: number): Promise<Result> {
    const { location } = item
    if ('reason' in item) return { location, outcome: 'failed', reason: item.reason }
    // A post dated to come would be scheduled: its moment is never more than the index away.
    const ahead = start + index - Date.now()
    if (ahead > 0) await delay(ahead)
    try {
      return await importItem(context, item, new Date(start + index).toISOString())
    } catch (error) {
      const reason = refusal(error)
      if (isFinal(error)) stopped ??= reason
      const busy = error instanceof RefusedError && isPassing(error.problem)
      return { location, outcome: 'failed', title: item.post.title, reason, busy }
    }
  }

  async function tick() {
    try {
      const answer = await api.tick()
      if (answer.ok) return
      general.push({ kind: 'jobs not run', detail: problemSentence(answer.problem) })
    } catch (error) {
      general.push({ kind: 'jobs not run', detail: refusal(error) })
    }
  }
}

/** The time of posts without a date: now, or earlier where the site's clock is behind ours. */
function startTime(siteNow: number): number {
  const now = Date.now()
  return siteNow < now - 2000 ? siteNow : now
}

/** What posts may not share while both are under way. */
function keysOf(item: SourceItem): string[] {
  if (!('post' in item)) return []
  const { externalId, id, slug } = item.post
  return [
    externalId === undefined ? '' : `name ${externalId}`,
    id === undefined ? '' : `id ${id}`,
    slug === undefined ? '' : `slug ${slug}`,
  ].filter(Boolean)
}

/** Whether no other post would fare better: the site is gone, or refuses the token. */
function isFinal(error: unknown): boolean {
  return !(error instanceof RefusedError) || [401, 403].includes(error.problem.status)
}

/** Why the site cannot be worked with; anything else is a fault of ours and goes on up. */
export function refusal(error: unknown): string {
  if (error instanceof UnreachableError) return error.message
  if (error instanceof RefusedError) return problemSentence(error.problem)
  throw error
}
