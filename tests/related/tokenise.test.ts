import { describe, expect, it } from 'vitest'
import { fold, termsOf } from '../../src/related/tokenise.ts'

describe('termsOf()', () => {
  it('cuts Han into pairs and the last character', () => {
    expect(termsOf('小米回应')).toEqual(['小米', '米回', '回应', '应'])
    expect(termsOf('茶')).toEqual(['茶'])
  })

  it('keeps words whole and apart from the Han beside them', () => {
    expect(termsOf('用SQLite3数据库, node.js')).toEqual([
      ...['用', 'sqlite3', '数据', '据库', '库', 'node', 'js'],
    ])
  })

  it('does not break Japanese and Korean', () => {
    expect(termsOf('食べる、東京タワー')).toEqual([
      ...['食べ', 'べる', 'る', '东京', '京タ', 'タワ', 'ワー', 'ー'],
    ])
    expect(termsOf('학교에서 공부')).toEqual(['학교에서', '공부'])
  })

  it('never cuts a character in two', () => {
    expect(termsOf('𠮷野家')).toEqual(['𠮷野', '野家', '家'])
  })

  it('finds nothing in signs', () => {
    expect(termsOf('，。！ -- 😀 \u0000')).toEqual([])
  })
})

describe('fold()', () => {
  it('folds case, width, accents and ligatures', () => {
    expect(fold('ＳＱＬｉｔｅ Café ﬁn ｶﾞ')).toBe('sqlite cafe fin ガ')
  })

  it('folds simplified and traditional into one', () => {
    for (const [one, other] of [
      ['网络攻击', '網絡攻擊'],
      ['台湾', '臺灣'],
      ['里面', '裡面'],
      ['里面', '裏面'],
      ['着', '著'],
      ['什么', '什麼'],
      ['余', '餘'],
      ['馀', '餘'],
      ['发', '髮'],
      ['发', '發'],
      ['说', '説'],
      ['说', '說'],
    ] as const) {
      expect(fold(one), other).toBe(fold(other))
    }
  })

  it('keeps the length of Han text, so that places in it stay the same', () => {
    const text = '臺灣的資料庫與網絡攻擊'
    expect(fold(text)).toHaveLength(text.length)
  })

  it('is done after once', () => {
    const text = '著名的臺灣檯面，乾杯幺'
    expect(fold(fold(text))).toBe(fold(text))
  })
})
