import { describe, expect, it } from 'vitest'
import { accentStyle, contrast, mix } from '../../src/styles/accent.ts'
import { compactCss } from '../../src/styles/compact.ts'

/** Colours all around the wheel, from nearly black to nearly white. */
const colours = ['00', '33', '77', 'bb', 'ff'].flatMap((red) =>
  ['00', '55', 'aa', 'ff'].flatMap((green) =>
    ['00', '66', 'cc', 'ff'].map((blue) => `#${red}${green}${blue}`),
  ),
)

describe('accentStyle()', () => {
  it('makes any colour readable on both grounds', () => {
    for (const colour of colours) {
      const [, light = '', dark = ''] =
        /--accent-light:(#\w{6});--accent-dark:(#\w{6})/.exec(accentStyle(colour)) ?? []
      for (const ground of ['#fcfbf8', '#f3efe8', '#ffffff']) {
        expect(contrast(light, ground), `${colour} on ${ground}`).toBeGreaterThanOrEqual(4.5)
      }
      for (const ground of ['#181715', '#23211d']) {
        expect(contrast(dark, ground), `${colour} on ${ground}`).toBeGreaterThanOrEqual(4.5)
      }
    }
  })

  it('leaves a colour alone that is readable already', () => {
    expect(accentStyle('#9a3324')).toContain('--accent-light:#9a3324')
  })
})

describe('mix()', () => {
  it('goes from one colour to the other', () => {
    expect(mix('#000000', '#ffffff', 0)).toBe('#000000')
    expect(mix('#000000', '#ffffff', 0.5)).toBe('#808080')
    expect(mix('#102030', '#304050', 1)).toBe('#304050')
  })
})

describe('compactCss()', () => {
  it('keeps the spaces that mean something', () => {
    expect(
      compactCss('a :lang(zh) > b + c,\n  d { color: red; margin: 0 -1px calc(1px + 2px) }\n'),
    ).toBe('a :lang(zh)>b + c,d{color:red;margin:0 -1px calc(1px + 2px)}')
    expect(compactCss('@media (min-width: 40rem) and (max-width: 60rem) { a { b: c; } }')).toBe(
      '@media (min-width:40rem) and (max-width:60rem){a{b:c}}',
    )
  })
})
