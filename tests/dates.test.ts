import { describe, expect, it } from 'vitest'
import { zonedTime } from '../src/dates.ts'

describe('zonedTime()', () => {
  it.each([
    ['2026-11-22T23:30:00.789Z', 'Asia/Shanghai', '2026-11-23T07:30:00+08:00'],
    ['2026-07-01T03:00:00Z', 'America/St_Johns', '2026-07-01T00:30:00-02:30'],
    ['2026-01-01T00:00:00Z', 'Europe/London', '2026-01-01T00:00:00+00:00'],
    ['2026-06-01T00:00:00Z', 'Europe/London', '2026-06-01T01:00:00+01:00'],
    ['2026-12-31T23:59:59Z', 'Asia/Kathmandu', '2027-01-01T05:44:59+05:45'],
    ['2026-03-01T12:00:00Z', 'UTC', '2026-03-01T12:00:00+00:00'],
  ])('writes %s by the clocks of %s', (instant, zone, local) => {
    const time = zonedTime(Date.parse(instant), zone)

    expect(time).toBe(local)
    expect(Date.parse(time)).toBe(Math.floor(Date.parse(instant) / 1000) * 1000)
  })
})
