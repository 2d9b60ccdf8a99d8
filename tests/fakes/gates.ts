/** A generator of numbers that starts from `seed`, so that a failure can be repeated (mulberry32). */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

/** A turn of the event loop, whatever a test does to the clock. */
const { setTimeout: realTimeout } = globalThis
const turn = () => new Promise<void>((resolve) => realTimeout(resolve, 0))

/**
 * Decides in which order tasks that run at once get on: each waits at a gate before every call to
 * the outside, and one gate at a time is opened, chosen by `random`. A task that is killed waits at
 * its gate for ever, as a Worker that was ended there.
 */
export class Gates {
  private waiting: { open: () => void; slow: boolean }[] = []
  private under = 0
  private readonly random: (below: number) => number

  constructor(random: (below: number) => number) {
    this.random = random
  }

  /**
   * Makes `call` when its turn has come; a slow one lets most others go first. `alive` is asked
   * then: a dead task never gets on.
   */
  async pass<T>(call: () => Promise<T>, alive: () => boolean, slow = false): Promise<T> {
    await new Promise<void>((open) => this.waiting.push({ open, slow }))
    if (!alive()) return new Promise<never>(() => {})
    this.under++
    try {
      return await call()
    } finally {
      this.under--
    }
  }

  /** Opens gates until all `tasks` have come to their end. */
  async run(tasks: Promise<unknown>[]): Promise<void> {
    let left = tasks.length
    for (const task of tasks) {
      const leave = () => {
        left--
      }
      task.then(leave, leave)
    }
    for (let idle = 0; left > 0; ) {
      await turn()
      if (this.under > 0) continue
      if (this.waiting.length === 0) {
        if (++idle > 2_000) throw new Error('The tasks wait for something that is no gate')
        continue
      }
      idle = 0
      const fast = this.waiting.filter((gate) => !gate.slow)
      const among = fast.length > 0 && this.random(12) > 0 ? fast : this.waiting
      const chosen = among[this.random(among.length)]
      this.waiting = this.waiting.filter((gate) => gate !== chosen)
      chosen?.open()
    }
  }
}

type Around = <T>(call: () => Promise<T>) => Promise<T>

/** A D1 database every call of which goes through `around`. */
export function gatedDatabase(database: D1Database, around: Around): D1Database {
  const originals = new WeakMap<D1PreparedStatement, D1PreparedStatement>()
  const wrap = (statement: D1PreparedStatement): D1PreparedStatement => {
    const wrapped = {
      bind: (...values: unknown[]) => wrap(statement.bind(...values)),
      all: () => around(() => statement.all()),
      run: () => around(() => statement.run()),
      raw: () => around(() => statement.raw()),
      first: () => around(() => statement.first()),
    } as unknown as D1PreparedStatement
    originals.set(wrapped, statement)
    return wrapped
  }
  return {
    prepare: (text: string) => wrap(database.prepare(text)),
    batch: (statements: D1PreparedStatement[]) =>
      around(() => database.batch(statements.map((item) => originals.get(item) ?? item))),
  } as unknown as D1Database
}
