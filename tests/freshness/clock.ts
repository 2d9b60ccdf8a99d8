import { vi } from 'vitest'

/** The clock stands still unless {@link pass} moves it. */
export function stopClock() {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] })
}

/** Lets time pass, timers included. */
export async function pass(ms: number) {
  await vi.advanceTimersByTimeAsync(ms)
}
