import { DurableObject } from 'cloudflare:workers'
import { createDb } from '../db/client.ts'
import { newMeter } from '../db/meter.ts'
import { storeViews } from '../db/views.ts'

/** Milliseconds between a first view and its way to D1. */
const flushAfter = 30_000

/**
 * Collects views and brings them to D1 in one statement. Views wait in memory: losing half a
 * minute of them when the object is moved costs nobody anything, writing each would cost money.
 */
export class ViewCounter extends DurableObject<Env> {
  private waiting = new Map<number, number>()

  /** Counts one view of post `id`. */
  async hit(id: number): Promise<void> {
    this.waiting.set(id, (this.waiting.get(id) ?? 0) + 1)
    if ((await this.ctx.storage.getAlarm()) === null) {
      await this.ctx.storage.setAlarm(Date.now() + flushAfter)
    }
  }

  /** The views of post `id` that D1 does not have yet. */
  pending(id: number): number {
    return this.waiting.get(id) ?? 0
  }

  /**
   * Flushes. An alarm may run again after it has done its work: what is on its way to D1 is kept
   * under a flush number first, and D1 takes each number once.
   */
  override async alarm(): Promise<void> {
    const { storage } = this.ctx
    let flight = await storage.get<{ flush: number; views: [number, number][] }>('flight')
    if (!flight) {
      const flush = ((await storage.get<number>('flush')) ?? 0) + 1
      flight = { flush, views: [...this.waiting] }
      await storage.put({ flight, flush })
      for (const [id, count] of flight.views)
        this.waiting.set(id, (this.waiting.get(id) ?? 0) - count)
    }
    const db = createDb(this.env.DB, newMeter())
    await storeViews(db, this.ctx.id.toString(), flight, Date.now())
    await storage.delete('flight')
    for (const [id, count] of this.waiting) if (count <= 0) this.waiting.delete(id)
    if (this.waiting.size > 0) await storage.setAlarm(Date.now() + flushAfter)
  }
}
