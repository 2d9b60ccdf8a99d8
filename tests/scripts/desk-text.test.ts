import { describe, expect, it } from 'vitest'
import { combineTexts, compareTexts } from '../../src/admin/browser/compare.ts'
import { instantOf, localText } from '../../src/admin/browser/editor/zone.ts'

describe('compareTexts()', () => {
  it('marks Chinese words, not whole lines', () => {
    const changed = compareTexts('绿茶的水温要低。', '红茶的水温要高。').filter(
      ({ kind }) => kind !== 'same',
    )
    expect(changed).toEqual([
      { kind: 'gone', text: '绿茶' },
      { kind: 'new', text: '红茶' },
      { kind: 'gone', text: '低' },
      { kind: 'new', text: '高' },
    ])
  })

  it('gives both texts back whole', () => {
    const [before, after] = ['a\n\nb c\nd', 'x\na\nb  c!\n\nd\n']
    const pieces = compareTexts(before, after)
    const without = (kind: string) =>
      pieces
        .filter((piece) => piece.kind !== kind)
        .map((piece) => piece.text)
        .join('')
    expect(without('new')).toBe(before)
    expect(without('gone')).toBe(after)
  })
})

describe('combineTexts()', () => {
  it('takes both changes where they do not clash', () => {
    expect(combineTexts('a\nb\nc', 'A\nb\nc', 'a\nb\nC')).toBe('A\nb\nC')
  })

  it('keeps both where they do, and leaves underlined headings alone', () => {
    expect(combineTexts('a\nTitle\n=======', 'b\nTitle\n=======', 'c\nTitle\n=======')).toBe(
      'b\nc\nTitle\n=======',
    )
  })
})

describe('instantOf()', () => {
  it.each([
    ['2026-11-24T19:30', 'Asia/Shanghai', '2026-11-24T11:30:00.000Z'],
    ['2026-07-01T00:00', 'America/New_York', '2026-07-01T04:00:00.000Z'],
    ['2026-03-29T03:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
  ])('reads %s in %s', (text, zone, instant) => {
    expect(instantOf(text, zone)).toBe(instant)
    expect(localText(instant, zone)).toBe(text)
  })

  it('reads nothing as nothing', () => {
    expect(instantOf('', 'Asia/Shanghai')).toBeNull()
  })
})
