import { describe, expect, it } from 'vitest'
import { keyOf, keysOf } from '../../src/search/keys.ts'

describe('keysOf()', () => {
  it('is the folded name and the initials of its pinyin', () => {
    expect(keysOf('小米：回應')).toEqual(['小米 回应', 'xmhy'])
    expect(keysOf('茶叶 Tea')).toEqual(['茶叶 tea', 'cytea'])
    expect(keysOf('Café')).toEqual(['cafe'])
    expect(keysOf('——')).toEqual([])
  })

  it('knows the first and the last syllables of every letter', () => {
    for (const [letter, characters] of Object.entries({
      a: '阿安昂奥',
      b: '八白不步',
      c: '擦才错存',
      d: '搭大多夺',
      e: '鹅恩而二',
      f: '发反副富',
      g: '嘎干过国',
      h: '哈海活货',
      j: '机家军均',
      k: '卡开扩阔',
      l: '拉来罗略绿律',
      m: '妈买木目',
      n: '拿哪诺女虐',
      o: '哦欧',
      p: '爬怕普铺',
      q: '七期群裙',
      r: '然让若弱',
      s: '撒三所索',
      t: '他她托拖',
      w: '挖外物务',
      x: '西希寻讯',
      y: '压呀运云',
      z: '杂在做坐',
    })) {
      const initials = letter.repeat([...characters].length)
      expect(keysOf(characters), letter).toEqual([characters, initials])
    }
  })
})

describe('keyOf()', () => {
  it('keeps the beginning of what is long', () => {
    expect(keyOf('茶'.repeat(100))).toBe('茶'.repeat(40))
  })
})
