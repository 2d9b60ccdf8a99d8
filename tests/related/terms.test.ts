import { describe, expect, it } from 'vitest'
import { packNumbers, unpackCounts } from '../../src/related/packing.ts'
import { countTerms, firstTag } from '../../src/related/terms.ts'
import { termsOf } from '../../src/related/tokenise.ts'

function words(title: string, text: string): string[] {
  const { counts, wordOf } = countTerms(title, text)
  return [...counts].map((term) => wordOf(term >>> 8) ?? '?').sort()
}

function weightOf(word: string, title: string, text: string): number {
  const { counts, wordOf } = countTerms(title, text)
  const term = [...counts].find((count) => wordOf(count >>> 8) === word) ?? 0
  return (term & 0xff) / 16
}

/** More characters than the lead has. */
const lead = '，'.repeat(130)

describe('countTerms()', () => {
  it('reads Han in pairs and Latin words whole, without what says nothing', () => {
    expect(words('', '绿茶的水温 and the kettle, a 5')).toEqual(
      ['kettle', '水温', '的水', '绿茶', '茶的'].sort(),
    )
  })

  it('weighs 1 + ln of the times in the body, and the title on top', () => {
    expect(weightOf('茶园', '', `${lead}茶园`)).toBe(1)
    expect(weightOf('茶园', '', `${lead}茶园，茶园`)).toBeCloseTo(1 + Math.log(2), 1)
    expect(weightOf('茶园', '茶园', `${lead}茶园`)).toBe(2)
    expect(weightOf('茶园', '茶园', '别的')).toBe(1)
  })

  it('weighs what a text begins with more', () => {
    expect(weightOf('茶园', '', `茶园${lead}`)).toBe(1.75)
    expect(weightOf('茶园', '茶园', `茶园${lead}茶园`)).toBeCloseTo(2.75 + Math.log(2), 1)
  })

  it('keeps tags apart from words, after all of them', () => {
    const { counts, wordOf } = countTerms('标题', '正文', [7, 8])
    const tags = [...counts].filter((term) => term >>> 8 >= firstTag)

    expect(tags).toHaveLength(2)
    expect([...counts].slice(-2)).toEqual(tags)
    expect(wordOf((tags[0] ?? 0) >>> 8)).toBeUndefined()
  })

  it('counts the forms of an English word as one', () => {
    expect(words('', 'brewing brewed brews')).toHaveLength(1)
    expect(weightOf('brewing', '', 'brewing brewed')).toBeCloseTo(1.75 + Math.log(2), 1)
  })

  it('does not tell simplified from traditional, wide from narrow, accents from none', () => {
    const same = (a: string, b: string) =>
      expect(countTerms('', a).counts).toEqual(countTerms('', b).counts)
    same('網絡與數據庫', '网络与数据库')
    same('ＳＱＬｉｔｅ Café', 'sqlite cafe')
  })

  it('does not break kana, Hangul or characters beyond the first plane', () => {
    expect(words('', 'カタカナ')).toEqual(['カタ', 'カナ', 'タカ'])
    expect(words('', '한국어 블로그')).toEqual(['블로그', '한국어'])
    expect(() => countTerms('😀', '𠮷野家 \ud842')).not.toThrow()
  })

  it('comes to the same whatever was counted before', () => {
    const before = countTerms('标题', '正文里的词 and some words').counts
    countTerms('another', 'text '.repeat(9_000))

    expect(countTerms('标题', '正文里的词 and some words').counts).toEqual(before)
  })

  it('keeps a bounded number of terms of a text of any length', () => {
    const text = Array.from({ length: 60_000 }, (_, at) =>
      String.fromCharCode(0x4e00 + ((at * 7919) % 20_000)),
    ).join('')

    expect(countTerms('', text).counts.length).toBe(1_000)
  })

  it('gives tags terms of their own', () => {
    const plain = countTerms('', '水温').counts
    expect(countTerms('', '水温', [7]).counts.length).toBe(plain.length + 1)
    expect(countTerms('', '水温', [7]).counts).not.toEqual(countTerms('', '水温', [8]).counts)
  })
})

describe('packNumbers()', () => {
  it('gives back what went in', () => {
    const { counts } = countTerms('标题', '正文里的词 and some words')

    expect(unpackCounts(packNumbers(counts))).toEqual(counts)
    expect(unpackCounts('')).toEqual(new Uint32Array())
  })
})

describe('termsOf()', () => {
  it('ends a run of Han with its last character alone', () => {
    expect(termsOf('绿茶，iPhone手机')).toEqual(['绿茶', '茶', 'iphone', '手机', '机'])
  })
})
