import { imageSize } from 'image-size'
import { describe, expect, it } from 'vitest'
import { landscape } from '../../src/cards/landscape.ts'
import { encodePng } from '../../src/cards/png.ts'
import { get, givenPost } from '../site.ts'

describe('landscape()', () => {
  it('draws the same picture for a post again, and another for another', () => {
    expect(landscape(7, '#9a3324')).toEqual(landscape(7, '#9a3324'))
    expect(landscape(7, '#9a3324').rows).not.toEqual(landscape(8, '#9a3324').rows)
  })

  it('names colours of its palette only, and uses most of them', () => {
    const { palette, rows, width } = landscape(3, '#1f5c96')
    const used = new Set<number>()
    for (const [at, byte] of rows.entries()) {
      if (at % (width / 2 + 1) === 0) expect(byte).toBe(0)
      else used.add(byte >> 4).add(byte & 15)
    }

    expect(palette).toHaveLength(16 * 3)
    expect(used.size).toBeGreaterThan(10)
  })
})

describe('GET /card/{id}-{colour}.png', () => {
  it('is a small PNG that never changes', async () => {
    const response = await get('/card/12-9a3324.png')
    const bytes = new Uint8Array(await response.arrayBuffer())

    expect(response.headers.get('Content-Type')).toBe('image/png')
    expect(response.headers.get('Cache-Control')).toContain('immutable')
    expect(imageSize(bytes)).toMatchObject({ width: 600, height: 315, type: 'png' })
    expect(bytes.length).toBeLessThan(12_000)
    expect(bytes).toEqual(await encodePng(landscape(12, '#9a3324')))
  })

  it('is what an article without a picture shows on other sites', async () => {
    await givenPost()
    await givenPost({ cover: '/media/cover.png' })
    await givenPost({ cover: '/media/drawing.svg' })

    const image = async (path: string) =>
      /property="og:image" content="([^"]*)"/.exec(await (await get(path)).text())?.[1]

    expect(await image('/1.html')).toBe('https://blog.example/card/1-9a3324.png')
    expect(await image('/2.html')).toBe('https://blog.example/media/cover.png')
    expect(await image('/3.html')).toBe('https://blog.example/card/3-9a3324.png')
  })

  it('takes no other names', async () => {
    for (const name of [
      '01-9a3324.png',
      '1-red.png',
      '1-9a3324.gif',
      `${'9'.repeat(16)}-9a3324.png`,
    ]) {
      expect((await get(`/card/${name}`)).status).toBe(404)
    }
  })
})
