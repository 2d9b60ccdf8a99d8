import { fromHtml } from 'hast-util-from-html'
import { visit } from 'unist-util-visit'
import { describe, expect, it } from 'vitest'
import { renderComment } from '../../src/content/comment.ts'
import { hostileTexts } from '../hostile.ts'

const allowed = new Set('a blockquote br code del em li ol p pre strong ul'.split(' '))

describe('renderComment()', () => {
  it('makes of several hundred tricks nothing but words, emphasis and safe links', () => {
    expect(hostileTexts.length).toBeGreaterThan(400)
    for (const text of hostileTexts) {
      const html = renderComment(text)
      visit(fromHtml(html, { fragment: true }), 'element', ({ tagName, properties }) => {
        expect(allowed, `${tagName} of ${text}`).toContain(tagName)
        const names = Object.keys(properties)
        expect(tagName === 'a' ? ['href', 'rel'] : [], text).toEqual(expect.arrayContaining(names))
        if (typeof properties.href === 'string') expect(properties.href).toMatch(/^https?:\/\//i)
      })
    }
  })

  it('renders the small Markdown it promises', () => {
    expect(renderComment('**a** *b* `c` ~~d~~\ne\n\n> f\n\n- g')).toBe(
      '<p><strong>a</strong> <em>b</em> <code>c</code> <del>d</del><br>e</p>\n<blockquote>\n<p>f</p>\n</blockquote>\n<ul>\n<li>g</li>\n</ul>',
    )
    expect(renderComment('见 https://example.com/a?b=1&c=2')).toBe(
      '<p>见 <a href="https://example.com/a?b=1&amp;c=2" rel="nofollow ugc noopener">https://example.com/a?b=1&amp;c=2</a></p>',
    )
    expect(renderComment('# not a heading\n\n1 < 2 & 3 > 2')).toBe(
      '<p># not a heading</p>\n<p>1 &lt; 2 &amp; 3 > 2</p>',
    )
  })

  it('stays quick on what makes parsers slow', () => {
    for (const text of [
      '> '.repeat(2_500),
      '['.repeat(5_000),
      '*a_'.repeat(1_600),
      '- '.repeat(2_500),
      '`'.repeat(4_999),
      '[a](<'.repeat(1_000),
    ]) {
      expect(renderComment(text).length).toBeLessThan(60_000)
    }
  })
})
