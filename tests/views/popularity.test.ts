import { describe, expect, it } from 'vitest'
import { popularityAfter } from '../../src/views/popularity.ts'

const day = 24 * 3600 * 1000
const now = Date.UTC(2026, 8, 1)

describe('popularityAfter()', () => {
  it('counts a view twice what one a week earlier counts', () => {
    const early = popularityAfter(0, 200, now)
    const late = popularityAfter(0, 100, now + 7 * day)

    expect(Math.abs(early - late)).toBeLessThanOrEqual(1)
  })

  it('adds up, however the views are split', () => {
    let split = 0
    for (let part = 0; part < 10; part++) split = popularityAfter(split, 10, now)

    expect(Math.abs(split - popularityAfter(0, 100, now))).toBeLessThanOrEqual(10)
  })

  it('orders posts as decaying counts would', () => {
    const old = popularityAfter(0, 1_000, now - 60 * day)
    const fresh = popularityAfter(0, 10, now)

    expect(fresh).toBeGreaterThan(old)
    expect(popularityAfter(old, 0, now)).toBe(old)
  })

  it('stays a whole number for centuries', () => {
    const far = popularityAfter(0, 1e9, Date.UTC(2400, 0, 1))

    expect(Number.isSafeInteger(far)).toBe(true)
    expect(popularityAfter(1, 1, now)).toBeGreaterThan(300_000)
  })
})
