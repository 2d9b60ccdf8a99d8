/**
 * Works on the items of a source, `limit` at a time, started in order. Items that share a key do not
 * overtake each other: the later one waits until the earlier is done. Stops taking items when
 * `isStopped` says so.
 */
export async function forEachInOrder<T>(
  items: AsyncIterable<T>,
  {
    limit,
    keysOf,
    isStopped,
  }: { limit: number; keysOf: (item: T) => string[]; isStopped: () => boolean },
  work: (item: T, index: number) => Promise<void>,
): Promise<void> {
  const running = new Set<Promise<void>>()
  const latest = new Map<string, Promise<void>>()
  let index = 0
  for await (const item of items) {
    if (isStopped()) break
    const keys = keysOf(item)
    const earlier = keys.map((key) => latest.get(key))
    const position = index++
    const task: Promise<void> = Promise.all(earlier)
      .then(() => work(item, position))
      .finally(() => {
        running.delete(task)
        for (const key of keys) if (latest.get(key) === task) latest.delete(key)
      })
    running.add(task)
    for (const key of keys) latest.set(key, task)
    if (running.size >= limit) await Promise.race(running)
  }
  await Promise.all(running)
}
