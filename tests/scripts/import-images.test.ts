import { describe, expect, it } from 'vitest'
import { addressesIn, fillSlots, findImageSlots } from '../../scripts/import/image-slots.ts'
import { isLocal } from '../../scripts/import/local-images.ts'

describe('findImageSlots()', () => {
  it.each([
    ['![a](b.png)', ['b.png']],
    ['![a [x] \\] y]( b.png "t")', ['b.png']],
    ['![](<b c.png>)', ['b c.png']],
    ['![](b(1).png)', ['b(1).png']],
    ['[![a](b.png)](c.png)', ['b.png']],
    ['<img alt="x" src="b.png"> <IMG SRC=\'c.png\'/>', ['b.png', 'c.png']],
    ['![a][logo]\n\n[logo]: img/b.png "t"', ['img/b.png']],
    ['![](https://a.example/b.png) ![](//a.example/b.png) ![](data:image/png,x)', []],
    ['`![](b.png)` and\n```\n![](c.png)\n<img src="d.png">\n```\n![](e.png)', ['e.png']],
    ['[no image](b.png) and [note]: words', []],
  ])('finds the images of %j', (markdown, addresses) => {
    expect(findImageSlots(markdown, isLocal).addresses).toEqual(addresses)
  })

  it('lets them be replaced and nothing else', () => {
    const markdown = 'b.png ![b.png](b.png "b.png") <img alt="c.png" src="c.png">'
    const slots = findImageSlots(markdown, isLocal)
    expect(fillSlots(slots, slots.addresses)).toBe(markdown)
    expect(fillSlots(slots, ['/1', '/2'])).toBe(
      'b.png ![b.png](/1 "b.png") <img alt="c.png" src="/2">',
    )
  })
})

describe('addressesIn()', () => {
  const slots = findImageSlots('a ![](b.png) c ![](d.png) e', isLocal)

  it('finds the addresses that an earlier import filled in', () => {
    expect(addressesIn('a ![](/media/1.png) c ![](/media/2.png) e', slots)).toEqual([
      '/media/1.png',
      '/media/2.png',
    ])
  })

  it.each(['a ![](/1) c ![](/2) f', 'a ![](/1) c ![](/2) e f', 'x', 'a ![](/1) c'])(
    'answers undefined for the other text %j',
    (markdown) => {
      expect(addressesIn(markdown, slots)).toBeUndefined()
    },
  )
})

describe('isLocal()', () => {
  it.each(['a.png', './a.png', '../a.png', '/images/a.png', '图.png'])('takes %s', (address) => {
    expect(isLocal(address)).toBe(true)
  })

  it.each([
    'https://a.example/a.png',
    '//a.example/a.png',
    'data:image/png,x',
    '#a',
    '',
    'C:a.png',
  ])('does not take %j', (address) => {
    expect(isLocal(address)).toBe(false)
  })
})
