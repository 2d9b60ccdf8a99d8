import type { Root } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { toHtml } from 'hast-util-to-html'
import { describe, expect, it } from 'vitest'
import { parseHtml, writeHtml } from '../../src/content/html.ts'
import { sanitiseArticle } from '../../src/content/sanitise.ts'
import { hostileTexts } from '../hostile.ts'

const ordinary = [
  '<p class="a  b" id=x>1 < 2 &amp; &copy; "3" &lt;b&gt; &nbsp;</p>',
  '<h2 class="sr-only" id="footnote-label">Notes</h2><section data-footnotes class="footnotes">',
  '<a href="/a?b=1&c=%22" title="&quot;&lt;" aria-label="to" data-footnote-ref aria-describedby="a b">x</a>',
  '<ul class="contains-task-list"><li class="task-list-item"><input type=checkbox checked disabled> x',
  '<ol start=3><li value="5">x<li>y</ol><dl><dt>a<dd>b</dl><hr><p>a<br>b<wbr>c',
  '<table><tr><td colspan=2 align=right>1<th scope=col>2<caption>c</table>x',
  '<video src=/media/a.mp4 controls width=10 poster=/p.png></video><img src=/a.png alt="" width=3>',
  '<details open><summary>x</summary><pre><code class="language-js">a &lt; b\n\n</code></pre></details>',
  '<b><p>x</b>y</p><p><div>z</p></div><i>deep <b>er</i> still</b>',
  '<time datetime="2026-01-01">then</time><bdo dir=rtl>x</bdo><label for=x></label>',
  '<textarea><b></textarea><title><b></title><xmp><b></xmp><noembed><i></noembed><plaintext><b>',
]

describe('parseHtml() and writeHtml()', () => {
  it('agree with the packages that know all of HTML on what an article may hold', () => {
    for (const text of [...ordinary, ...hostileTexts]) {
      const expected = sanitiseArticle(fromHtml(text, { fragment: true }))
      const written = writeHtml(sanitiseArticle(parseHtml(text)))
      expect(normal(fromHtml(written, { fragment: true })), text).toBe(normal(expected))
    }
  })

  it('write what is parsed as the same tree again', () => {
    for (const text of [...ordinary, ...hostileTexts]) {
      const written = writeHtml(sanitiseArticle(parseHtml(text)))
      expect(writeHtml(parseHtml(written)), text).toBe(written)
    }
  })

  it('leave out attributes that no allow-list names, and foreign elements', () => {
    expect(writeHtml(parseHtml('<p onclick=x style=y data-x __proto__=z>a<svg><a>b'))).toBe(
      '<p>a</p>',
    )
  })
})

/** HTML in one spelling, whoever wrote it. */
function normal(tree: Root): string {
  return toHtml(fromHtml(toHtml(tree), { fragment: true }))
}
