import { describe, expect, it } from 'vitest'
import { readFrontMatter } from '../../scripts/import/front-matter.ts'

function fieldsOf(source: string) {
  const read = readFrontMatter(source)
  if ('reason' in read) throw new Error(`${read.line}: ${read.reason}`)
  return read
}

describe('readFrontMatter()', () => {
  it('reads YAML between dashes', () => {
    expect(fieldsOf('---\ntitle: Tea\ntags: [green, black]\n---\n\nText\n')).toEqual({
      fields: { title: 'Tea', tags: ['green', 'black'] },
      body: '\nText\n',
      found: true,
    })
  })

  it('takes a byte order mark, CRLF and spaces behind the dashes', () => {
    const { fields, body } = fieldsOf('\uFEFF--- \r\ntitle: Tea\r\n---  \r\nText\r\nMore')
    expect(fields).toEqual({ title: 'Tea' })
    expect(body).toBe('Text\nMore')
  })

  it('leaves YAML dates as they are written', () => {
    expect(fieldsOf('---\ndate: 2020-01-02 03:04:05 +0800\n---\n').fields).toEqual({
      date: '2020-01-02 03:04:05 +0800',
    })
  })

  it('takes tabs and doubled keys, as Hexo does', () => {
    const { fields } = fieldsOf('---\ntags:\n\t- one\n\t- two\ntitle: a\ntitle: b\n---\n')
    expect(fields).toEqual({ tags: ['one', 'two'], title: 'b' })
  })

  it('reads TOML between pluses', () => {
    const { fields, body } = fieldsOf('+++\ntitle = "Tea"\n[extra]\nx = 1\n+++\nText')
    expect(fields).toEqual({ title: 'Tea', extra: { x: 1 } })
    expect(body).toBe('Text')
  })

  it('reads JSON in braces, whatever braces its strings hold', () => {
    const { fields, body } = fieldsOf('{\n  "title": "a } \\" {",\n  "x": {"y": 1}\n}\nText {')
    expect(fields).toEqual({ title: 'a } " {', x: { y: 1 } })
    expect(body).toBe('Text {')
  })

  it.each([
    ['opened', ';;;\n"title": "Tea",\n"top": 1\n;;;\nText'],
    ['unopened', '"title": "Tea",\n"top": 1\n;;;\nText'],
    ['in braces', ';;;\n{"title": "Tea", "top": 1}\n;;;\nText'],
  ])('reads JSON between semicolons, %s', (_, source) => {
    expect(fieldsOf(source)).toEqual({
      fields: { title: 'Tea', top: 1 },
      body: 'Text',
      found: true,
    })
  })

  it('reads the older Hexo form, which has the closing line only', () => {
    const { fields, body } = fieldsOf('title: Tea\ntags:\n- a\n- b\n---\n\nText\n\n---\n')
    expect(fields).toEqual({ title: 'Tea', tags: ['a', 'b'] })
    expect(body).toBe('\nText\n\n---\n')
  })

  it('leaves prose before a thematic break alone', () => {
    const prose = 'Some words about tea.\ntitle: it has none\n\n---\n\nMore'
    expect(fieldsOf(prose)).toEqual({ fields: {}, body: prose, found: false })
  })

  it('leaves prose between two thematic breaks alone', () => {
    const { fields, body } = fieldsOf('---\nJust words\n---\nMore')
    expect(fields).toEqual({})
    expect(body).toBe('---\nJust words\n---\nMore')
  })

  it('leaves a file without front matter alone', () => {
    expect(fieldsOf('# Tea\n\nText')).toEqual({ fields: {}, body: '# Tea\n\nText', found: false })
  })

  it('takes empty front matter', () => {
    expect(fieldsOf('---\n---\nText')).toEqual({ fields: {}, body: 'Text', found: true })
  })

  it.each([
    ['YAML', '---\ntitle: Tea\ntags: [a, b\ndate: x\n---\n', 4],
    ['YAML without an opening line', 'title: Tea\ndate: @x\n---\nText', 2],
    ['an alias without an anchor', '---\ntitle: *tea\n---\n', 2],
    ['TOML', '+++\ntitle = "Tea"\ndate = nonsense\n+++\n', 3],
    ['JSON', '{\n  "title": "Tea"\n  "date": "x"\n}\n', 3],
    ['unclosed JSON', '{\n  "title": "Tea"\n', 1],
    ['unclosed TOML', '+++\ntitle = "Tea"\n', 1],
    ['a list', '---\n- a\n- b\n---\n', 2],
  ])('names the line where %s is broken', (_, source, line) => {
    const read = readFrontMatter(source)
    expect(read).toEqual({ line, reason: expect.stringMatching(/\w{3}/) })
  })
})
