import { describe, expect, it } from 'vitest'
import { readDate } from '../../scripts/import/dates.ts'

const shanghai = 'Asia/Shanghai'
const berlin = 'Europe/Berlin'

describe('readDate()', () => {
  it.each([
    ['2020-01-02T03:04:05Z', '2020-01-02T03:04:05.000Z'],
    ['2020-01-02T03:04:05.678Z', '2020-01-02T03:04:05.678Z'],
    ['2020-01-02T03:04:05+08:00', '2020-01-01T19:04:05.000Z'],
    ['2020-01-02 03:04:05 -0500', '2020-01-02T08:04:05.000Z'],
    ['2020-01-02 03:04 +08', '2020-01-01T19:04:00.000Z'],
    ['2020-01-02 03:04:05 UTC', '2020-01-02T03:04:05.000Z'],
    ['Thu, 02 Jan 2020 03:04:05 +0800', '2020-01-01T19:04:05.000Z'],
    ['Thu, 02 Jan 2020 03:04:05 GMT', '2020-01-02T03:04:05.000Z'],
  ])('takes %s as it is, in any zone', (text, iso) => {
    expect(readDate(text, berlin)).toBe(iso)
    expect(readDate(text, shanghai)).toBe(iso)
  })

  it.each([
    ['2020-01-02', '2020-01-01T16:00:00.000Z'],
    ['2020-1-2 3:04:05', '2020-01-01T19:04:05.000Z'],
    ['2020/1/2 03:04', '2020-01-01T19:04:00.000Z'],
    ['2020.01.02', '2020-01-01T16:00:00.000Z'],
    ['2020-01-02 3:04 PM', '2020-01-02T07:04:00.000Z'],
    ['2020-01-02 12:04 am', '2020-01-01T16:04:00.000Z'],
    ['2020年1月2日', '2020-01-01T16:00:00.000Z'],
    ['2020年1月2日 03:04', '2020-01-01T19:04:00.000Z'],
    ['January 2, 2020', '2020-01-01T16:00:00.000Z'],
    ['2 Jan 2020 03:04:05', '2020-01-01T19:04:05.000Z'],
  ])('takes %s in the zone of the site', (text, iso) => {
    expect(readDate(text, shanghai)).toBe(iso)
  })

  it('follows summer time', () => {
    expect(readDate('2020-07-01 12:00', berlin)).toBe('2020-07-01T10:00:00.000Z')
    expect(readDate('2020-12-01 12:00', berlin)).toBe('2020-12-01T11:00:00.000Z')
  })

  it('takes the first of two moments, and the hour after for one that never was', () => {
    expect(readDate('2020-10-25 02:30', berlin)).toBe('2020-10-25T00:30:00.000Z')
    expect(readDate('2020-03-29 02:30', berlin)).toBe('2020-03-29T01:30:00.000Z')
  })

  it('counts seconds or milliseconds', () => {
    expect(readDate(1_577_934_245, berlin)).toBe('2020-01-02T03:04:05.000Z')
    expect(readDate('1577934245000', berlin)).toBe('2020-01-02T03:04:05.000Z')
  })

  it.each([
    '',
    'some day',
    'May',
    '2020',
    2020,
    20200102,
    '2020-13-01',
    '2020-02-30',
    '2020-01-02 25:00',
    '2020-01-02T03:04:05 Nowhere',
    Number.NaN,
    true,
    null,
    {},
    ['2020-01-02'],
  ])('answers undefined for %j', (value) => {
    expect(readDate(value, shanghai)).toBeUndefined()
  })
})
