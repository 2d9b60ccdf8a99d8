import { commit, purge } from '../cache/publish.ts'
import { jobCursor, setJobCursor } from '../db/jobs.ts'
import { hotCandidates } from '../db/sidebar.ts'
import { mostPopular, type Standing, storePopularity, uncountedViews } from '../db/views.ts'
import { popularityAfter } from '../views/popularity.ts'
import type { JobContext, Report } from './context.ts'

/** Posts that one run weighs; the others come in the next. */
const postsPerRun = 500

/**
 * Milliseconds between two changes of the order of hot posts: each makes every page with the sidebar
 * old, and a busy site's order would change with every run.
 */
const restingTime = 3600_000

/** Weighs new views. Pages are purged where the order of the posts they show changed. */
export async function weighViews(context: JobContext): Promise<Report> {
  const { db, now } = context
  const rested = Number((await jobCursor(db, 'popularity')) ?? 0) + restingTime <= now
  if (!rested) return { weighed: 0 }
  const [uncounted, before] = await Promise.all([
    uncountedViews(db, postsPerRun),
    mostPopular(db, hotCandidates),
  ])
  if (uncounted.length === 0) return { weighed: 0 }
  const weighed = uncounted.map((post) => ({
    ...post,
    counted: post.views,
    popularity: popularityAfter(post.popularity, post.views - post.counted, now),
  }))
  const reordered = order(before) !== order(merge(before, weighed))
  if (reordered) {
    const pending = await commit(
      db,
      { kind: 'popularity' },
      [storePopularity(db, weighed), setJobCursor(db, 'popularity', String(now))],
      { now },
    )
    await purge(context, [pending])
  } else {
    await storePopularity(db, weighed)
  }
  return { weighed: weighed.length, reordered }
}

/** The most popular of both; popularity only grows, so nobody else can be among them. */
function merge(before: Standing[], weighed: Standing[]): Standing[] {
  const all = new Map([...before, ...weighed].map((post) => [post.postId, post]))
  return [...all.values()]
    .sort((a, b) => b.popularity - a.popularity || b.postId - a.postId)
    .slice(0, hotCandidates)
}

function order(posts: Standing[]): string {
  return posts.map((post) => post.postId).join()
}
