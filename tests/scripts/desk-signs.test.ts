import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { signText } from '../../src/admin/i18n/signs.ts'

/** Every sign that the policy of comments can give, from its source. */
const signs = ['signs', 'policy'].flatMap((file) => {
  const text = readFileSync(new URL(`../../src/comments/${file}.ts`, import.meta.url), 'utf8')
  const patterns = [
    /\[\s*'([^']+)',\s*\//g,
    /note\('([^']+)'/g,
    /reason: '([^']+)'/g,
    /reasons, '([^']+)'/g,
  ]
  return patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([, sign = '']) => sign))
})

describe('signText()', () => {
  it('has words of its language for every sign there is', () => {
    expect(signs.length).toBeGreaterThan(20)
    for (const language of ['zh-CN', 'zh-TW'] as const) {
      const missing = signs.filter((sign) => !/\p{Script=Han}/u.test(signText(language, sign)))
      expect([...new Set(missing)], language).toEqual([])
    }
  })

  it('takes over numbers and words, and leaves alone what it does not know', () => {
    expect(signText('zh-CN', '7 links')).toBe('7 个链接')
    expect(signText('zh-TW', 'blocked word 茶 {n}')).toBe('封鎖詞「茶 {n}」')
    expect(signText('en', '7 links')).toBe('7 links')
    expect(signText('zh-CN', 'something new')).toBe('something new')
  })
})
