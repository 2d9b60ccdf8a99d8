import type { Context } from 'hono'
import { authorTag, type CacheTag, categoryTag, tagTag } from '../cache/tags.ts'
import type { Db } from '../db/client.ts'
import { authorList, categoryList, type ListName, tagList } from '../db/lists.ts'
import { redirectRow } from '../db/redirects.ts'
import { newestTitles } from '../db/sidebar.ts'
import { type Site, siteFrom, siteRow } from '../db/site.ts'
import { namedRow, type TermTable } from '../db/terms.ts'
import type { AppEnv } from '../env.ts'
import { authorPath, categoryPath, tagPath } from '../urls.ts'
import { answerNotFound, suggested } from './not-found.ts'
import { answerRedirect } from './redirect.ts'

/** What is known by a name and has a list of posts. */
export const terms = {
  category: { table: 'categories', list: categoryList, path: categoryPath, tag: categoryTag },
  tag: { table: 'tags', list: tagList, path: tagPath, tag: tagTag },
  author: { table: 'authors', list: authorList, path: authorPath, tag: authorTag },
} as const satisfies Record<
  string,
  {
    table: TermTable
    list: (id: number) => ListName
    path: (slug: string) => string
    tag: (id: number) => CacheTag
  }
>

/** Finds a term by its slug, and the site. */
export async function findNamed(db: Db, kind: keyof typeof terms, slug: string) {
  const { table } = terms[kind]
  const [sites, named] = await db.batch([siteRow(db), namedRow(db, table, slug.normalize('NFC'))])
  return { site: siteFrom(sites), term: named[0] }
}

/** The page of a term, or home: below it are further pages, and feeds. */
const pageOfList = /^\/(?:(?:category|tag|author)\/[^/]+\/)?$/

/**
 * Terms that were renamed or merged lead to where they are now, with the further pages and the feeds
 * below them, so that nobody who follows one loses it.
 */
export async function forwardOr404(c: Context<AppEnv>, site: Site) {
  const { db, now } = c.var
  const path = new URL(c.req.url).pathname
  const [[redirect], newest] = await db.batch([
    redirectRow(db, path, `${path.split('/', 3).join('/')}/`),
    newestTitles(db, suggested, now),
  ])
  const below = path.slice(redirect?.path.length)
  if (!redirect || (below && !pageOfList.test(redirect.target))) {
    return answerNotFound(c, site, { newest })
  }
  return answerRedirect(c, { ...redirect, target: redirect.target + below })
}
