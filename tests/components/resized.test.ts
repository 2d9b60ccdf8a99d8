import { describe, expect, it } from 'vitest'
import { sourcesOf, withSources } from '../../src/components/resized.ts'
import { renderMarkdown } from '../../src/content/render.ts'

const on = { resizeImages: true }

/** The widths that are offered. */
function widthsOf(srcset: string | undefined): number[] {
  return [...(srcset ?? '').matchAll(/ (\d+)w/g)].map(([, width]) => Number(width))
}

describe('sourcesOf()', () => {
  it.each([
    [401, [401]],
    [440, [440]],
    [800, [400, 800]],
    [850, [400, 850]],
    [1_000, [400, 800, 1_000]],
    [1_300, [400, 800, 1_280]],
    [6_000, [400, 800, 1_280]],
  ])('offers an image of %i pixels in no size that is larger', (width, offered) => {
    expect(widthsOf(sourcesOf(on, { url: '/media/a.png', width }, '1px')?.srcset)).toEqual(offered)
  })

  it('names Cloudflare’s address of each size', () => {
    expect(sourcesOf(on, { url: '/media/a.jpg', width: 500 }, '200px')).toEqual({
      srcset:
        '/cdn-cgi/image/width=400,format=auto,fit=scale-down,onerror=redirect/media/a.jpg 400w, /cdn-cgi/image/width=500,format=auto,fit=scale-down,onerror=redirect/media/a.jpg 500w',
      sizes: '200px',
    })
  })

  it.each([
    ['a drawing', { url: '/media/a.svg', width: 900 }],
    ['an animation', { url: '/media/a.gif', width: 900 }],
    ['what Cloudflare does not read', { url: '/media/a.avif', width: 900 }],
    ['an image of another site', { url: 'https://e.example/media/a.png', width: 900 }],
    ['an address with more to it', { url: '/media/a.png?x, y', width: 900 }],
    ['a small one', { url: '/media/a.png', width: 400 }],
    ['one of unknown size', { url: '/media/a.png' }],
  ])('leaves %s as it is', (_what, picture) => {
    expect(sourcesOf(on, picture, '1px')).toBeUndefined()
  })

  it('offers nothing where the owner has not turned it on', () => {
    const picture = { url: '/media/a.png', width: 900 }
    expect(sourcesOf({ resizeImages: false }, picture, '1px')).toBeUndefined()
  })
})

describe('withSources()', () => {
  const sizes = new Map([['/media/a.png', { width: 900, height: 600 }]])

  function rendered(markdown: string): string {
    const words = { footnotes: '', backToReference: '' }
    return renderMarkdown(markdown, { url: 'https://blog.example/1.html', words, sizes }).html
  }

  it('finds every image of our own in what is stored, and nothing else', () => {
    const html = rendered(
      '![One > "two"](/media/a.png "a src=") ![](/media/b.png)\n\n<img src="/media/a.png" alt="x > y">\n\n`<img src="/media/a.png" width="900">`\n\n<video src="/media/a.png" width="900"></video>',
    )

    const changed = withSources(on, html)

    expect(changed.match(/ srcset=/g)).toHaveLength(2)
    expect(changed.replace(/ srcset="[^"]*" sizes="[^"]*"/g, '')).toBe(html)
    expect(changed).toContain('sizes="(max-width: 640px) 100vw, 640px"')
    // What is clicked is still the whole image.
    expect(changed).toContain('<a class="zoom" href="/media/a.png">')
  })

  it('cannot be led out of an attribute by what an editor wrote', () => {
    const html = rendered(
      '<img src="/media/a.png" alt=\'" src="/media/x.png" width="900" onerror="alert(1)\'>',
    )

    const changed = withSources(on, html)

    expect(changed.match(/srcset=/g)).toHaveLength(1)
    expect(changed).not.toMatch(/ onerror="/)
  })

  it('changes nothing where the owner has not turned it on', () => {
    const html = rendered('![x](/media/a.png)')
    expect(withSources({ resizeImages: false }, html)).toBe(html)
  })
})
