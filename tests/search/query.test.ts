import { describe, expect, it } from 'vitest'
import { canonicalQuery, looseTerms, matchOf, parseQuery } from '../../src/search/query.ts'

const match = (text: string) => matchOf(parseQuery(text))

describe('matchOf()', () => {
  it('asks for Han as a row of pairs, and for one character as the beginning of a pair', () => {
    expect(match('网络攻击')).toBe('("网络 络攻 攻击")')
    expect(match('米')).toBe('("米"*)')
  })

  it('asks for words by their beginning, and for all of them', () => {
    expect(match('sqlite数据 x')).toBe('("sqlite"* AND "数据" AND "x")')
    expect(match('node.js')).toBe('("node js"*)')
  })

  it('takes a phrase literally, whatever its quotes, closed or not', () => {
    for (const text of ['"green tea"', '“Green, Tea”', '「green tea', '＂green tea＂']) {
      expect(match(text)).toBe('("green tea")')
    }
    expect(match('"小米 手机"')).toBe('("小米 米 手机")')
  })

  it('leaves out what has a minus before it', () => {
    expect(match('a -b －“c d”')).toBe('(("a")) NOT ("b" OR "c d")')
    expect(match('a-b')).toBe('("a b")')
    expect(match('-a')).toBe('')
  })

  it('looks in one column', () => {
    expect(matchOf(parseQuery('ab -cd'), 'title')).toBe('(title : ("ab"*)) NOT ("cd")')
  })

  it('bounds what is asked', () => {
    const { wanted } = parseQuery('ab '.repeat(500))
    expect(wanted).toHaveLength(12)
    expect(parseQuery('字'.repeat(500)).wanted[0]?.terms).toHaveLength(64)
  })
})

describe('canonicalQuery()', () => {
  it('is the same for queries that ask the same', () => {
    expect(canonicalQuery(parseQuery(' 「網絡」 ＳＱＬ'))).toBe('网络 sql')
    expect(canonicalQuery(parseQuery('tea -Milk'))).toBe('tea -milk')
  })
})

describe('looseTerms()', () => {
  it('has each pair and word once', () => {
    expect(looseTerms(parseQuery('小米网 网 SQL 小米'))).toEqual(['小米', '米网', 'sql'])
  })
})
