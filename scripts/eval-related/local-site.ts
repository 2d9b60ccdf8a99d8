import { off } from '../../src/cache/edge.ts'
import { indexStep } from '../../src/jobs/index-related.ts'
import { evaluationTime, type LocalSite, openLocalSite } from '../eval/local-site.ts'
import type { CorpusPost } from './corpus.ts'

export type { LocalSite } from '../eval/local-site.ts'

/** An empty local site whose index is made by `profile`. */
export async function startSite(profile: 'free' | 'paid'): Promise<LocalSite> {
  const site = await openLocalSite()
  await setProfile(site, profile)
  return site
}

/** Chooses the profile that a site's index is made by. */
export async function setProfile({ d1 }: LocalSite, profile: 'free' | 'paid'): Promise<void> {
  await d1.prepare("UPDATE site SET settings = json_object('indexProfile', ?)").bind(profile).run()
}

/** What jobs work with. */
export function jobContextOf({ db, meter }: LocalSite): Parameters<typeof indexStep>[0] {
  const env = { SITE_URL: 'https://blog.example' } as Env
  return { db, meter, env, edge: off, now: evaluationTime, waitUntil: () => {} }
}

/** Saves posts as an import does; the first gets id 1, and so on. */
export async function importPosts(site: LocalSite, posts: CorpusPost[]): Promise<void> {
  for (const { title, markdown, category, tags, publishedAt } of posts) {
    await site.save({
      ...{ title, markdown, ...(category && { category }), ...(tags && { tags }) },
      publishedAt: new Date(publishedAt ?? evaluationTime - 1_000).toISOString(),
    })
  }
}

/** Runs the index job until nothing is left to do; its steps, and the statements of the greatest. */
export async function settleIndex(site: LocalSite): Promise<{ steps: number; most: number }> {
  const context = jobContextOf(site)
  for (let steps = 1, most = 0; ; steps++) {
    const before = site.meter.statements
    const { remaining } = await indexStep(context)
    most = Math.max(most, site.meter.statements - before)
    if (remaining === 0) return { steps, most }
  }
}
