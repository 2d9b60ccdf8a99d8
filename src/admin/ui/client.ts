import { type Context, Hono } from 'hono'
import type { AppEnv } from '../../env.ts'
import type { Problem } from '../../problem.ts'
import api from '../api/index.ts'

/** What a request of ours to the API takes over from the page's own. */
const callers = new WeakMap<Request, Context<AppEnv>>()

const inProcess = new Hono<AppEnv>()
inProcess.use(async (c, next) => {
  const caller = callers.get(c.req.raw)
  if (!caller) throw new Error('The API was called in process without a caller')
  const { db, meter, edge, now, identity } = caller.var
  c.set('db', db)
  c.set('meter', meter)
  c.set('edge', edge)
  c.set('now', now)
  if (identity) c.set('identity', identity)
  await next()
})
inProcess.route('/', api)

/** The API did not answer what a page asked for. */
export class Refused extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail)
    this.problem = problem
  }
}

/**
 * Reads from the API what a page shows, as the person who asked for the page: the pages know
 * nothing the API would not tell, and decide nothing.
 */
export async function read<T>(c: Context<AppEnv>, path: string): Promise<T> {
  const url = new URL(`/api/admin${path}`, c.req.url)
  const request = new Request(url, { headers: { 'CF-Connecting-IP': '::' } })
  callers.set(request, c)
  const response = await inProcess.fetch(request, c.env, c.executionCtx)
  if (!response.ok) throw new Refused(await response.json<Problem>())
  return response.json<T>()
}
