import { env, exports } from 'cloudflare:workers'

export const origin = 'https://blog.example'

/** Asks the Worker as a reader would. */
export function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return exports.default.fetch(new Request(origin + path, { headers, redirect: 'manual' }))
}

/** A fresh render, past every cache. */
export function getFresh(path: string): Promise<Response> {
  return get(path, { 'Cache-Control': 'no-cache' })
}

/** What a response cost in D1. */
export function costOf(response: Response): {
  statements: number
  roundTrips: number
  rows: number
} {
  const timing = response.headers.get('Server-Timing') ?? ''
  const match = /queries=(\d+),rows=(\d+).*d1-round-trips;desc="(\d+)"/.exec(timing)
  const [statements = NaN, rows = NaN, roundTrips = NaN] = (match ?? []).slice(1).map(Number)
  return { statements, roundTrips, rows }
}

/** Asks the admin API. */
export function admin(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return exports.default.fetch(
    new Request(`${origin}/api/admin${path}`, {
      method,
      headers: {
        Authorization: 'Bearer test-token',
        'Content-Type': 'application/json',
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  )
}

export interface TestPost {
  id: number
  slug: string
  title: string
  html: string
  status: string
  revision: number
  tags: string[]
  category: string | null
  publishedAt: string | null
  url: string
  receipt: {
    purged: string[]
    duplicates: { id: number; score: number }[]
    cronAt: string | null
  }
}

/** Creates a post that is published unless `fields` say otherwise. */
export async function givenPost(fields: Record<string, unknown> = {}): Promise<TestPost> {
  const post = { title: 'A post', markdown: 'Some text.', status: 'published', ...fields }
  const response = await admin('POST', '/posts', post)
  if (response.status !== 201) throw new Error(await response.text())
  return response.json()
}

/** Runs the scheduled jobs until nothing is left to index. */
export async function settle(): Promise<void> {
  for (let run = 0; run < 50; run++) {
    const reports: { related: { remaining: number } } = await (
      await admin('POST', '/jobs/tick')
    ).json()
    if (reports.related.remaining === 0) return
  }
  throw new Error('The index did not settle')
}

/** Empties every table, children first. */
export async function emptyDatabase(): Promise<void> {
  const tables = (
    'index_queue related vectors term_frequencies list_anchors lists list_posts outbox jobs post_views view_flushes ' +
    'old_slugs redirects comments links media post_tags post_bodies revisions tokens drafts posts ' +
    'tags categories accounts passkeys challenges sign_in_codes sessions audit daily_views ' +
    'search_counts suggestions authors search'
  ).split(' ')
  await env.DB.batch([
    ...tables.map((table) => env.DB.prepare(`DELETE FROM ${table}`)),
    env.DB.prepare(
      "UPDATE site SET version = 1, last_post_id = 0, next_due_at = NULL, settings = '{}'",
    ),
  ])
}
