import { Marked } from 'marked'
import { describe, expect, it } from 'vitest'
import { htmlBlock } from '../../scripts/import/html-block.ts'

describe('htmlBlock()', () => {
  it('takes blank lines out', () => {
    expect(htmlBlock('<p>a</p>\r\n\r\n  \n\n<p>b</p>\n')).toBe('<div>\n<p>a</p>\n<p>b</p>\n</div>')
  })

  it('keeps the blank lines of preformatted text as references', () => {
    expect(htmlBlock('<pre>a\n\n\nb\n</pre>\n\n<textarea>\n  \nx</textarea>')).toBe(
      '<div>\n<pre>a\n&#10;&#10;b\n</pre>\n<textarea>\n  &#10;x</textarea>\n</div>',
    )
  })

  it('keeps the blank lines of preformatted text that is never closed', () => {
    expect(htmlBlock('<pre>a\n\nb')).toBe('<div>\n<pre>a\n&#10;b\n</div>')
  })

  it('answers nothing for nothing', () => {
    expect(htmlBlock(' \n ')).toBe('')
  })

  it('comes whole out of a Markdown parser', () => {
    const html = '<p>*a*</p>\n\n    <p>four spaces</p>\n\n<pre># x\n\n- y</pre>\n\n# no heading'
    const block = htmlBlock(html)
    expect(new Marked().parse(block)).toBe(block)
  })
})
