import { describe, expect, it } from 'vitest'
import { judge, type Known, type Rules } from '../../src/comments/policy.ts'
import type { Sent } from '../../src/comments/sent.ts'

const sent: Sent = {
  name: '林间',
  email: 'lin@example.com',
  url: null,
  body: '写得真好，谢谢。',
  parentId: null,
  trapped: false,
  html: '<p>写得真好，谢谢。</p>',
  elapsed: 20_000,
}
const known: Known = { trusted: true, sameText: 0, fromSender: 0 }
const rules: Rules = { hold: 'first', blockedWords: [] }

function statusOf(fields: Partial<Sent>, facts: Partial<Known> = {}, given: Partial<Rules> = {}) {
  return judge({ ...sent, ...fields }, { ...known, ...facts }, { ...rules, ...given }).status
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

  it.each([
    '代开发票，增值税普票专票，电话联系',
    '加我微信 abc12345 带你赚钱',
    '加薇❤信：w x 8 8 8 8 8 8',
    '＋Ｖ信ａｂｃ６６６６６ 看片',
    '澳门新葡京娱乐城官网，首存送彩金',
    '百家乐稳赢技巧，六合彩内部资料',
    '同城约炮，上门服务，全国安排',
    'WhatsApp me: +1 202 555 0100, guaranteed crypto investment returns',
    '办理学历文凭毕业证，高仿证件',
    '信用卡套现，秒到账，无抵押贷款当天放款联系QQ：12345678',
    'Buy viagra and cialis at our online pharmacy https://pills.example',
    'Best online casino bonus!!! https://a.example https://b.example https://c.example',
    '<a href="https://spam.example">click</a> [url=https://spam.example]here[/url] https://x.example https://y.example https://z.example',
  ])('takes for spam: %s', (body) => {
    expect(statusOf({ body }, { trusted: false })).toBe('spam')
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

  it('holds what was typed too fast, sent elsewhere, or comes in numbers', () => {
    expect(statusOf({ elapsed: 300 })).toBe('pending')
    expect(statusOf({}, { sameText: 1 })).toBe('pending')
    expect(statusOf({}, { sameText: 3 })).toBe('spam')
    expect(statusOf({}, { fromSender: 10 })).toBe('pending')
  })

  it('says why', () => {
    const { reasons } = judge({ ...sent, elapsed: 10 }, { ...known, sameText: 1 }, rules)

    expect(reasons).toEqual(['typed too fast', 'same text elsewhere'])
  })
})
