// The Worker as `npm run bench -- pages` runs it, in two ways. With a real D1 (Miniflare) a request
// with `X-Record` answers with everything the page asked of its database. In bare workerd, where no
// simulator costs anything, bindings answer with those records, so only the Worker's own work is left.
import site from '../../src/index.ts'

export { ViewCounter } from '../../src/views/counter.ts'

/** Answers of the database by statement, as JSON text. */
type Records = Record<string, string>

interface BenchEnv extends Env {
  /** What bindings answer in bare workerd. */
  RECORDS?: { statements: Records; pages: Record<string, string> }
  /** Served instead of any page: the floor that everything is compared with. */
  CONSTANT?: string
}

export default {
  async fetch(request: Request, env: BenchEnv, ctx: ExecutionContext): Promise<Response> {
    if (env.CONSTANT !== undefined) {
      return new Response(env.CONSTANT, { headers: { 'Content-Type': 'text/html; charset=utf-8' } })
    }
    if (env.RECORDS) {
      const { statements, pages } = env.RECORDS
      const bindings = {
        DB: replayed(statements),
        PAGES: replayedPages(pages),
        VIEWS: noViews,
        VERSION: { id: '' },
      }
      return site.fetch(request, { ...env, ...bindings } as unknown as Env, ctx)
    }
    if (!request.headers.has('X-Record')) return site.fetch(request, env, ctx)
    const records: Records = {}
    const kv = { reads: 0, value: '' }
    const response = await site.fetch(
      new Request(request.url, {
        headers: { 'Cache-Control': request.headers.get('X-Record') ?? '' },
      }),
      { ...env, DB: recorded(env.DB, records), PAGES: watched(env.PAGES, kv), EDGE_CACHE: 'off' },
      ctx,
    )
    return Response.json({
      records,
      kv,
      body: await response.text(),
      source: response.headers.get('X-Inkstone-Cache'),
      timing: response.headers.get('Server-Timing'),
    })
  },
}

function recorded(database: D1Database, records: Records): D1Database {
  const originals = new WeakMap<D1PreparedStatement, { text: string; real: D1PreparedStatement }>()
  const note = (text: string, result: D1Result) => {
    records[text] = JSON.stringify(result)
    return result
  }
  const wrap = (text: string, real: D1PreparedStatement): D1PreparedStatement => {
    const statement = {
      bind: (...values: unknown[]) => wrap(text, real.bind(...values)),
      all: async () => note(text, await real.all()),
      run: async () => note(text, await real.run()),
    } as unknown as D1PreparedStatement
    originals.set(statement, { text, real })
    return statement
  }
  return {
    prepare: (text: string) => wrap(text, database.prepare(text)),
    async batch(statements: D1PreparedStatement[]) {
      const known = statements.flatMap((statement) => originals.get(statement) ?? [])
      const results = await database.batch(known.map(({ real }) => real))
      results.forEach((result, index) => {
        note(known[index]?.text ?? '', result)
      })
      return results
    },
  } as unknown as D1Database
}

function watched(kv: KVNamespace, seen: { reads: number; value: string }): KVNamespace {
  return {
    async get(key: string, options: KVNamespaceGetOptions<'text'>) {
      seen.reads++
      const value = await kv.get(key, options)
      seen.value = value ?? ''
      return value
    },
  } as unknown as KVNamespace
}

/** Rows are parsed for each call, as the runtime's own binding parses them. */
function replayed(records: Records): D1Database {
  const prepare = (text: string) => {
    const all = async () => JSON.parse(records[text] ?? '')
    const statement = { text, bind: () => statement, all, run: all }
    return statement
  }
  return {
    prepare,
    batch: async (statements: { text: string }[]) =>
      statements.map(({ text }) => JSON.parse(records[text] ?? '')),
  } as unknown as D1Database
}

/** A view counter that has nothing waiting. */
const noViews = { idFromName: () => '', get: () => ({ pending: async () => 0 }) }

function replayedPages(pages: Record<string, string>): KVNamespace {
  return { get: async () => pages.article ?? null } as unknown as KVNamespace
}
