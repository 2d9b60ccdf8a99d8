import { describe, expect, it } from 'vitest'
import { excerptAround, htmlOf, markAll, markerOf } from '../../src/search/excerpt.ts'
import { parseQuery } from '../../src/search/query.ts'

const mark = (text: string, query: string) => htmlOf(markAll(text, markerOf(parseQuery(query))))
const excerpt = (text: string, query: string, width?: number) =>
  htmlOf(excerptAround(text, markerOf(parseQuery(query)), width) ?? [])

describe('markAll()', () => {
  it('marks in the text as it was written what was found in the folded one', () => {
    expect(mark('臺灣的網絡', '台湾 络')).toBe('<mark>臺灣</mark>的網<mark>絡</mark>')
    expect(mark('Cafe\u0301 ＳＱＬｉｔｅ', 'café sqli')).toBe(
      '<mark>Cafe\u0301</mark> <mark>ＳＱＬｉ</mark>ｔｅ',
    )
  })

  it('keeps its place behind characters that fold to more or fewer', () => {
    expect(mark('……ﬁn ㍿ ｶﾞｽ 𠮷 茶', '茶')).toBe('……ﬁn ㍿ ｶﾞｽ 𠮷 <mark>茶</mark>')
    expect(mark('㍿', '会社')).toBe('<mark>㍿</mark>')
    expect(mark('ｶﾞｽ', 'ガス')).toBe('<mark>ｶﾞｽ</mark>')
  })

  it('marks words from their beginning only, also beside Han', () => {
    expect(mark('art start 用art', 'art')).toBe('<mark>art</mark> start 用<mark>art</mark>')
    expect(mark('arts', '"art"')).toBe('arts')
    expect(mark('arts', 'art')).toBe('<mark>art</mark>s')
  })

  it('marks a phrase across signs, and hits that touch as one', () => {
    expect(mark('node.js', 'node.js')).toBe('<mark>node.js</mark>')
    expect(mark('小米手机', '小米 米手')).toBe('<mark>小米手</mark>机')
  })

  it('escapes what it shows', () => {
    expect(mark('<b>&"\'', 'b')).toBe('&lt;<mark>b</mark>&gt;&amp;&quot;&#39;')
  })
})

describe('excerptAround()', () => {
  const filler = '无关的话在这里。'.repeat(40)

  it('shows where most of the query stands together', () => {
    const text = `网络。${filler}这里有网络与攻击。${filler}`
    expect(excerpt(text, '网络 攻击', 40)).toMatch(/^….*<mark>网络<\/mark>与<mark>攻击<\/mark>.*…$/)
  })

  it('begins at a sentence where one is near', () => {
    expect(excerpt(`${filler}开头的词。这句话里有茶叶。`, '茶叶', 60)).toBe(
      '…这句话里有<mark>茶叶</mark>。',
    )
  })

  it('does not cut a word or a character of two units in two', () => {
    expect(excerpt('tea wonderful morning', 'tea', 16)).toBe('<mark>tea</mark> wonderful …')
    expect(excerpt(`茶${'𠮷'.repeat(40)}`, '茶', 21)).not.toMatch(
      /[\ud800-\udbff](?![\udc00-\udfff])/,
    )
  })

  it('is nothing where nothing is found', () => {
    expect(excerptAround('茶', markerOf(parseQuery('酒')))).toBeUndefined()
  })

  it('marks pairs of a query that is found in part only', () => {
    const markers = markerOf(parseQuery('小米的网络'), true)
    expect(htmlOf(markAll('小米与网络', markers))).toBe('<mark>小米</mark>与<mark>网络</mark>')
  })
})
