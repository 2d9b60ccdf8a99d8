import { changePost } from '../../src/admin/posts/save.ts'
import { candidates } from '../../src/jobs/find-alike.ts'
import { comparisonOn, rebuildRelated, shelfFor } from '../../src/jobs/rebuild-related.ts'
import { addPost, newFrequencies } from '../../src/related/frequencies.ts'
import { packNumbers, unpackCounts } from '../../src/related/packing.ts'
import { choose } from '../../src/related/rank.ts'
import { bytesOf, finder, putOnShelf, sealShelf } from '../../src/related/shelf.ts'
import { countTerms } from '../../src/related/terms.ts'
import { weigher } from '../../src/related/vector.ts'
import { jobContextOf, setProfile, settleIndex } from '../eval-related/local-site.ts'
import { filledSite, inventedTexts } from './filled-site.ts'

const sizes = [1_000, 5_000, 10_000, 50_000, 100_000]
/** A post of 2,000 characters, and a shorter one of which a large site has many. */
const words = { saved: 1_000, stored: 250 }
const changedPosts = 20
/** Sites on which single posts are changed, and the one that is made anew as a whole. */
const changedSites = [1_000, 10_000, 50_000]
const rebuiltSite = 100_000

type Row = Record<string, string | number>

/** What related articles cost: at saving, for one changed post, and for all lists at once. */
export async function run(): Promise<{ name: string; rows: Row[] }> {
  const rows: Row[] = [savingRow()]
  const perPost: number[] = []
  for (const size of sizes) {
    const { row, ms } = rebuildRow(size)
    rows.push(row)
    perPost.push(ms)
  }
  const [small, large] = [perPost[1] ?? 1, perPost[3] ?? 1]
  const exponent = 1 + Math.log(large / small) / Math.log((sizes[3] ?? 1) / (sizes[1] ?? 1))
  rows.push({ work: 'growth exponent, 5,000 to 50,000', value: exponent.toFixed(2) })
  for (const size of changedSites) rows.push(...(await changeRows(size)))
  rows.push(await jobRow(rebuiltSite))
  return { name: 'related', rows }
}

function savingRow(): Row {
  const texts = [...inventedTexts(1_000, words.saved)]
  for (const { title, text } of texts.slice(0, 100)) countTerms(title, text)
  const ms = cpuOf(() => {
    for (const { title, text } of texts) packNumbers(countTerms(title, text).counts)
  })
  return { work: 'terms of a post of 2,000 characters', value: `${ms.toFixed(3)} ms` }

  function cpuOf(work: () => void): number {
    return cpu(work) / texts.length
  }
}

/** All lists from packed terms, as the rebuild makes them, without D1. */
function rebuildRow(size: number): { row: Row; ms: number } {
  const packed: string[] = []
  const frequencies = newFrequencies(size)
  for (const { title, text } of inventedTexts(size, words.stored)) {
    const { counts } = countTerms(title, text)
    addPost(frequencies, counts)
    packed.push(packNumbers(counts))
  }
  const shelf = shelfFor(size)
  let listed = 0
  const ms = cpu(() => {
    const weigh = weigher(frequencies)
    packed.forEach((counts, at) => {
      putOnShelf(shelf, at + 1, weigh(unpackCounts(counts)))
    })
    sealShelf(shelf)
    const find = finder(shelf)
    for (let place = 0; place < size; place++) {
      const alike = find.nearest(place, candidates)
      const posts = [{ id: place + 1, place }, ...alike]
      const choice = { pinned: [], blocked: [] }
      listed += choose(place + 1, alike, choice, comparisonOn(find, posts, new Map())).length
    }
  })
  return {
    ms: ms / size,
    row: {
      work: `all lists from packed terms, ${size} posts`,
      value: `${(ms / size).toFixed(3)} ms a post`,
      memory: `${(bytesOf(shelf) / 2 ** 20).toFixed(0)} MiB`,
      'list length': (listed / size).toFixed(1),
    },
  }
}

/** What one changed post costs in D1 until its list and its neighbours' are right again. */
async function changeRows(size: number): Promise<Row[]> {
  const site = await filledSite(inventedTexts(size, words.stored))
  try {
    const context = jobContextOf(site)
    await settleIndex(site)
    const texts = [...inventedTexts(size + changedPosts, words.stored)].slice(size)
    const spent = { statements: 0, rowsRead: 0, rowsWritten: 0, most: 0, ms: 0 }
    for (const [at, { text }] of texts.entries()) {
      const saving = { ...context, editor: 'bench', mayPlace: true, later: true }
      const id = 1 + Math.floor((at * size) / changedPosts)
      const saved = await changePost(saving, id, { markdown: text })
      if ('detail' in saved) throw new Error(saved.detail)
      const before = { ...site.meter }
      const began = process.cpuUsage()
      const { most } = await settleIndex(site)
      const { user, system } = process.cpuUsage(began)
      spent.statements += site.meter.statements - before.statements
      spent.rowsRead += site.meter.rowsRead - before.rowsRead
      spent.rowsWritten += site.meter.rowsWritten - before.rowsWritten
      spent.most = Math.max(spent.most, most)
      spent.ms += (user + system) / 1_000
    }
    const mean = (sum: number) => (sum / changedPosts).toFixed(1)
    return [
      {
        work: `one changed post among ${size}`,
        value: `${mean(spent.ms)} ms (with the client of D1)`,
        statements: mean(spent.statements),
        'statements of a step': spent.most,
        'rows read': mean(spent.rowsRead),
        'rows written': mean(spent.rowsWritten),
      },
    ]
  } finally {
    await site.close()
  }
}

/** The job itself on a large site, through D1. */
async function jobRow(size: number): Promise<Row> {
  const site = await filledSite(inventedTexts(size, words.stored))
  try {
    await setProfile(site, 'paid')
    await site.d1.prepare('INSERT INTO index_queue (post_id) SELECT post_id FROM vectors').run()
    const before = { ...site.meter }
    const began = process.cpuUsage()
    const memory = watchMemory()
    const runs = []
    do runs.push(await rebuildRelated(jobContextOf(site)))
    while (runs.at(-1)?.remaining !== 0 && runs.length < 10)
    const { user, system } = process.cpuUsage(began)
    return {
      work: `the job on ${size} posts, through D1, in ${runs.length} runs`,
      value: `${((user + system) / 1_000 / size).toFixed(3)} ms a post (with the client of D1)`,
      memory: `${memory.stop()} MiB at most`,
      statements: site.meter.statements - before.statements,
      'rows read': site.meter.rowsRead - before.rowsRead,
      'rows written': site.meter.rowsWritten - before.rowsWritten,
    }
  } finally {
    await site.close()
  }
}

/** The most that typed arrays and the heap take beyond what they took at the start, in MiB. */
function watchMemory() {
  globalThis.gc?.()
  const taken = () => process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers
  const start = taken()
  let most = 0
  const timer = setInterval(() => {
    most = Math.max(most, taken() - start)
  }, 20)
  return {
    stop() {
      clearInterval(timer)
      return Math.round(most / 2 ** 20)
    },
  }
}

function cpu(work: () => void): number {
  const began = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(began)
  return (user + system) / 1_000
}
