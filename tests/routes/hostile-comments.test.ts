import type { Nodes } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { visit } from 'unist-util-visit'
import { describe, expect, it } from 'vitest'
import { renderComment } from '../../src/content/comment.ts'
import { hostileTexts } from '../hostile.ts'

const allowed = new Set('a blockquote br code del em li ol p pre strong ul'.split(' '))

function depthOf(node: Nodes): number {
  return 'children' in node ? 1 + Math.max(0, ...node.children.map(depthOf)) : 0
}

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
    expect(renderComment('***\n\n---')).toBe('<p>***</p>\n<p>---</p>')
    expect(renderComment('# not a heading\n\n1 < 2 & 3 > 2')).toBe(
      '<p># not a heading</p>\n<p>1 &lt; 2 &amp; 3 > 2</p>',
    )
  })

  it('leaves code and the space between paragraphs as they were written', () => {
    const code = 'def a():\n            return [\n                1,\n            ]'

    expect(renderComment(`\`\`\`py\n${code}\n\`\`\``)).toBe(`<pre><code>${code}\n</code></pre>`)
    expect(renderComment('one\n\n            two')).toBe(
      '<p>one</p>\n<pre><code>        two\n</code></pre>',
    )
    expect(renderComment('- a\n\n              b')).toContain('<pre><code>        b')
    expect(renderComment('* * * * * * *\n\n好')).toBe('<p>* * * * * * *</p>\n<p>好</p>')
  })

  it('nests no deeper than a reader can follow, and loses no word of what does', () => {
    for (const text of [
      `${'1. '.repeat(1_660)}word`,
      `${'- 1. '.repeat(990)}word`,
      `${'> - '.repeat(1_200)}word`,
      `${'> '.repeat(2_400)}word`,
      `${'1) + * '.repeat(700)}word`,
      `${'*a _b '.repeat(600)}word${' c_ d*'.repeat(200)}`,
      `${'~~a **b '.repeat(300)}word${'** ~~'.repeat(300)}`,
    ]) {
      const html = renderComment(text)
      expect(html, text.slice(0, 20)).toContain('word')
      expect(depthOf(fromHtml(html, { fragment: true })), text.slice(0, 20)).toBeLessThan(20)
    }
  })

  it('links to absolute addresses of the web only, and never without words', () => {
    const link = (href: string, text: string) =>
      `<p><a href="${href}" rel="nofollow ugc noopener">${text}</a></p>`

    expect(renderComment('[x](HTTPS://OK.com)')).toBe(link('https://ok.com/', 'x'))
    expect(renderComment('HTTPS://OK.com')).toBe(link('https://ok.com/', 'HTTPS://OK.com'))
    for (const text of [
      ...['[x](/admin/)', '[x](//evil.example/x)', '[x](admin)', '[x](#main)', '[x](?q=1)'],
      ...['[x](mailto:a@b.example)', '[x](https://good.example@evil.example/)', '[x](<>)'],
    ]) {
      expect(renderComment(text), text).toBe('<p>x</p>')
    }
    expect(renderComment('a@b.example')).toBe('<p>a@b.example</p>')
    expect(renderComment('a[](https://b.example) ![](https://b.example/x.png)c')).toBe('<p>a c</p>')
    for (const text of ['[](https://a.example)', '![](x)', '[ ](https://a.example)', '&#8203;']) {
      expect(renderComment(text), text).toBe('')
    }
  })

  it('ends an address where a Chinese sentence goes on', () => {
    expect(renderComment('见https://a.example吧，或 https://b.example/c。好')).toBe(
      '<p>见<a href="https://a.example/" rel="nofollow ugc noopener">https://a.example</a>吧，或 ' +
        '<a href="https://b.example/c" rel="nofollow ugc noopener">https://b.example/c</a>。好</p>',
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
