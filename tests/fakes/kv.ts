/**
 * Workers KV as documented where local KV is kinder: a location keeps what it read, and also that it
 * found nothing, for `cacheTtl` seconds (at least 30, else 60), whatever is written meanwhile.
 * https://developers.cloudflare.com/kv/concepts/how-kv-works/
 */
export class FakeKv {
  private readonly central = new Map<string, string>()
  private readonly local = new Map<string, { value: string | null; until: number }>()
  writes = 0
  /** Every call fails while this is set. */
  down = false

  private readonly now: () => number

  constructor(now: () => number) {
    this.now = now
  }

  async get(key: string, options: { cacheTtl?: number } = {}): Promise<string | null> {
    this.check()
    const { cacheTtl = 60 } = options
    if (cacheTtl < 30) throw new Error(`KV GET failed: 400 Invalid cache_ttl of ${cacheTtl}`)
    const known = this.local.get(key)
    if (known && this.now() < known.until) return known.value
    const value = this.central.get(key) ?? null
    this.local.set(key, { value, until: this.now() + cacheTtl * 1000 })
    return value
  }

  async put(key: string, value: string, options: { expirationTtl?: number } = {}): Promise<void> {
    this.check()
    if ((options.expirationTtl ?? 60) < 60) throw new Error('KV PUT failed: 400 Invalid expiration')
    this.writes++
    this.central.set(key, value)
  }

  async delete(key: string): Promise<void> {
    this.check()
    this.central.delete(key)
  }

  private check() {
    if (this.down) throw new Error('KV GET failed: 503 Service Unavailable')
  }

  /** What a Worker binds. */
  get namespace(): KVNamespace {
    return this as unknown as KVNamespace
  }
}
