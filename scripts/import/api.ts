import { isRecord } from './field-values.ts'
import type { ImportPost } from './post.ts'
import { type Answer, type OnWait, type Problem, request } from './request.ts'

/** The part of a post on the site that an import compares. */
export interface SitePost {
  id: number
  slug: string
  title: string
  markdown: string
  excerpt: string | null
  cover: string | null
  canonical: string | null
  category: SiteTerm | null
  tags: SiteTerm[]
  author: SiteTerm | null
  language: string | null
  status: string
  publishedAt: string | null
  createdAt: string
  updatedAt: string
  pinned: boolean
  commentsOpen: boolean
  externalId?: string | null
}

export type SiteTerm = string | { name: string; slug: string }

/** The site refused what a post cannot be imported without: a look-up, or the token. */
export class RefusedError extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail)
    this.problem = problem
  }
}

export type Written = { post: SitePost } | { problem: Problem }

export type Api = ReturnType<typeof createApi>

/** The admin API of the site at `url`, as far as an import needs it. */
export function createApi({ url, token, patience = 250, onWait }: ApiOptions) {
  async function call(method: string, path: string, body?: string | FormData): Promise<Answer> {
    const at = new URL(`/api/admin/${path}`, url)
    const sent = body === undefined ? {} : { body }
    const answer = await request({ url: at, method, token, patience, onWait, ...sent })
    if (!answer.ok && isFatal(answer.problem)) throw new RefusedError(answer.problem)
    return answer
  }

  async function read(path: string): Promise<unknown> {
    const answer = await call('GET', path)
    if (answer.ok) return answer.body
    if (answer.problem.status === 404) return undefined
    throw new RefusedError(answer.problem)
  }

  async function find(name: string, value: string): Promise<SitePost | undefined> {
    const found = await read(`posts?${new URLSearchParams({ [name]: value, limit: '1' })}`)
    const items = isRecord(found) ? found.items : undefined
    return Array.isArray(items) && items[0] ? (items[0] as SitePost) : undefined
  }

  async function write(method: string, path: string, post: object): Promise<Written> {
    const answer = await call(method, path, JSON.stringify(post))
    return answer.ok ? { post: answer.body as SitePost } : { problem: answer.problem }
  }

  return {
    /** The site's time zone and what its clock says, to the second. */
    async site(): Promise<{ timeZone: string; now: number }> {
      const answer = await call('GET', 'settings')
      if (!answer.ok) throw new RefusedError(answer.problem)
      const zone = isRecord(answer.body) ? answer.body.timeZone : undefined
      const now = Date.parse(answer.headers.get('date') ?? '')
      return { timeZone: typeof zone === 'string' ? zone : 'UTC', now }
    },
    postByExternalId: (externalId: string) => find('externalId', externalId),
    postBySlug: (slug: string) => find('slug', slug),
    async postById(id: number): Promise<SitePost | undefined> {
      return (await read(`posts/${id}`)) as SitePost | undefined
    },
    create: (post: ImportPost) => write('POST', 'posts?purge=later', post),
    update: (id: number, change: Partial<ImportPost>) =>
      write('PATCH', `posts/${id}?purge=later`, change),
    /** Uploads a file and answers its address on the site. */
    async upload(name: string, type: string, bytes: Uint8Array<ArrayBuffer>) {
      const form = new FormData()
      form.append('file', new Blob([bytes], { type }), name)
      const answer = await call('POST', 'media', form)
      if (!answer.ok) return { problem: answer.problem }
      return { url: isRecord(answer.body) ? String(answer.body.url) : '' }
    },
    /** Has the site do what it does on its schedule, such as purges that wait. */
    tick: () => call('POST', 'jobs/tick'),
  }
}

export interface ApiOptions {
  url: string
  token: string
  /** The wait before a request is tried again, in milliseconds. */
  patience?: number | undefined
  onWait?: OnWait | undefined
}

function isFatal({ status }: Problem): boolean {
  return status === 401 || status === 403
}
