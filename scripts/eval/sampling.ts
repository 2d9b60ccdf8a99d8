/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** `count` of `items`, or all of them, in an order of chance. */
export function sample<T>(items: readonly T[], count: number, random: () => number): T[] {
  const rest = [...items]
  const chosen: T[] = []
  while (chosen.length < count && rest.length > 0) {
    chosen.push(...rest.splice(Math.floor(random() * rest.length), 1))
  }
  return chosen
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / (values.length || 1)
}

/** The value below which `share` of `values` lie. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

/** Mean with its 95 % interval, from 1,000 samples drawn with replacement. */
export function meanInterval(values: readonly number[]): string {
  const random = seededRandom(values.length)
  const means = Array.from({ length: 1_000 }, () =>
    mean(values.map(() => values[Math.floor(random() * values.length)] ?? 0)),
  )
  const [low, high] = [quantile(means, 0.025), quantile(means, 0.975)]
  return `${mean(values).toFixed(4)} [${low.toFixed(4)}, ${high.toFixed(4)}]`
}
