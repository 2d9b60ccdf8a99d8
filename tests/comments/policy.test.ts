import { describe, expect, it } from 'vitest'
import { judge, type Known, type Rules } from '../../src/comments/policy.ts'
import type { Sent } from '../../src/comments/sent.ts'
import { renderComment } from '../../src/content/comment.ts'
import { plainSentences, spamSentences } from './sentences.ts'

const sent: Sent = {
  name: '林间',
  email: 'lin@example.com',
  url: null,
  body: '写得真好，谢谢。',
  html: '<p>写得真好，谢谢。</p>',
  parentId: null,
  trapped: false,
  elapsed: 20_000,
}
const copied = '同一段话，原样发到了好几篇文章下面，一字不差。'
const known: Known = { trusted: true, sameText: 0, refused: false, fromSender: 0 }
const rules: Rules = { hold: 'first', blockedWords: [] }

function statusOf(fields: Partial<Sent>, facts: Partial<Known> = {}, given: Partial<Rules> = {}) {
  const { body = sent.body } = fields
  const html = renderComment(body)
  return judge({ ...sent, html, ...fields }, { ...known, ...facts }, { ...rules, ...given }).status
}

describe('judge()', () => {
  it('lets a known reader through, with script and without', () => {
    expect(statusOf({})).toBe('approved')
    expect(statusOf({ elapsed: null })).toBe('approved')
  })

  it('holds a first comment, all comments or none, as the owner wants', () => {
    expect(statusOf({}, { trusted: false })).toBe('pending')
    expect(statusOf({}, { trusted: true }, { hold: 'all' })).toBe('pending')
    expect(statusOf({}, { trusted: false }, { hold: 'none' })).toBe('approved')
  })

  it('lets a known reader write of what spam is about, and takes no stranger for spam', () => {
    expect(plainSentences.length).toBeGreaterThanOrEqual(40)
    for (const body of plainSentences) {
      expect(statusOf({ body }), body).toBe('approved')
      expect(statusOf({ body }, { trusted: false }), body).toBe('pending')
    }
  })

  it('lets no spam through, not even of a known reader, and hides most of it', () => {
    expect(spamSentences.length).toBeGreaterThanOrEqual(40)
    for (const body of spamSentences) expect(statusOf({ body }), body).not.toBe('approved')
    const hidden = spamSentences.filter((body) => statusOf({ body }, { trusted: false }) === 'spam')
    expect(hidden.length / spamSentences.length).toBeGreaterThan(0.6)
  })

  it('never takes a known reader for a spammer by one sign of the words', () => {
    for (const body of ['加薇信 abc12345', '百家乐的期望是负的。', '代写论文的产业链']) {
      expect(statusOf({ body }), body).toBe('pending')
    }
    expect(statusOf({ body: copied }, { sameText: 3 })).toBe('pending')
    expect(statusOf({ body: copied }, { sameText: 3, trusted: false })).toBe('spam')
  })

  it.each([
    'Please see https://a.example and https://b.example and https://c.example for more of this.',
    'https://example.com/only-a-link',
    'Great рaypal оffer for yоu today, you will not believe it',
    '哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈',
    '日赚300，在家刷单就可以',
    'THIS IS ABSOLUTELY THE BEST THING I HAVE EVER SEEN ON THE INTERNET',
    '有事打我电话 13812345678',
  ])('holds even of a known reader: %s', (body) => {
    expect(statusOf({ body })).not.toBe('approved')
  })

  it.each([
    '我在微信公众号里也看到过类似的说法，不过没有这么细。',
    '发票那一段写得很清楚，报销的时候正好用上。',
    '贷款买房的人应该都读一读这篇。',
    '第 2 节里的 SQLite 版本是 3.45.1 吗？我这里是 3.40。',
    'I read this twice. See also https://sqlite.org/wal.html for the details.',
    '代码：`SELECT * FROM posts WHERE id = 1`',
    '谢谢！',
    '👍👍👍',
    '赌一包辣条，下一篇要讲索引。',
    'Да, это верно.',
    'これは素晴らしい記事ですね。',
    'As a specialist in Essex I use the new Xcode 15 daily, and the FAQ helped.',
    '能不能增加 Vue 支持？还有微软雅黑的问题。',
    '我在澳门旅游时也见过这种字体。',
    '飞机 Boeing737 上读完的。',
    'v8 和 wx 都试过了，QQ 里打开也正常。',
    '网站排名的部分讲得很客观。',
  ])('says nothing against: %s', (body) => {
    expect(statusOf({ body })).toBe('approved')
  })

  it('takes the hidden field and blocked words for spam', () => {
    expect(statusOf({ trapped: true })).toBe('spam')
    expect(statusOf({ body: '买 买 提 好' }, {}, { blockedWords: ['买买提'] })).toBe('spam')
    expect(statusOf({ body: 'ＦＯＯbar' }, {}, { blockedWords: ['foobar'] })).toBe('spam')
  })

  it('lets many people say the same few words', () => {
    expect(statusOf({ body: '写得好！' }, { sameText: 20 })).toBe('approved')
  })

  it('holds what was typed too fast, sent elsewhere, or comes in numbers', () => {
    expect(statusOf({ elapsed: 300 })).toBe('pending')
    expect(statusOf({ body: copied }, { sameText: 1 })).toBe('pending')
    expect(statusOf({}, { refused: true })).toBe('pending')
    expect(statusOf({}, { fromSender: 10 })).toBe('pending')
  })

  it('says why', () => {
    const { reasons } = judge(
      { ...sent, body: copied, elapsed: 10 },
      { ...known, sameText: 1 },
      rules,
    )

    expect(reasons).toEqual(['typed too fast', 'same text elsewhere'])
  })
})
