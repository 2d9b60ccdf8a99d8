import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { givenDiscussion } from './discussion.ts'
import { type RunningSite, startSite } from './site.ts'

// Pictures of the main pages, as grids of grey values: fine enough to see a part that moved, vanished
// or lost its colour, coarse enough not to see another version of a font. `SNAPSHOTS=write npm test`
// takes them anew after a change that is meant.
const folder = new URL('snapshots/', import.meta.url)
const write = process.env.SNAPSHOTS === 'write'

/** Pixels of the page for one cell of the grid. */
const cell = 20

/** How far cells may be from the stored ones: on average, and how many by more than a shade. */
const tolerance = { average: 2, strayed: 0.015, shade: 40 }

let site: RunningSite
let canvas: Page

beforeAll(async () => {
  site = await startSite()
  canvas = await site.browser.newPage()
})

afterAll(() => site.stop())

const pages = {
  home: '/',
  article: '/17.html',
  english: '/14.html',
  category: '/category/web-craft/',
  found: '/search?q=SQLite',
  archive: '/archive/',
  nothing: '/x',
  // Last, for its comments stand beside the lists, too.
  discussion: '/comments/17/page/2/',
}
const looks = (['light', 'dark'] as const).flatMap((colorScheme) =>
  [360, 768, 1440].map((width) => ({ colorScheme, width })),
)

describe.each(Object.entries(pages))('%s', (name, path) => {
  beforeAll(() => (name === 'discussion' ? givenDiscussion(site) : undefined))

  it.each(looks)('looks as it did in $colorScheme at $width pixels', async (look) => {
    const { colorScheme, width } = look
    const viewport = { width, height: 900 }
    const context = await site.browser.newContext({ colorScheme, viewport })
    const page = await context.newPage()
    await page.goto(site.origin + path, { waitUntil: 'load' })
    await page.evaluate(pictures)
    const picture = await page.screenshot()
    await context.close()
    const grid = await greys(picture, width / cell, viewport.height / cell)

    const file = new URL(`${name}-${width}-${colorScheme}.txt`, folder)
    if (write) {
      mkdirSync(folder, { recursive: true })
      writeFileSync(file, `${grid.toString('base64')}\n`)
    }
    const stored = Buffer.from(readFileSync(file, 'utf8'), 'base64')

    expect(grid.length).toBe(stored.length)
    const distances = [...grid].map((value, at) => Math.abs(value - (stored[at] ?? 0)))
    const average = distances.reduce((sum, distance) => sum + distance, 0) / distances.length
    const strayed = distances.filter((distance) => distance > tolerance.shade).length
    expect(average).toBeLessThanOrEqual(tolerance.average)
    expect(strayed / distances.length).toBeLessThanOrEqual(tolerance.strayed)
  })
})

/** Waits for the pictures in sight. */
const pictures = `Promise.all([...document.images]
  .filter((image) => image.getBoundingClientRect().top < innerHeight)
  .map((image) => {
    image.loading = 'eager'
    return image.decode()
  }))`

/** A picture made as small as the grid, by the browser itself. */
async function greys(picture: Buffer, columns: number, rows: number): Promise<Buffer> {
  const values = await canvas.evaluate(`(async () => {
    const image = new Image()
    image.src = 'data:image/png;base64,${picture.toString('base64')}'
    await image.decode()
    const canvas = new OffscreenCanvas(${columns}, ${rows})
    const context = canvas.getContext('2d')
    context.imageSmoothingQuality = 'high'
    context.drawImage(image, 0, 0, ${columns}, ${rows})
    const { data } = context.getImageData(0, 0, ${columns}, ${rows})
    return Array.from({ length: data.length / 4 }, (_, at) =>
      Math.round(0.3 * data[at * 4] + 0.59 * data[at * 4 + 1] + 0.11 * data[at * 4 + 2]))
  })()`)
  return Buffer.from(values as number[])
}
