import type { Root } from 'hast'
import { describe, expect, it } from 'vitest'
import { highlightCode } from '../../src/content/highlight.ts'
import { parseHtml, writeHtml } from '../../src/content/html.ts'

function highlighted(language: string, source: string): string {
  const tree: Root = parseHtml(`<pre><code class="language-${language}">${source}</code></pre>`)
  highlightCode(tree)
  return writeHtml(tree)
}

describe('highlightCode()', () => {
  it('colours C, by its name and that of its headers', () => {
    for (const name of ['c', 'h', 'C']) {
      expect(highlighted(name, 'struct a { int b; };')).toContain(
        '<span class="h-keyword">struct</span>',
      )
    }
  })

  it('leaves a language plain that it does not know', () => {
    expect(highlighted('klingon', 'x = 1')).toBe(
      '<pre><code class="language-klingon">x = 1</code></pre>',
    )
  })
})
