import { DurableObject } from 'cloudflare:workers'
import { createDb } from '../db/client.ts'
import { newMeter } from '../db/meter.ts'
import { gatherRows } from '../db/rows.ts'
import { storeViews } from '../db/views.ts'

/** Milliseconds between a first view and its way to D1. */
const flushAfter = 30_000

/**
 * Milliseconds between a view and its being on record here. An object that nobody asks for ten
 * seconds is gone, alarm or not. https://developers.cloudflare.com/durable-objects/concepts/durable-object-lifecycle/
 */
const keepAfter = 2_000

/** Posts a flush may name. A flood of made-up ids only makes flushes come sooner: D1 drops them. */
const mostPosts = 5_000

type Views = [postId: number, count: number][]

/** Views on their way to D1; D1 takes each number once. */
interface Flight {
  flush: number
  views: Views
}

/**
 * Collects views and brings them to D1 in one statement. What waits is put on record every two
 * seconds: losing those of two seconds when the object dies costs nobody anything, writing each view
 * would cost money.
 */
export class ViewCounter extends DurableObject<Env> {
  private waiting = new Map<number, number>()
  /** What left last, also when it is there. */
  private last: Flight | undefined
  private flushing: Promise<void> | undefined
  private keeping: Promise<void> | undefined

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    ctx.blockConcurrencyWhile(async () => {
      this.waiting = new Map(await ctx.storage.get<Views>('waiting'))
    })
  }

  /** Counts one view of post `id`. */
  async hit(id: number): Promise<void> {
    if (this.isFullFor(id)) await this.alarm()
    if (this.isFullFor(id)) return
    this.waiting.set(id, (this.waiting.get(id) ?? 0) + 1)
    this.keeping ??= this.keep()
    if ((await this.ctx.storage.getAlarm()) === null) {
      await this.ctx.storage.setAlarm(Date.now() + flushAfter)
    }
  }

  /** Puts what waits on record, in a moment. The timer keeps the object in memory until then. */
  private async keep(): Promise<void> {
    await scheduler.wait(keepAfter)
    this.keeping = undefined
    // A flush in between has taken what waited, and has put that on record.
    if (this.waiting.size > 0) await this.ctx.storage.put('waiting', [...this.waiting])
  }

  private isFullFor(id: number): boolean {
    return this.waiting.size >= mostPosts && !this.waiting.has(id)
  }

  /** The views of post `id` that D1 lacked when `flush` was the last it had taken. */
  async pending(id: number, flush: number): Promise<number> {
    const stored = await this.ctx.storage.get<Flight>('flight')
    const last = this.last ?? stored
    const left = last && last.flush > flush ? last.views : []
    const [, flown = 0] = left.find(([post]) => post === id) ?? []
    return flown + (this.waiting.get(id) ?? 0)
  }

  /** Flushes; whoever asks while a flush is under way waits for that one. */
  override alarm(): Promise<void> {
    this.flushing ??= this.flush().finally(() => {
      this.flushing = undefined
    })
    return this.flushing
  }

  /**
   * An alarm may run again after it has done its work, and its object may be gone in the middle of
   * it: what is on its way to D1 is kept under a flush number first.
   */
  private async flush(): Promise<void> {
    const { storage } = this.ctx
    const flight = (await storage.get<Flight>('flight')) ?? (await this.depart())
    this.last = flight
    const meter = newMeter()
    const now = Date.now()
    await storeViews(createDb(this.env.DB, meter), this.ctx.id.toString(), flight, now)
    await storage.delete('flight')
    if (this.waiting.size > 0) await storage.setAlarm(Date.now() + flushAfter)
    await gatherRows(createDb(this.env.DB, newMeter()), meter, now)
  }

  /** Takes what waits and puts it on record as on its way. */
  private async depart(): Promise<Flight> {
    const { storage } = this.ctx
    const flush = ((await storage.get<number>('flush')) ?? 0) + 1
    const views: Views = [...this.waiting]
    const flight = { flush, views }
    // Nothing may come between taking and recording: a view is in one of the two, never in both.
    this.waiting.clear()
    this.last = flight
    try {
      await storage.put({ flight, flush, waiting: [] })
    } catch (error) {
      for (const [id, count] of views) this.waiting.set(id, (this.waiting.get(id) ?? 0) + count)
      this.last = undefined
      throw error
    }
    return flight
  }
}
