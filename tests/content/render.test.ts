import { describe, expect, it } from 'vitest'
import { NestingError, renderMarkdown } from '../../src/content/render.ts'
import { en } from '../../src/i18n/en.ts'

function render(markdown: string, url = 'https://blog.example/2026/05/a/') {
  const sizes = new Map([['/media/a.png', { width: 400, height: 300 }]])
  return renderMarkdown(markdown, { url, words: en, sizes })
}

/** Where the links of a text lead within it: text of the link, and of what has the id. */
function places(markdown: string): string[] {
  const { html } = render(markdown)
  return [...html.matchAll(/<a href="#([^"]*)"[^>]*>([^<]*)<\/a>/g)].map(([, href = '', text]) => {
    const id = decodeURIComponent(href)
    const found = html.split(` id="${id}"`)
    expect(found.length, `${id} is there once`).toBeLessThanOrEqual(2)
    return `${text} > ${/>([^<]+)/.exec(found[1] ?? '')?.[1] ?? 'nothing'}`
  })
}

function idsOf(html: string): string[] {
  return [...html.matchAll(/ id="([^"]*)"/g)].map(([, id = '']) => id)
}

describe('links within a text', () => {
  it('find headings by the ids of GitHub, which Hexo, Hugo and Jekyll give too', () => {
    expect(
      places(
        '[1](#安装) [2](#foo_bar-baz) [3](#1-第一步) [4](#-start) [5](#Hello-World) [6](#c-java)\n\n' +
          '## 安装\n\n## `foo_bar` baz\n\n## 1. 第一步\n\n## 🚀 Start\n\n## Hello World!\n\n## C / Java',
      ),
    ).toEqual([
      ...['1 > 安装', '2 > foo_bar', '3 > 1. 第一步', '4 > 🚀 Start', '5 > Hello World!'],
      '6 > C / Java',
    ])
  })

  it('find the right one of several that are called the same', () => {
    expect(places('[a](#foo) [b](#foo-1) [c](#foo-2)\n\n## Foo\n\n## Foo\n\n## Foo 2')).toEqual([
      ...['a > Foo', 'b > Foo', 'c > Foo 2'],
    ])
    const { html } = render('[b](#foo-1)\n\n## Foo\n\n## Foo')
    expect(html).toContain('<a href="#s-foo-2">b</a>')
  })

  it("find ids of the author's own, at headings and elsewhere, before and after the link", () => {
    expect(
      places(
        '<h2 id="mine">Title</h2>\n\n<p id="x">Text</p>\n\n' +
          '[1](#mine) [2](#x) [3](#later) [4](#old) [5](#within)\n\n' +
          '<p id="later">End</p>\n\n<a name="old">Old</a>\n\n## <span id="within">W</span>',
      ),
    ).toEqual(['1 > Title', '2 > Text', '3 > End', '4 > Old', '5 > W'])
  })

  it('lead to our own ids and elsewhere as they did', () => {
    const { html } = render('[a](#s-foo) [b](#top) [c](/1.html#foo)\n\n## Foo')

    for (const href of ['#s-foo', '#top', '/1.html#foo']) expect(html).toContain(`href="${href}"`)
  })

  it('find footnotes, whatever they are called, and the way back', () => {
    const { html } = render('One[^1] two[^注]\n\n[^1]: A\n[^注]: B')

    const links = [...html.matchAll(/ href="#([^"]*)"/g)].map(([, href = '']) => href)
    expect(links).toHaveLength(4)
    for (const href of links) expect(idsOf(html)).toContain(decodeURIComponent(href))
  })
})

describe('ids', () => {
  it('of headings are given once', () => {
    const { html, contents } = render('## Foo\n\n## Foo\n\n## Foo 2\n\n## Foo 2\n\n## Foo')

    const ids = ['s-foo', 's-foo-2', 's-foo-2-2', 's-foo-2-3', 's-foo-3']
    expect(contents.map(({ id }) => id)).toEqual(ids)
    expect(idsOf(html)).toEqual(ids)
  })

  it("of the author's own are kept once", () => {
    const { html } = render('<p id="x">1</p>\n\n<p id="x">2</p>\n\n<h2 id="x">3</h2>')

    expect(idsOf(html)).toEqual(['user-content-x', 's-3'])
  })

  it('never end in half a character', () => {
    expect(render(`## a${'𠮷'.repeat(80)}`).contents[0]?.id).toBe(`s-a${'𠮷'.repeat(29)}`)
  })
})

describe('a text of endless levels', () => {
  it.each(['1. ', '> ', '- > ', '<div>', '<span>'])('of %j is refused', (level) => {
    expect(() => render(`${level.repeat(1_666)}x`)).toThrow(NestingError)
  })

  it('of a hundred levels is not', () => {
    expect(render(`${'> '.repeat(100)}x`).text).toBe('x')
  })
})

describe('images', () => {
  it.each(['/media/a.png', 'https://blog.example/media/a.png', '../../../media/a.png'])(
    'of our own have their size and one address: %s',
    (src) => {
      const { html, firstImage } = render(`![x](${src})`)

      expect(html).toContain('src="/media/a.png" alt="x" width="400" height="300"')
      expect(firstImage?.url).toBe('/media/a.png')
    },
  )

  it('whose address starts from the post are found from every page', () => {
    expect(render('![](images/b.png)').firstImage?.url).toBe('/2026/05/a/images/b.png')
    expect(render('![](images/b.png)').html).toContain('src="/2026/05/a/images/b.png"')
  })

  it('of other sites stay as they are', () => {
    const src = 'https://e.example/media/a.png'
    expect(render(`![](${src})`).firstImage).toEqual({ url: src })
  })
})
