import { describe, expect, it } from 'vitest'
import { counted, messagesIn } from '../../src/i18n/index.ts'
import { languages } from '../../src/settings.ts'

describe('counted()', () => {
  it('writes counts and plurals as readers of the language do', () => {
    const { posts, comments } = messagesIn('en')

    expect(counted(posts, 0, 'en')).toBe('0 posts')
    expect(counted(posts, 1, 'en')).toBe('1 post')
    expect(counted(posts, 1_234, 'en')).toBe('1,234 posts')
    expect(counted(comments, 2, 'en')).toBe('2 comments')
    expect(counted(messagesIn('zh-CN').views, 12_345, 'zh-CN')).toBe('12,345 次阅读')
  })

  it('has six spans of time in every language, each with room for its number', () => {
    for (const language of languages) {
      const spans = messagesIn(language).ago.split('|')
      expect(spans).toHaveLength(6)
      for (const span of spans) expect(counted(span, 5, language)).toContain('5')
    }
  })
})
