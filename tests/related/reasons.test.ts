import { describe, expect, it } from 'vitest'
import { explainer } from '../../src/related/reasons.ts'
import { countTerms } from '../../src/related/terms.ts'

/** The hashes of the terms that two texts have in common, in the order of the first. */
function shared(text: string, other: string): number[] {
  const own = [...countTerms('', text).counts].map((term) => term >>> 8)
  const others = new Set([...countTerms('', other).counts].map((term) => term >>> 8))
  return own.filter((hash) => others.has(hash))
}

function reasons(text: string, other: string): string[] {
  return explainer(countTerms('', text))(shared(text, other))
}

describe('explainer()', () => {
  it('tells whole words, not the pairs that they are counted by', () => {
    const told = reasons('他说数据库的事务很难。', '分布式数据库怎样做事务？')

    expect(told).toContain('数据库')
    expect(told).toContain('事务')
    expect(told).not.toContain('据库')
  })

  it('tells words of letters as the text has them', () => {
    expect(reasons('Brewing green tea', 'How tea is brewed')).toEqual(
      expect.arrayContaining(['brewing', 'tea']),
    )
  })

  it('tells no word of which the other text has only a part', () => {
    expect(reasons('研究生毕业了', '他们研究了星空')).toEqual(['研究'])
  })

  it('tells at most three words, and none within another', () => {
    const text = '绿茶、红茶、乌龙茶的茶园，水温与茶壶，采摘和杀青。'
    const told = reasons(text, text)

    expect(told).toHaveLength(3)
    for (const word of told) expect(told.filter((each) => each.includes(word))).toEqual([word])
  })

  it('says nothing of what is not shared', () => {
    expect(explainer(countTerms('', '绿茶'))([])).toEqual([])
  })
})
