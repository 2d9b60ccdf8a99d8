/** What became of a save. */
export type Outcome = 'saved' | 'conflict' | 'failed'

/** What a post can be made by a button. */
export type Status = 'draft' | 'published'

/**
 * Saves one at a time. What is asked for while a save is under way happens after it, once, and
 * only if there is still something to do.
 */
export function saver(options: {
  send: (status?: Status) => Promise<Outcome>
  /** Settles a conflict; true where what is here is to be saved on top. */
  settle: () => Promise<boolean>
  worthwhile: (status?: Status) => boolean
}) {
  const { send, settle, worthwhile } = options
  let busy = false
  let asked: { status: Status | undefined } | null = null

  async function alone(work: () => Promise<void>) {
    if (busy) return
    busy = true
    try {
      await work()
    } finally {
      busy = false
    }
  }

  async function saveAll(first?: Status) {
    let status = first
    for (;;) {
      const outcome = await send(status)
      const next = takeAsked()
      if (outcome === 'conflict' && (await settle())) continue
      if (outcome !== 'saved' || !next || !worthwhile(next.status)) return
      status = next.status
    }
  }

  function takeAsked() {
    const next = asked
    asked = null
    return next
  }

  return {
    save(status?: Status) {
      asked = busy ? { status: status ?? asked?.status } : null
      return alone(() => saveAll(status))
    },
    /** Settles a conflict before a save meets it. */
    compare: () =>
      alone(async () => {
        if (await settle()) await saveAll()
      }),
  }
}
