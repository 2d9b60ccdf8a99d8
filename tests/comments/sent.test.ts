import { describe, expect, it } from 'vitest'
import { readSent, webAddress } from '../../src/comments/sent.ts'

const fields = { name: ' Ada ', email: 'ADA@Example.com', url: 'example.com/ada', body: ' Hello ' }

describe('readSent()', () => {
  it('cleans what was sent', () => {
    expect(readSent(fields)).toEqual({
      name: 'Ada',
      email: 'ada@example.com',
      url: 'https://example.com/ada',
      body: 'Hello',
      html: '<p>Hello</p>',
      parentId: null,
      trapped: false,
      elapsed: null,
    })
  })

  it.each([
    ['empty', { body: '' }],
    ['empty', { body: ' \u200b\u202e\n ' }],
    ['empty', { body: ['a', 'b'] }],
    ['empty', { body: '![](https://a.example/x.png)' }],
    ['empty', { body: '[](https://a.example)' }],
    ['empty', { body: '- \n> \n&nbsp;' }],
    ['empty', { body: '\u3164\u2800' }],
    ['long', { body: 'x'.repeat(5_001) }],
    ['name', { name: 'x'.repeat(41) }],
    ['email', { email: 'not an address' }],
    ['email', { email: 'a@b' }],
    ['email', { email: 'a@b.c"><script>' }],
    ['url', { url: 'javascript:alert(1)' }],
    ['url', { url: 'data:text/html,x' }],
    ['url', { url: 'https://user:pass@example.com' }],
    ['parent', { parentId: '-1' }],
    ['parent', { parentId: '1 OR 1' }],
  ])('names the problem: %s', (problem, change) => {
    expect(readSent({ ...fields, ...change })).toBe(problem)
  })

  it('takes a name that cannot be seen for none', () => {
    expect(readSent({ ...fields, name: '\u3164' })).toMatchObject({ name: '' })
  })

  it('takes out what could turn a page around', () => {
    const read = readSent({
      ...fields,
      name: 'A\u202eda\u0000\nx',
      body: `a\u202eb\u2066c\u0007 e${'\u0301'.repeat(50)} \ud800 👨‍👩‍👧`,
    })

    expect(read).toMatchObject({ name: 'Ada x' })
    const { body } = read as { body: string }
    expect(body).not.toMatch(/\p{Cc}|[\u202a-\u202e\u2066-\u2069]|\p{Cs}|\p{M}{5}/u)
    expect(body).toContain('👨‍👩‍👧')
  })
})

describe('webAddress()', () => {
  it('takes http and https only', () => {
    expect(webAddress('http://a.example/x?y=1')).toBe('http://a.example/x?y=1')
    for (const text of [
      'ftp://a.example',
      'vbscript:x',
      'localhost',
      '//',
      'java\nscript:alert(1)',
    ]) {
      expect(webAddress(text), text).toBeNull()
    }
  })
})
