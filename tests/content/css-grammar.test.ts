import { toHtml } from 'hast-util-to-html'
import { createLowlight } from 'lowlight'
import { describe, expect, it } from 'vitest'
import { css } from '../../src/content/css-grammar.ts'

const lowlight = createLowlight({ css })

/** Each coloured part as `scope:text`. */
function parts(source: string): string[] {
  const html = toHtml(lowlight.highlight('css', source, { prefix: '' }))
  return [...html.matchAll(/<span class="([\w-]+)">([^<]*)<\/span>/g)].map(
    ([, scope, text]) => `${scope}:${text}`,
  )
}

describe('css()', () => {
  it('tells a declaration from a selector, nested ones too', () => {
    expect(parts('.a { &:hover { color:red } a:hover, p { anchor-name: --x1 } }')).toEqual([
      'selector-class:.a',
      ...['selector-tag:&#x26;', 'selector-pseudo::hover', 'attribute:color'],
      ...['selector-tag:a', 'selector-pseudo::hover', 'selector-tag:p'],
      ...['attribute:anchor-name', 'attr:--x1'],
    ])
  })

  it('knows values: numbers with units, colours, functions, strings, addresses', () => {
    expect(parts('a { b: -1.5em #fff80 var(--c) "x" url(y.png) u+25-ff !important }')).toEqual([
      ...['selector-tag:a', 'attribute:b', 'number:-1.5em', 'number:#fff80', 'built_in:var'],
      ...['attr:--c', 'string:"x"', 'built_in:url', 'string:y.png', 'number:u+25-ff'],
      'meta:!important',
    ])
  })

  it('knows rules with an @ and their conditions', () => {
    expect(parts('@media (min-width: 40em) and (hover) { b { c: d } }')).toEqual([
      ...['keyword:@media', 'attribute:min-width', 'number:40em', 'keyword:and'],
      ...['selector-tag:b', 'attribute:c'],
    ])
  })

  it('stays quick on what makes patterns slow', async () => {
    const start = Date.now()
    for (const text of ['a:', '-', 'a-', '--a ', '[', 'url(', '@a ', '(', '"', '/*', 'a:b(']) {
      lowlight.highlight('css', text.repeat(40_000 / text.length))
    }
    // The clock of a Worker stands still between two turns of its loop.
    await scheduler.wait(1)
    expect(Date.now() - start).toBeLessThan(2_000)
  })
})
