import { describe, expect, it } from 'vitest'
import { countWords, excerptOf } from '../../src/content/text.ts'

describe('excerptOf()', () => {
  it('leaves a short text as it is', () => {
    expect(excerptOf('水温  八十度。\n', 40)).toBe('水温 八十度。')
  })

  it('counts a Han character as two columns', () => {
    expect(excerptOf('一二三四五六', 10)).toBe('一二三四五…')
  })

  it('cuts English at the end of a word', () => {
    expect(excerptOf('The cheapest improvement to bread', 26)).toBe('The cheapest improvement…')
  })

  it('drops a comma before the cut', () => {
    expect(excerptOf('一二三四，五六', 10)).toBe('一二三四…')
  })

  it.each(['👩‍👩‍👧‍👦', '🇨🇳', 'é', '𠮷'])('never cuts %s in two', (character) => {
    for (let width = 1; width < 14; width++) {
      const kept = excerptOf(character.repeat(20), width).replace(/…$/, '')
      expect(kept).toBe(character.repeat(kept.length / character.length))
    }
  })
})

describe('countWords()', () => {
  it('counts Han and kana characters, and words of other scripts', () => {
    expect(countWords('用 SQLite 存数据，ひらがな too: it’s 3.5')).toBe(12)
  })
})
