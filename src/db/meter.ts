/** What a request cost in D1. */
export interface Meter {
  statements: number
  roundTrips: number
  rowsRead: number
  rowsWritten: number
  /** Beyond this many rows written, every further statement is refused. */
  mostRowsWritten?: number
}

/** A run has written more rows than it may: a fault of ours that must not become a bill. */
export class RowBudgetError extends Error {}

/** Told the text of every statement: tests ask for the plan of each. */
export const statementObservers = new Set<(statement: string) => void>()

export function newMeter(): Meter {
  return { statements: 0, roundTrips: 0, rowsRead: 0, rowsWritten: 0 }
}

/**
 * Wraps a D1 database so that `meter` counts what goes through it.
 *
 * `raw()` drops the row counts that D1 reports, so it is answered from `all()` here. That needs
 * unique column names: joins are written with `sql` and aliases, never with the query builder.
 */
export function meteredDatabase(database: D1Database, meter: Meter): D1Database {
  const originals = new WeakMap<D1PreparedStatement, D1PreparedStatement>()
  return {
    prepare: (text: string) => {
      for (const observe of statementObservers) observe(text)
      return wrap(database.prepare(text))
    },
    async batch<T>(statements: D1PreparedStatement[]) {
      admit()
      meter.roundTrips++
      meter.statements += statements.length
      const results = await database.batch<T>(statements.map((item) => originals.get(item) ?? item))
      for (const result of results) count(result)
      return results
    },
    exec: (text: string) => database.exec(text),
    withSession: (constraint?: string) => database.withSession(constraint),
    dump: () => Promise.reject(new Error('D1 has no dump any more')),
  } satisfies Record<keyof D1Database, unknown> as D1Database

  function wrap(statement: D1PreparedStatement): D1PreparedStatement {
    const wrapped = {
      bind: (...values: unknown[]) => wrap(statement.bind(...values)),
      all: <T>() => measured(() => statement.all<T>()),
      run: <T>() => measured(() => statement.run<T>()),
      async first<T>(column?: string) {
        const { results } = await measured(() => statement.all<Record<string, unknown>>())
        const row = results[0]
        if (!row) return null
        return (column === undefined ? row : row[column]) as T
      },
      async raw() {
        const { results } = await measured(() => statement.all<Record<string, unknown>>())
        return results.map((row) => Object.values(row))
      },
    } as D1PreparedStatement
    originals.set(wrapped, statement)
    return wrapped
  }

  async function measured<T>(run: () => Promise<D1Result<T>>): Promise<D1Result<T>> {
    admit()
    meter.roundTrips++
    meter.statements++
    return count(await run())
  }

  function admit() {
    const { rowsWritten, mostRowsWritten = Number.POSITIVE_INFINITY } = meter
    if (rowsWritten <= mostRowsWritten) return
    throw new RowBudgetError(
      `${rowsWritten} rows were written where ${mostRowsWritten} are allowed; the run was stopped`,
    )
  }

  function count<T>(result: D1Result<T>): D1Result<T> {
    meter.rowsRead += result.meta.rows_read
    meter.rowsWritten += result.meta.rows_written
    return result
  }
}
